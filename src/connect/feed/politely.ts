import type { Io } from '../../base/io.ts'
import { SourceError } from '../../base/error.ts'

/** Between the end of one visit to a host and the beginning of the next. */
const PAUSE_MS = 1_000
/** Visits to one host that may wait for each other; further ones are asked to come back. */
const WAITING_MAX = 200
const COME_BACK_MS = 60_000
/** Hosts remembered after their last visit. */
const HOSTS_MAX = 10_000

type Door = { waiting: number; free: Promise<void>; lastLeftMs: number }

/** For the whole process: a host does not care which of our feeds it is asked for. */
const doors = new Map<string, Door>()

/** Runs a visit to the host of an address: one at a time for each host, with a pause in between. Ends when `io.signal` aborts. */
export async function politely<T>(io: Io, url: string, visit: () => Promise<T>): Promise<T> {
  const { host } = new URL(url)
  const door = doorOf(host)
  if (door.waiting >= WAITING_MAX) throw new SourceError('retry', `Too many feeds of ${host} wait for their turn.`, COME_BACK_MS)
  const turn = door.free
  const left = Promise.withResolvers<void>()
  door.free = turn.then(() => left.promise)
  door.waiting += 1
  try {
    await Promise.race([turn, aborted(io.signal)])
    const pauseMs = Math.min(PAUSE_MS, door.lastLeftMs + PAUSE_MS - io.now().getTime())
    if (pauseMs > 0) await io.sleep(pauseMs)
    return await visit()
  } finally {
    door.lastLeftMs = io.now().getTime()
    door.waiting -= 1
    left.resolve()
  }
}

function doorOf(host: string): Door {
  const known = doors.get(host)
  if (known) return known
  if (doors.size >= HOSTS_MAX) for (const [name, { waiting }] of doors) if (waiting === 0) doors.delete(name)
  const door: Door = { waiting: 0, free: Promise.resolve(), lastLeftMs: Number.NEGATIVE_INFINITY }
  doors.set(host, door)
  return door
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  if (signal.aborted) reject(signal.reason)
  else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  return promise
}
