/**
 * A small Jetstream host for tests (and an AppView at the same address), true to the wire in what matters: both wires, replay from a cursor within a bounded memory,
 * filters, refusals, and compression. Its dictionary was trained with `zstd --train` on invented events.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { zstdCompressSync } from 'node:zlib'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Author } from '../connector.ts'
import type { FakeNetwork } from '../fake-network.ts'
import { type Moment, POSTS, PROFILES } from './event.ts'
import { AUTHOR_HANDLE, recordOf } from './fake-record.ts'
import { type FakeSearch, openFakeSearch } from './fake-search.ts'
import { DICTIONARY_PATH, dictionaryOf } from './jetstream-wire.ts'
import type { Settings } from './settings.ts'

const SECOND = 'network.bsky.jetstream.subscribeEvents'
const PROFILES_PATH = '/xrpc/app.bsky.actor.getProfiles?'
const DICTIONARY = readFileSync(new URL('fake-dictionary.zdict', import.meta.url))
const AUTHOR = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'

/** What a host passes on: a commit, or news of an account. */
type FakeEvent =
  | { readonly kind: 'commit'; readonly did: string; readonly commit: FakeCommit }
  | { readonly kind: 'identity'; readonly did: string; readonly identity: { readonly did: string; readonly handle?: string } }
  | { readonly kind: 'account'; readonly did: string; readonly account: FakeAccount }

type FakeAccount = { readonly did: string; readonly active: boolean; readonly status?: string }

type FakeCommit = {
  readonly rev: string
  readonly operation: 'create' | 'update' | 'delete'
  readonly collection: string
  readonly rkey: string
  readonly record?: unknown
}

export interface FakeJetstream extends FakeNetwork<Settings> {
  readonly url: string
  /** The author of `say` takes a name. */
  introduce(handle: string, displayName: string): void
  /** Passes an event on to all who want it; `at` is now unless told. */
  emit(event: FakeEvent, at?: Moment): void
  /** Sends bytes to everybody as they are. */
  emitRaw(bytes: string | Uint8Array, binary?: boolean): void
  /** Forgets all that was said: a cursor of before cannot be served any more. */
  forget(): void
  /** Its AppView’s search. What is said is found there, too. */
  readonly search: FakeSearch
  /** Asked for since the start: path and query of each request. */
  readonly asked: readonly string[]
  /** How many listen now. */
  listeners(): number
  /** What waits here because its reader does not read. */
  unsentBytes(): number
}

type Logged = { readonly at: Moment; readonly seq: number; readonly event: FakeEvent }
type Listener = { readonly socket: WebSocket; readonly second: boolean; readonly wanted: ReadonlySet<string>; readonly bytesMax: number }

/** Starts a host. `wires: 'first'` is an older one, without the second wire and its dictionary. */
export async function openFakeJetstream({ wires = 'both' }: { wires?: 'first' | 'both' } = {}): Promise<FakeJetstream> {
  const asked: string[] = []
  const failures: Refusal[] = []
  const listeners = new Set<Listener>()
  let log: Logged[] = []
  let last = 0
  let said = 0
  let waiting: (() => void)[] = []
  const search = openFakeSearch()

  const server = createServer(async (request, response) => {
    asked.push(request.url ?? '')
    const failure = failures.shift()
    if (!failure && await search.answers(request, response)) return
    if (failure) response.writeHead(failure.status, failure.headers).end()
    else if (request.url?.startsWith(PROFILES_PATH)) response.writeHead(200).end(JSON.stringify(profilesFor(request.url)))
    else if (request.url === DICTIONARY_PATH && wires === 'both') response.writeHead(200).end(DICTIONARY)
    else response.writeHead(404).end()
  })
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: true })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head) => {
    asked.push(request.url ?? '')
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const second = pathname === `/xrpc/${SECOND}` && wires === 'both'
    const known = second ? refusalOfSecond(searchParams) : pathname === '/subscribe' ? null : NOT_FOUND
    const failure = failures.shift() ?? known
    if (failure) return refuse(socket, failure)
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const wanted = new Set(searchParams.getAll(second ? 'collections' : 'wantedCollections'))
      const listener = { socket: opened, second, wanted, bytesMax: Number(searchParams.get('maxMessageSizeBytes')) || Infinity }
      const cursor = searchParams.get('cursor')
      if (cursor !== null) replay(listener, log, Number(cursor))
      listeners.add(listener)
      opened.on('close', () => listeners.delete(listener))
      for (const resolve of waiting) resolve()
      waiting = []
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`

  const emit = (event: FakeEvent, at = Date.now() * 1_000) => {
    last = Math.max(last + 1, at)
    const logged = { at: last, seq: said += 1, event }
    log.push(logged)
    for (const listener of listeners) send(listener, logged)
  }
  return {
    url,
    settings: { jetstream: `${url}/subscribe`, appview: url.replace('ws', 'http') },
    wrong: [{ jetstream: 'ws://127.0.0.1:9/subscribe' }, { jetstream: `${url}/subscribe`, appview: 'http://127.0.0.1:9' }, ...(wires === 'first' ? [{ jetstream: `${url}/nothing-here` }] : [])],
    ...speaker(emit, search),
    known: KNOWN,
    search,
    emit,
    emitRaw: (bytes, binary = false) => { for (const { socket } of listeners) socket.send(bytes, { binary }) },
    failNext: (status, headers = {}) => { failures.push({ status, headers }) },
    forget: () => { log = [] },
    asked,
    listeners: () => listeners.size,
    unsentBytes: () => [...listeners].reduce((sum, { socket }) => sum + socket.bufferedAmount, 0),
    listening: async () => { if (listeners.size === 0) await new Promise<void>((resolve) => { waiting.push(resolve) }) },
    cut: () => { for (const { socket } of listeners) socket.terminate() },
    close: () => new Promise((resolve) => {
      for (const { socket } of listeners) socket.terminate()
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

/** One author's words. */
function speaker(emit: (event: FakeEvent) => void, search: FakeSearch) {
  let number = 0
  let before = 0
  const write = (commit: Omit<FakeCommit, 'rev'>) => {
    emit({ kind: 'commit', did: AUTHOR, commit: { rev: `3rev${100_000_000 + (number += 1)}`, ...commit } })
  }
  return {
    say: async (text: string) => {
      const rkey = `3post${10_000_000 + number}`
      const uri = `at://${AUTHOR}/${POSTS}/${rkey}`
      write({ operation: 'create', collection: POSTS, rkey, record: recordOf(text) })
      search.add(uri, AUTHOR, recordOf(text))
      return uri
    },
    sayBefore: async (text: string, at: Date) => {
      const uri = `at://${AUTHOR}/${POSTS}/3past${10_000_000 + (before += 1)}`
      search.add(uri, AUTHOR, recordOf(text, at))
      return uri
    },
    edit: async (externalId: string, text: string) => {
      write({ operation: 'update', collection: POSTS, rkey: rkeyOf(externalId), record: recordOf(text) })
      search.add(externalId, AUTHOR, recordOf(text))
    },
    remove: async (externalId: string) => {
      write({ operation: 'delete', collection: POSTS, rkey: rkeyOf(externalId) })
      search.remove(externalId)
    },
    leave: async () => emit({ kind: 'account', did: AUTHOR, account: { did: AUTHOR, active: false, status: 'deleted' } }),
    introduce: (handle: string, displayName: string) => {
      emit({ kind: 'identity', did: AUTHOR, identity: { did: AUTHOR, handle } })
      write({ operation: 'create', collection: PROFILES, rkey: 'self', record: { $type: PROFILES, displayName } })
    },
  }
}

