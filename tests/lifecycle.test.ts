import { createServer } from 'node:net'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Heed, newHeed, type Running } from './support/heed.ts'

const IN_TIME = { timeout: 30_000 }

let heed: Heed
let server: Running

beforeAll(async () => {
  heed = await newHeed()
  server = await heed.up()
})

afterAll(() => heed.remove())

describe('a running Heed', () => {
  it('prints the link of the first visit while nobody has begun, and is well', async () => {
    expect(server.link).toMatch(new RegExp(`^http://localhost:${heed.port}/welcome\\?token=[\\w-]{43}$`))
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true })
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ok: true })
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^heed_jobs_waiting 0$/m)
  })

  it('is the only one on its folder, and a second one says so', async () => {
    const second = await heed.run('up')
    expect(second).toMatchObject({ code: 1, out: '' })
    expect(second.err).toMatch(/^heed: Heed already runs on .* \(process \d+, http:\/\/localhost:\d+\)\.\n$/)
  })

  it('heals by itself when PostgreSQL is killed', async () => {
    const killed = await postmaster()
    process.kill(killed, 'SIGKILL')
    await expect.poll(postmaster, IN_TIME).not.toBe(killed)
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, IN_TIME).toBe(200)
    await expect.poll(async () => (await heed.run('query', 'list')).err, IN_TIME).toMatch(/There is no workspace yet/)
  })

  it('is taken over by the next one when it is killed', async () => {
    const orphan = await postmaster()
    await server.end('SIGKILL')
    server = await heed.up()
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await postmaster()).not.toBe(orphan)
  })

  it('drains and stops when told to, and PostgreSQL with it', async () => {
    const pid = await postmaster()
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 })
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    server = await heed.up()
    expect(await server.end('SIGINT')).toMatchObject({ code: 0 })
  })
})

describe('what Heed cannot work with is said in one sentence, and the exit code is 1', () => {
  it('a port in use', async () => {
    const taken = createServer().listen(heed.port, '127.0.0.1')
    await once(taken, 'listening')
    const { code, err } = await heed.run('up')
    taken.close()
    expect({ code, err }).toEqual({ code: 1, err: `heed: Port ${heed.port} is in use; stop what uses it, or set HEED_PORT.\n` })
  })

  it.each([
    ['a database that is not there', { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' }, /^heed: The database u@127\.0\.0\.1:1\/x cannot be reached \(ECONNREFUSED\); is DATABASE_URL right\?\n$/],
    ['an address that is none', { DATABASE_URL: 'nonsense' }, /^heed: DATABASE_URL is not usable: .*\n$/],
    ['a folder that cannot be', { HEED_DATA: '/dev/null/heed' }, /^heed: The data folder \/dev\/null\/heed cannot be written \(.*\)\.\n$/],
  ])('%s', async (_what, settings, sentence) => {
    const broken = await newHeed(settings)
    const { code, err } = await broken.run('up')
    expect(code).toBe(1)
    expect(err).toMatch(sentence)
    await broken.remove()
  })
})

async function postmaster(): Promise<number> {
  return Number((await readFile(join(heed.folder, 'data', 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}
