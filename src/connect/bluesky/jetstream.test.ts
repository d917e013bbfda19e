import { zstdCompressSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import type { Batch } from '../connector.ts'
import { bluesky } from './connector.ts'
import { type FakeJetstream, openFakeJetstream } from './fake-jetstream.ts'
import { listenTo } from './listen.test-support.ts'
import type { Settings } from './settings.ts'

async function opened(options?: Parameters<typeof openFakeJetstream>[0]): Promise<FakeJetstream> {
  const jetstream = await openFakeJetstream(options)
  onTestFinished(() => jetstream.close())
  return jetstream
}

const texts = (listener: ReturnType<typeof listenTo>) => listener.posts().map(({ text }) => text)

describe('several hosts', () => {
  test('the next one goes on where the first one died', async () => {
    const [first, second] = [await opened(), await opened()]
    const listener = listenTo({ jetstream: [first.url, second.url] })
    await first.listening?.()
    await first.say('one')
    await second.say('one') // both hear the same network
    await expect.poll(() => texts(listener)).toEqual(['one'])
    await first.close()
    await second.say('two')
    await expect.poll(() => texts(listener), { timeout: 10_000 }).toEqual(['one', 'two'])
    expect(listener.cursor()).toMatchObject({ host: `${second.url}/subscribe` })
    expect(listener.batches.filter(({ missed }) => missed)).toEqual([])
  })

  test('all of them are tried before it fails, and the one that asks for the least patience is believed', async () => {
    const hosts = [await opened(), await opened(), await opened()]
    hosts.forEach((host, n) => host.failNext?.(429, { 'retry-after': String(30 - n * 10) }))
    const error: unknown = await batchesOf(bluesky.pull(anIo(), settingsOf(hosts), null)).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(SourceError)
    expect(error).toHaveProperty('then', 'retry')
    expect(error).toHaveProperty('waitMs', 10_000)
    expect(hosts.map(({ asked }) => asked.length)).toEqual([1, 1, 1])
  })

  test('one that answers proves the settings', async () => {
    const [dead, alive] = [await opened(), await opened()]
    await dead.close()
    expect(await bluesky.prove(anIo(), settingsOf([dead, alive]))).toMatchObject({ name: new URL(alive.url).host })
  })

  test('the order in which they are named makes no other stream', () => {
    expect(keyOf(['wss://a.example/subscribe', 'https://b.example'])).toBe(keyOf(['wss://b.example/', 'wss://a.example']))
    expect(keyOf('https://a.example/own/path')).not.toBe(keyOf('https://a.example'))
    expect(bluesky.streamKey({})).toContain('jetstream1.us-east.bsky.network')
  })
})

describe.each(['first', 'both'] as const)('one host (wires: %s)', (wires) => {
  test('a memory that does not reach back to the cursor is said, and from when to when', async () => {
    const jetstream = await opened({ wires })
    const first = listenTo(jetstream.settings)
    await jetstream.listening?.()
    await jetstream.say('heard')
    await expect.poll(() => texts(first)).toEqual(['heard'])
    await first.stop()
    await jetstream.say('said to nobody')
    jetstream.forget()
    await jetstream.say('the oldest it still has')
    const second = listenTo(jetstream.settings, first.cursor())
    await expect.poll(() => texts(second)).toEqual(['the oldest it still has'])
    const missed = second.batches.flatMap(({ missed }) => missed ?? [])
    expect(missed).toMatchObject([{ from: new Date(first.cursor()?.heardUntil ?? 0) }])
    expect(missed[0]?.until.getTime()).toBeGreaterThanOrEqual(missed[0]?.from.getTime() ?? Infinity)
  })

  test('messages that are broken are counted, said, and do not end the stream', async () => {
    const jetstream = await opened({ wires })
    const listener = listenTo(jetstream.settings)
    await jetstream.listening?.()
    const broken = ['{"did":"did:plc:x","time_us":17', 'not json at all', '', '[']
    const strange = ['null', '{"kind":"weather"}', '{"kind":"commit","did":5}']
    for (const text of [...broken, ...strange]) jetstream.emitRaw(text)
    jetstream.emitRaw(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2]), true)
    jetstream.emitRaw(zstdCompressSync(Buffer.alloc(20_000_000)), true) // swells beyond all measure
    await jetstream.say('still here')
    await expect.poll(() => texts(listener)).toEqual(['still here'])
    const said = listener.batches.flatMap(({ missed }) => missed?.why ?? []).map((why) => Number(/^(\d+) messages/.exec(why)?.[1]))
    expect(said.reduce((sum, count) => sum + count, 0)).toBe(broken.length + 2)
  })

  test('words that are not UTF-8 are heard as far as they are words', async () => {
    const jetstream = await opened({ wires: 'first' })
    const listener = listenTo(jetstream.settings)
    await jetstream.listening?.()
    const commit = { rev: '3r', operation: 'create', collection: 'app.bsky.feed.post', rkey: '3k', record: { text: 'broken > <' } }
    const json = Buffer.from(JSON.stringify({ kind: 'commit', did: 'did:plc:x', time_us: Date.now() * 1_000, commit }))
    json[json.indexOf('> <') + 1] = 0xff
    jetstream.emitRaw(json)
    await expect.poll(() => texts(listener)).toEqual(['broken >\ufffd<'])
  })

  test('an author is known by the name the stream has told', async () => {
    const jetstream = await opened({ wires })
    const listener = listenTo(jetstream.settings)
    await jetstream.listening?.()
    await jetstream.say('before')
    jetstream.introduce('noa.example', 'נועה')
    await jetstream.say('after')
    await expect.poll(() => texts(listener)).toEqual(['before', 'after'])
    const [before, after] = listener.posts()
    expect(before).toMatchObject({ author: { id: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', handle: '', name: null } })
    expect(after).toMatchObject({ author: { handle: 'noa.example', name: 'נועה' }, url: expect.stringContaining('/noa.example/') })
  })

  test('only posts and profiles are asked for', async () => {
    const jetstream = await opened({ wires })
    listenTo(jetstream.settings)
    await jetstream.listening?.()
    expect(jetstream.asked.at(-1)).toContain(wires === 'both' ? 'zstdDictionary=1311' : 'wantedCollections=app.bsky.feed.post&')
    expect(decodeURIComponent(jetstream.asked.at(-1) ?? '')).toMatch(/ollections=app\.bsky\.feed\.post&\w+=app\.bsky\.actor\.profile&/)
  })

  test('many posts arrive whole and in order, in batches that can be stored at once', async () => {
    const jetstream = await opened({ wires })
    const listener = listenTo(jetstream.settings)
    await jetstream.listening?.()
    const ids: string[] = []
    for (let n = 0; n < 5_000; n += 1) ids.push(await jetstream.say(`number ${n}`))
    await expect.poll(() => listener.posts().length, { timeout: 20_000 }).toBe(5_000)
    expect(listener.posts().map(({ externalId }) => externalId)).toEqual(ids)
    expect(Math.max(...listener.batches.map(({ posts }) => posts.length))).toBeLessThanOrEqual(500)
    expect(JSON.stringify(listener.cursor()).length).toBeLessThan(100_000)
  })
})

test('a reader that does not come back holds the stream up, not the memory; nothing is lost', async () => {
  const jetstream = await opened({ wires: 'first' })
  const pulled = bluesky.pull(anIo(), jetstream.settings, null)[Symbol.asyncIterator]()
  onTestFinished(async () => { await pulled.return?.() })
  await pulled.next()
  const text = 'x'.repeat(100_000)
  const ids: string[] = []
  for (let n = 0; n < 600; n += 1) ids.push(await jetstream.say(text)) // 60 MB
  await expect.poll(() => jetstream.unsentBytes()).toBeGreaterThan(10_000_000)
  const heard: string[] = []
  while (heard.length < ids.length) {
    const { value, done } = await pulled.next()
    if (done) break
    heard.push(...value.posts.map(({ externalId }) => externalId))
  }
  expect(heard).toEqual(ids)
})

test('a quiet stream gives heartbeats, once the host has answered that it is there', { timeout: 30_000 }, async () => {
  const jetstream = await opened()
  const listener = listenTo(jetstream.settings)
  await expect.poll(() => listener.batches.length, { timeout: 25_000 }).toBeGreaterThanOrEqual(3)
  const [first, ...others] = listener.batches
  expect(listener.posts()).toEqual([])
  expect(others.at(-1)?.heardUntil.getTime()).toBeGreaterThan(first?.heardUntil.getTime() ?? Infinity)
})

test('a private address is not reached unless the installation allows it', async () => {
  const jetstream = await opened()
  const error: unknown = await bluesky.prove(anIo(false), jetstream.settings).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(SourceError)
  expect(jetstream.asked).toEqual([])
  const lineOnly = { ...anIo(false), fetch: anIo().fetch } // nor by the line itself
  await expect(bluesky.prove(lineOnly, jetstream.settings)).rejects.toThrow(SourceError)
  expect(jetstream.listeners()).toBe(0)
})

test('it ends at once when it is aborted while the line is quiet', async () => {
  const jetstream = await opened()
  const controller = new AbortController()
  const ended = batchesOf(bluesky.pull(anIo(true, controller.signal), jetstream.settings, null))
  await jetstream.listening?.()
  controller.abort()
  expect((await ended).length).toBeLessThanOrEqual(1)
  await expect.poll(() => jetstream.listeners()).toBe(0)
})

async function batchesOf(pull: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of pull) batches.push(batch)
  return batches
}

function keyOf(jetstream: string | string[]): string | null {
  return bluesky.streamKey({ jetstream })
}

function settingsOf(hosts: readonly FakeJetstream[]): Settings {
  return { jetstream: hosts.map(({ url }) => url) }
}

function anIo(allowPrivate = true, signal: AbortSignal = new AbortController().signal): Io {
  return createIo({ allowPrivate, userAgent: 'heed-test', signal })
}
