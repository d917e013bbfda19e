import type { AddressInfo } from 'node:net'
import { encode } from '@atproto/lex-cbor'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { readFirehose } from './firehose-wire.ts'
import { listenTo } from './listen.test-support.ts'
import type { FirehoseCursor } from './settings.ts'

const HEARD: FirehoseCursor = { kind: 'firehose', seq: 40, heardUntil: Date.parse('2026-11-23T10:00:00Z') }

function frame(type: string | null, body: object): Buffer {
  const header = type === null ? { op: -1 } : { op: 1, t: type }
  return Buffer.concat([encode(header), encode({ ...body })])
}

const commit = (seq: number, path: string) => frame('#commit', {
  seq, time: '2026-11-23T10:00:01.000Z', repo: 'did:plc:x', rev: '3r', blocks: new Uint8Array(9), ops: [{ action: 'create', path }],
})

const account = (seq: number, time: string) => frame('#account', { seq, time, did: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', active: true })

/** A server that answers each connection with what `answer` sends. */
async function serverOf(answer: (socket: WebSocket, cursor: string | null) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => { server.once('listening', resolve) })
  server.on('connection', (socket, request) => answer(socket, new URL(request.url ?? '/', 'ws://localhost').searchParams.get('cursor')))
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  return { firehose: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const missedBy = (listener: ReturnType<typeof listenTo>) => listener.batches.flatMap(({ missed }) => missed ?? [])

describe('a server whose memory has an end', () => {
  test('says so, and the gap is said on, from when to when', async () => {
    const settings = await serverOf((socket) => {
      socket.send(frame('#info', { name: 'OutdatedCursor' }))
      socket.send(account(90, '2026-11-23T12:00:00.000Z'))
    })
    const listener = listenTo(settings, HEARD)
    await expect.poll(() => listener.cursor()).toMatchObject({ seq: 90 })
    expect(missedBy(listener)).toMatchObject([{ from: new Date('2026-11-23T10:00:00Z'), until: new Date('2026-11-23T12:00:00Z') }])
  })

  test('and whose numbers began anew is asked for all it has', async () => {
    const cursors: (string | null)[] = []
    const settings = await serverOf((socket, cursor) => {
      cursors.push(cursor)
      if (cursor !== '0') return socket.send(frame(null, { error: 'FutureCursor', message: 'not yet' }))
      socket.send(account(3, '2026-11-23T11:00:00.000Z'))
    })
    const listener = listenTo(settings, HEARD)
    await expect.poll(() => listener.cursor()).toMatchObject({ seq: 3 })
    expect(cursors).toEqual(['40', '0'])
    expect(missedBy(listener)).toMatchObject([{ from: new Date('2026-11-23T10:00:00Z'), until: new Date('2026-11-23T11:00:00Z') }])
  })
})

test('messages cut short or forged are counted, said, and do not end the stream', async () => {
  const whole = account(41, '2026-11-23T10:00:01.000Z')
  const forged = [
    whole.subarray(0, whole.length - 3),
    Buffer.from('not cbor'),
    Buffer.alloc(0),
    commit(42, 'app.bsky.feed.post/3k'),
    frame('#account', { seq: -1, time: 'today', did: 5, active: 'no' }),
  ]
  const settings = await serverOf((socket) => {
    for (const bytes of forged) socket.send(bytes)
    socket.send(frame('#weather', { sunny: true }))
    socket.send(account(43, '2026-11-23T10:00:02.000Z'))
  })
  const listener = listenTo(settings, HEARD)
  await expect.poll(() => listener.cursor()).toMatchObject({ seq: 43 })
  const counts = missedBy(listener).map(({ why }) => Number(/^(\d+) messages/.exec(why)?.[1]))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(forged.length)
  expect(listener.posts()).toEqual([])
})

test('a message nested without end is unreadable, and nothing worse', async () => {
  const bytes = Buffer.concat([encode({ op: 1, t: '#commit' }), Buffer.alloc(1_000_000, 0x81)])
  expect(await readFirehose({ bytes, binary: true })).toEqual({ is: 'unreadable' })
})

test('an account that was deleted is gone, one that is only hidden is not', async () => {
  const ended = (seq: number, status?: string) => frame('#account', {
    seq, time: '2026-11-23T10:00:02.000Z', did: `did:plc:${status}`, active: status === undefined, ...(status && { status }),
  })
  const settings = await serverOf((socket) => {
    const statuses = ['deactivated', 'takendown', 'suspended', 'desynchronized', 'deleted', 'throttled', undefined]
    for (const [n, status] of statuses.entries()) socket.send(ended(50 + n, status))
  })
  const listener = listenTo(settings, HEARD)
  await expect.poll(() => listener.cursor()).toMatchObject({ seq: 56 })
  expect(listener.batches.flatMap(({ gone }) => gone ?? [])).toEqual(['did:plc:deleted'])
})

test('commits that are not about posts or profiles are passed over', async () => {
  const reading = await readFirehose({ bytes: commit(5, 'app.bsky.feed.like/3k'), binary: true })
  expect(reading).toMatchObject({ is: 'events', seq: 5, events: [] })
})
