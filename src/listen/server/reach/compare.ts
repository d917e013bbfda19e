import { PEOPLE_MIN, type ReachLine } from '../../contract.ts'
import { wilson } from '../corrections/wilson.ts'

/** A smaller difference than this is none to act on, however surely it is there. */
const DIFFERENCE_MIN = 0.02

/** What is heard of one language or place: mentions, people, and of so many people looked at in all, those that speak here. */
export type Heard = { readonly mentions: number; readonly people: number; readonly seen: number }

/** What is heard beside what is stated of customers: `percent` of 100, or null. `seenInAll` people were looked at. */
export function compare(percent: number | null, { mentions, people, seen }: Heard, seenInAll: number): Omit<ReachLine, 'value'> {
  const share = seenInAll === 0 ? null : seen / seenInAll
  const interval = seenInAll < PEOPLE_MIN ? null : wilson(seen, seenInAll)
  return { percent, mentions, people, share, interval, verdict: verdictOf(percent, mentions, share, interval) }
}

function verdictOf(percent: number | null, mentions: number, share: number | null, interval: ReachLine['interval']): ReachLine['verdict'] {
  if (percent === null) return 'unstated'
  if (mentions === 0) return 'unheard'
  if (share === null || interval === null) return 'too_few'
  const stated = percent / 100
  if (Math.abs(share - stated) < DIFFERENCE_MIN) return 'as_many'
  if (stated > interval[1]) return 'fewer'
  return stated < interval[0] ? 'more' : 'as_many'
}
