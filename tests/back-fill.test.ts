/** The past, fetched by a real Heed from a network on this machine. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeJetstream, openFakeJetstream } from '../src/connect/bluesky/fake-jetstream.ts'
import { SEARCHER } from '../src/connect/bluesky/fake-search.ts'
import { type Heed, newHeed, type Running } from './support/heed.ts'

const IN_TIME = { timeout: 50_000, interval: 1_000 }
const POSTS = 700

let heed: Heed
let network: FakeJetstream
let server: Running

beforeAll(async () => {
  network = await openFakeJetstream()
  network.search.strangers = 'nothing'
  for (let n = 0; n < POSTS; n += 1) await network.sayBefore?.(`Lantern of old, number ${n}`, new Date(Date.now() - (n + 1) * 60_000))
  heed = await newHeed()
  await heed.run('init', '--workspace', 'Lantern', '--brand', 'Lantern', '--owner', 'ruth@lantern.example', '--no-sources')
  server = await heed.up()
})
afterAll(async () => {
  await heed.remove()
  await network.close()
})

const found = async () => (await heed.run('mentions', '--query', 'Lantern')).out.split('\n').filter((line) => line.includes('of old')).length

test('a source that is added brings the past of what is listened for, also when Heed is killed meanwhile', async () => {
  const settings = { jetstream: `${network.url}/subscribe`, handle: SEARCHER.handle, service: network.url.replace('ws', 'http'), password: '-' }
  const set = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`])
  expect(await heed.runWith(`${SEARCHER.password}\n`, 'source', 'add', 'bluesky', ...set)).toMatchObject({ code: 0, err: '' })
  await expect.poll(() => network.search.searched.length, IN_TIME).toBeGreaterThan(2)
  await server.end('SIGKILL')
  server = await heed.up()
  await expect.poll(found, IN_TIME).toBe(POSTS)
})

test('a query that is saved brings its own', async () => {
  await network.sayBefore?.('הייתי באקמה אתמול', new Date(Date.now() - 3_600_000))
  expect(await heed.run('query', 'add', 'אקמה', '--name', 'Acme')).toMatchObject({ code: 0 })
  await expect.poll(async () => (await heed.run('mentions', '--query', 'Acme')).out, IN_TIME).toContain('באקמה')
})
