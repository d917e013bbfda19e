import { hash } from 'node:crypto'
import type { Moment, StreamEvent } from './event.ts'

/**
 * After a reconnection the stream is asked to repeat this much: hosts date the same event a little differently, and none of
 * them promises to have sent everything up to a time at once.
 */
export const REWIND_US = 5_000_000
/** More events are not remembered; past that a rewind repeats some, which is harmless. */
const EVENTS_MAX = 5_000

/** The events of the last seconds, so that a rewind hands over nothing twice, and shows whether it reached back far enough. */
export type Recent = {
  /** False if it was heard already. */
  add(event: StreamEvent): boolean
  has(event: StreamEvent): boolean
  keys(): string[]
}

/** `keys` are from a stored cursor whose last event was at `at`. */
export function rememberRecent(keys: readonly string[], at: Moment): Recent {
  const known = new Map(keys.map((key) => [key, at]))
  return {
    add(event) {
      const key = keyOf(event)
      if (known.has(key)) return false
      known.set(key, event.at)
      for (const [oldest, oldestAt] of known) {
        if (oldestAt >= event.at - REWIND_US && known.size <= EVENTS_MAX) break
        known.delete(oldest)
      }
      return true
    },
    has: (event) => known.has(keyOf(event)),
    keys: () => [...known.keys()],
  }
}

/** The same on every host, except for what carries no version of its own. */
function keyOf(event: StreamEvent): string {
  const { kind, did } = event
  const what = kind === 'commit' ? [did, event.collection, event.rkey, event.rev, event.action] : [kind, did, event.at]
  return hash('sha1', what.join(' '), 'base64url').slice(0, 12)
}
