/**
 * The two wires of Jetstream: the first (`/subscribe`, plain JSON) and the second (`network.bsky.jetstream.subscribeEvents`,
 * JSON frames that may be zstd with a dictionary which the host hands out). Source: the README and lexicons of
 * https://github.com/bluesky-social/jetstream, read 2026-11-23.
 */
import { zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import type { Reading, StreamEvent } from './event.ts'
import { FRAME_BYTES_MAX, type Frame } from './line.ts'

/** One wire: where to subscribe on a host, and how to read what comes. `cursor` is in microseconds since 1970. */
export type Wire = {
  readonly url: (host: string, collections: readonly string[], cursor: number | null) => string
  readonly read: (frame: Frame) => Reading
}

const Did = z.string().regex(/^did:[a-z]+:[\w.:%-]+$/).max(2_048)
const Change = z.object({
  rev: z.string().max(100),
  operation: z.enum(['create', 'update', 'delete']),
  collection: z.string().max(317),
  rkey: z.string().max(512),
  record: z.unknown().optional(),
})
const AccountNews = z.object({ active: z.boolean(), status: z.string().max(100).nullish() })
const First = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commit'), did: Did, time_us: z.int(), commit: Change }),
  z.object({ kind: z.literal('identity'), did: Did, time_us: z.int(), identity: z.object({ handle: z.string().max(253).nullish() }) }),
  z.object({ kind: z.literal('account'), did: Did, time_us: z.int(), account: AccountNews }),
])

/** The wire of every Jetstream host. A cursor that is too old is answered with the oldest there is, without a word. */
export const firstWire: Wire = {
  url: (host, collections, cursor) => withQuery(host, '/subscribe', [
    ...collections.map((name) => ['wantedCollections', name] as const),
    ['maxMessageSizeBytes', String(FRAME_BYTES_MAX)],
    ...(cursor === null ? [] : [['cursor', String(cursor)] as const]),
  ]),
  read: (frame) => {
    const json = jsonOf(frame.bytes)
    if (json === undefined) return { is: 'unreadable' }
    const { data } = First.safeParse(json)
    return data ? happened(eventOfFirst(data)) : { is: 'other' }
  },
}

function eventOfFirst(data: z.infer<typeof First>): StreamEvent {
  const { did, time_us: at } = data
  if (data.kind === 'identity') return { kind: 'identity', at, did, handle: data.identity.handle ?? null }
  if (data.kind === 'account') return { kind: 'account', at, did, active: data.account.active, status: data.account.status ?? null }
  const { operation: action, collection, rkey, rev, record } = data.commit
  return { kind: 'commit', at, did, action, collection, rkey, rev, record }
}

const NSID = 'network.bsky.jetstream.subscribeEvents'
const Time = z.iso.datetime({ offset: true }).transform(microseconds)
const Second = z.discriminatedUnion('$type', [
  Change.extend({ $type: z.literal(`${NSID}#commit`), did: Did, time: Time }),
  z.object({ $type: z.literal(`${NSID}#identity`), did: Did, time: Time, identity: z.object({ handle: z.string().max(253).nullish() }) }),
  z.object({ $type: z.literal(`${NSID}#account`), did: Did, time: Time, account: AccountNews }),
  z.object({ $type: z.literal(`${NSID}#info`), name: z.string() }),
])
const Envelope = z.discriminatedUnion('$type', [
  z.object({ $type: z.literal('message'), payload: z.unknown() }),
  z.object({ $type: z.literal('error'), error: z.string(), message: z.string().default('') }),
])

/** The newer wire, compressed with the host's own dictionary; it says so when a cursor is too old. */
export function secondWire(dictionary: Dictionary): Wire {
  return {
    url: (host, collections, cursor) => withQuery(host, `/xrpc/${NSID}`, [
      ...collections.map((name) => ['collections', name] as const),
      ['maxMessageSizeBytes', String(FRAME_BYTES_MAX)],
      ['zstdDictionary', String(dictionary.id)],
      ...(cursor === null ? [] : [['cursor', String(cursor)] as const]),
    ]),
    read: (frame) => {
      const json = jsonOf(frame.binary ? decompressed(frame.bytes, dictionary) : frame.bytes)
      if (json === undefined) return { is: 'unreadable' }
      const envelope = Envelope.safeParse(json).data
      if (envelope?.$type === 'error') return { is: 'error', name: envelope.error, message: envelope.message }
      const { data } = Second.safeParse(envelope?.payload)
      if (!data) return { is: 'other' }
      if (data.$type === `${NSID}#info`) return data.name === 'OutdatedCursor' ? { is: 'outdated' } : { is: 'other' }
      return happened(eventOfSecond(data))
    },
  }
}

function eventOfSecond(data: Exclude<z.infer<typeof Second>, { name: string }>): StreamEvent {
  const { did, time: at } = data
  if (data.$type === `${NSID}#identity`) return { kind: 'identity', at, did, handle: data.identity.handle ?? null }
  if (data.$type === `${NSID}#account`) return { kind: 'account', at, did, active: data.account.active, status: data.account.status ?? null }
  const { operation: action, collection, rkey, rev, record } = data
  return { kind: 'commit', at, did, action, collection, rkey, rev, record }
}

/** Where a host hands out its dictionary. */
export const DICTIONARY_PATH = '/xrpc/network.bsky.jetstream.getZstdDictionary'
export const DICTIONARY_BYTES_MAX = 1024 * 1024

/** A structured zstd dictionary and the id that it carries (RFC 8878 section 5). */
export type Dictionary = { readonly id: number; readonly bytes: Uint8Array }

/** Null if these bytes are no structured dictionary. */
export function dictionaryOf(bytes: Uint8Array): Dictionary | null {
  if (bytes.length < 8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
  const id = view.getUint32(4, true)
  return view.getUint32(0, true) === 0xec30a437 && id > 0 ? { id, bytes } : null
}

function decompressed(bytes: Buffer, dictionary: Dictionary): Buffer | null {
  try {
    return zstdDecompressSync(bytes, { dictionary: dictionary.bytes, maxOutputLength: FRAME_BYTES_MAX })
  } catch {
    return null
  }
}

function happened(event: StreamEvent): Reading {
  return { is: 'events', at: event.at, events: [event], seq: null }
}

/** Undefined if it is not JSON. Bytes that are not UTF-8 become U+FFFD: the rest of the words are worth hearing. */
function jsonOf(bytes: Buffer | null): unknown {
  try {
    return bytes === null ? undefined : JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** `2024-09-09T19:46:02.329308Z`: a Date holds only its milliseconds. */
function microseconds(time: string): number {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? ''
  return Date.parse(time) * 1_000 + Number(fraction.padEnd(6, '0').slice(3, 6))
}

function withQuery(host: string, path: string, query: readonly (readonly [string, string])[]): string {
  const url = new URL(host)
  url.protocol = url.protocol.replace('http', 'ws')
  if (path !== '/subscribe' || url.pathname === '/') url.pathname = path
  url.search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
  return url.href
}
