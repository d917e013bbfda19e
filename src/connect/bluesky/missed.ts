/** Sentences for the gap ledger. */
import type { Batch } from '../connector.ts'
import type { Moment } from './event.ts'

/** The host's memory begins with an event of `firstAt`; undefined if that reaches back to what was heard (in milliseconds). */
export function forgotten(heardUntil: number, firstAt: Moment): Batch['missed'] {
  const until = Math.floor(firstAt / 1_000)
  if (until < heardUntil) return undefined
  return { from: new Date(heardUntil), until: new Date(until), why: 'The host no longer has what was said then.' }
}

/** Messages that made no sense may have been posts: that is said, not swallowed. */
export function unreadable(host: string, count: number, from: number, until: number): Batch['missed'] {
  if (count === 0) return undefined
  return { from: new Date(from), until: new Date(until), why: `${count} messages of ${host} could not be read.` }
}
