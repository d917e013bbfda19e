/**
 * One stream, pulled for ever: pull → normalise → match → understand → store, one batch after the other, whatever happens. Behind a
 * firehose, one is read while the other is stored.
 */
import { setImmediate as takeTurns } from 'node:timers/promises'
import { assert, SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { markStream, readStreams } from '../../connect/index.ts'
import type { Batch, Connector } from '../../connect/connector.ts'
import { backOffMs } from './back-off.ts'
import { Breadth } from './breadth.ts'
import { isDatabaseAway } from './database-away.ts'
import { type GapWhy, noteOutage } from './gap.ts'
import { introduceAuthors, type Introducing } from './introduce-authors.ts'
import { hear } from './hear.ts'
import type { Broad, Standing } from './standing.ts'
import type { Understood } from './understand.ts'
import { type Stored, store, type StoreDeps, type StoreStep, StreamMoved } from './store.ts'
import { Silence, unlessAborted, watchForSilence } from './silence.ts'

/** Most posts in one batch: it is stored in one transaction. */
export const BATCH_POSTS_MAX = 1_000
/** A firehose that hands over so many at once is ahead of us: the next batch is read while this one is stored. */
const BEHIND_FROM_POSTS = 250
/** Posts thought about at a stretch, about a millisecond: then others get their turn, above all answers of the database. */
const STRETCH_POSTS = 50
/** A shorter outage opens no gap by itself: the next pull starts where the last one stopped. */
export const GAP_TOLERANCE_MS = 30_000
const RETRY = { firstMs: 1_000, mostMs: 300_000 }
const DATABASE_RETRY = { firstMs: 100, mostMs: 5_000, toldEvery: 20 }

/** Moments between which a test may let the process die. */
export type PullStep = 'begun' | 'pulled' | 'heard' | StoreStep

export type PullDeps = Omit<StoreDeps, 'passed'> & {
  readonly standing: Standing
  readonly ioFor: (signal: AbortSignal) => Io
  readonly random: () => number
  /** For the log: a bug, in a connector or here, that has stopped this stream and no other; or a database that stays away. */
  readonly onError: (streamId: string, error: unknown) => void
  readonly onStored?: ((connector: string, stored: Stored & { posts: number }) => void) | undefined
  readonly passed?: ((step: PullStep) => void) | undefined
  /** A test may read ahead of smaller batches. */
  readonly behindFromPosts?: number
}

export type PulledStream = { readonly id: string; readonly connector: Connector; readonly settings: unknown }

/**
 * Pulls until the signal aborts, or until a person must act (`reauthorize`, `stop`, a bug), which is then on the stream's
 * health card. A batch in hand is stored before it ends.
 */
export async function pullStream(deps: PullDeps, stream: PulledStream, signal: AbortSignal): Promise<void> {
  const io = deps.ioFor(signal)
  const introducing = introduceAuthors(deps, stream, signal)
  try {
    const breadth = stream.connector.isFirehose ? new Breadth(deps.standing) : undefined
    await pullAndPull({ deps, stream, io, signal, introducing, breadth })
  } finally {
    await introducing.end()
  }
}

async function pullAndPull(loop: Loop): Promise<void> {
  const { deps, stream, io, signal } = loop
  let why: GapWhy = 'stopped'
  let failures = 0
  while (!signal.aborted) {
    const progress = { batches: 0 }
    const ended = await pullOnce(loop, why, progress).then(() => null, (error: unknown) => error)
    failures = progress.batches > 0 ? 1 : failures + 1
    const remedy = remedyOf(ended, stream.connector, () => backOffMs(RETRY, failures, deps.random))
    why = remedy.why
    try {
      signal.throwIfAborted()
      if (remedy.isBug) deps.onError(stream.id, ended)
      if (remedy.state !== 'listening') await onceThere(loop, () => mark(loop, remedy))
      if (remedy.waitMs === null) return
      await io.sleep(remedy.waitMs)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}

type Loop = {
  readonly deps: PullDeps
  readonly stream: PulledStream
  readonly io: Io
  readonly signal: AbortSignal
  readonly introducing: Introducing
  readonly breadth: Breadth | undefined
}

/** One connection, or one round of a polled source. */
async function pullOnce(loop: Loop, why: GapWhy, progress: { batches: number }): Promise<void> {
  const { deps, stream } = loop
  const ending = new AbortController()
  const signal = AbortSignal.any([loop.signal, ending.signal])
  const io = deps.ioFor(signal)
  let cursor = await onceThere(loop, () => begin(loop, why))
  deps.passed?.('begun')
  const batches = pullFrom(io, stream, cursor)
  const watch = watchForSilence(io, stream.connector.limits.silentAfterMs, (silence) => ending.abort(silence))
  const hearNext = async (): Promise<HeardBatch | null> => {
    const next = await watch.during(unlessAborted(signal, () => batches.next()))
    if (next.done) return null
    deps.passed?.('pulled')
    return hearBatch(loop, next.value)
  }
  try {
    for (let coming = hearNext(); ;) {
      const heard = await coming
      if (heard === null) return
      const storing = storeBatch(loop, cursor, heard)
      const isBehind = stream.connector.isFirehose === true && heard.batch.posts.length >= (deps.behindFromPosts ?? BEHIND_FROM_POSTS)
      if (isBehind) coming = beside(hearNext())
      const stored = await storing
      cursor = heard.batch.cursor
      progress.batches += 1
      deps.onStored?.(stream.connector.id, { ...stored, posts: heard.batch.posts.length })
      if (!isBehind) coming = hearNext()
    }
  } finally {
    ending.abort()
    // Not waited for: a connector that does not end must not keep us from trying again.
    batches.return?.().catch(() => undefined)
  }
}

/** Work whose failure waits until somebody asks for its result. */
function beside<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

/** Settings and cursor have been JSON in the database: the connector reads them back. */
function pullFrom(io: Io, { connector, settings }: PulledStream, cursor: unknown): AsyncIterator<Batch> {
  return connector.pull(io, connector.settings.parse(settings), cursor === null ? null : connector.cursor.parse(cursor))[Symbol.asyncIterator]()
}

/** Where the stream stands, with the gap noted that lies between then and now. */
async function begin({ deps, stream, io }: Loop, why: GapWhy): Promise<unknown> {
  const { limits, can } = stream.connector
  const toleranceMs = Math.max(GAP_TOLERANCE_MS, can.live ? limits.silentAfterMs : 2 * limits.pollEveryMs)
  return deps.doors.asIngest([], async (db) => {
    const [at] = await readStreams(db, [stream.id])
    assert(at, 'a stream that is pulled exists')
    await noteOutage(db, { streamId: stream.id, heardUntil: at.heardUntil, now: io.now(), toleranceMs, why })
    return at.cursor
  })
}

type HeardBatch = { readonly batch: Batch; readonly heardAt: Date; readonly heard: readonly Understood[]; readonly broad: readonly Broad[] }

async function hearBatch({ deps, stream, io, breadth }: Loop, batch: Batch): Promise<HeardBatch> {
  assert(batch.posts.length <= BATCH_POSTS_MAX, `a batch of ${stream.connector.id} has at most ${BATCH_POSTS_MAX} posts`)
  assert((batch.gone?.length ?? 0) <= BATCH_POSTS_MAX, `a batch of ${stream.connector.id} tells of at most ${BATCH_POSTS_MAX} authors who are gone`)
  assert(!Number.isNaN(batch.heardUntil.getTime()), `a batch of ${stream.connector.id} says until when it has heard`)
  const heardAt = io.now()
  const place = { network: stream.connector.id, streamId: stream.id, heardAt, breadth }
  const origin = { ...place, standing: deps.standing, onBug: (error: Error) => deps.onError(stream.id, error) }
  const heard: Understood[] = []
  for (let from = 0; from < batch.posts.length; from += STRETCH_POSTS) {
    if (from > 0) await takeTurns()
    heard.push(...hear(batch.posts.slice(from, from + STRETCH_POSTS), origin))
  }
  deps.passed?.('heard')
  return { batch, heardAt, heard, broad: deps.standing.untold() }
}

async function storeBatch(loop: Loop, from: unknown, heardBatch: HeardBatch): Promise<Stored> {
  const { deps, stream } = loop
  const { heardAt, heard } = heardBatch
  const subscribers = deps.standing.subscribers(stream.id)
  const place = { network: stream.connector.id, streamId: stream.id }
  const stored = await onceThere(loop, () => store(deps, { ...place, ...heardBatch, from, subscribers }))
  deps.standing.told(heardBatch.broad)
  if (heard.some(({ post, hearings }) => hearings.length > 0 && post.author.handle === '')) loop.introducing.wake(heardAt)
  return stored
}

type Remedy = {
  readonly state: 'listening' | 'retrying' | 'reauthorize' | 'stopped'
  readonly problem: string | null
  readonly why: GapWhy
  /** Null: a person must act first. */
  readonly waitMs: number | null
  readonly isBug?: true
}

/** What to do about the end of a pull. */
function remedyOf(ended: unknown, connector: Connector, backOff: () => number): Remedy {
  const retry = (problem: string, why: GapWhy, leastMs = 0): Remedy => ({ state: 'retrying', problem, why, waitMs: Math.max(leastMs, backOff()) })
  if (ended === null) {
    if (connector.can.live) return retry('The connection ended.', 'unreachable')
    return { state: 'listening', problem: null, why: 'stopped', waitMs: connector.limits.pollEveryMs }
  }
  if (ended instanceof StreamMoved) return { state: 'listening', problem: null, why: 'stopped', waitMs: backOff() }
  if (ended instanceof Silence) return retry(ended.message, 'silent')
  if (ended instanceof SourceError && ended.then === 'retry') return retry(ended.message, 'unreachable', ended.waitMs)
  if (ended instanceof SourceError) {
    return { state: ended.then === 'stop' ? 'stopped' : 'reauthorize', problem: ended.message, why: 'stopped', waitMs: null }
  }
  // What was handed in, by people or as a file, is read from our own database.
  if (isDatabaseAway(ended)) return retry('A connection was lost.', 'unreachable')
  return { state: 'stopped', problem: `A fault in Heed: ${ended instanceof Error ? ended.message : ended}`, why: 'stopped', waitMs: null, isBug: true }
}

/** Does work on the database, again and again while it is away: a batch in hand is not lost because PostgreSQL restarts. */
async function onceThere<T>({ deps, stream, io }: Loop, work: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      if (failures % DATABASE_RETRY.toldEvery === 0) deps.onError(stream.id, error)
      await io.sleep(backOffMs(DATABASE_RETRY, failures, deps.random))
    }
  }
}

function mark({ deps, stream, io }: Loop, { state, problem, waitMs }: Remedy): Promise<void> {
  const nextTryAt = waitMs === null ? null : new Date(io.now().getTime() + waitMs)
  return deps.doors.asIngest([], (db) => markStream(db, stream.id, { state, problem, nextTryAt }))
}