/** The author of `say`, and one who has lost the name they claim. */
const KNOWN: readonly Author[] = [
  { id: AUTHOR, handle: AUTHOR_HANDLE, name: 'נועה לוי', followers: 12 },
  { id: 'did:plc:abcdefghijklmnopqrstuvwx', handle: '', name: null, followers: 0 },
]

/** As the AppView of this network answers. */
function profilesFor(url: string) {
  const asked = new URL(url, 'http://localhost').searchParams.getAll('actors')
  const profiles = KNOWN.filter(({ id }) => asked.includes(id)).map(({ id, handle, name, followers }) => (
    { did: id, handle: handle || 'handle.invalid', ...(name && { displayName: name }), followersCount: followers }
  ))
  return { profiles }
}

function rkeyOf(externalId: string): string {
  return externalId.split('/').at(-1) ?? ''
}

/** The first wire begins with the oldest it has, silently; the second says that it had to. */
function replay(listener: Listener, log: readonly Logged[], cursor: number): void {
  const isTime = cursor >= 1e15
  if (listener.second && isTime && (log[0]?.at ?? Infinity) > cursor && log[0]?.seq !== 1) {
    deliver(listener, { $type: 'message', payload: { $type: `${SECOND}#info`, name: 'OutdatedCursor' } })
  }
  for (const logged of log) if ((isTime ? logged.at : logged.seq) >= cursor) send(listener, logged)
}

function send(listener: Listener, { at, seq, event }: Logged): void {
  const collection = event.kind === 'commit' ? event.commit.collection : null
  if (collection !== null && listener.wanted.size > 0 && !listener.wanted.has(collection)) return
  deliver(listener, listener.second ? secondForm(at, seq, event) : { time_us: at, ...event })
}

function deliver({ socket, second, bytesMax }: Listener, frame: unknown): void {
  const json = Buffer.from(JSON.stringify(frame))
  if (json.length > bytesMax) return
  if (second) socket.send(zstdCompressSync(json, { dictionary: DICTIONARY }), { binary: true })
  else socket.send(json, { binary: false })
}

function secondForm(at: Moment, seq: number, event: FakeEvent): unknown {
  const $type = `${SECOND}#${event.kind}`
  const time = `${new Date(at / 1_000).toISOString().slice(0, -1)}${String(at % 1_000).padStart(3, '0')}Z`
  const { commit, kind: _, ...rest } = { commit: {}, ...event }
  return { $type: 'message', payload: { $type, seq, time, ...rest, ...commit } }
}

type Refusal = { readonly status: number; readonly headers: Readonly<Record<string, string>> }
const NOT_FOUND: Refusal = { status: 404, headers: {} }

function refusalOfSecond(query: URLSearchParams): Refusal | null {
  const known = query.get('zstdDictionary') === String(dictionaryOf(DICTIONARY)?.id)
  return known && !query.has('wantedCollections') ? null : { status: 400, headers: {} }
}

function refuse(socket: Duplex, { status, headers }: Refusal): void {
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': '0' }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n`)
}
