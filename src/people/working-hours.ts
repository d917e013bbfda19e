/**
 * When a market works: the time in which its clocks run. Pure; every answer follows from `openings`, so that they agree with
 * one another, also on the days on which the clocks change.
 */
import { assert } from '../base/error.ts'
import { holidaysOf } from './holidays.ts'
import { localDayAt, reached } from './zoned-time.ts'

/** The intervals of one day, in minutes of the local day: in order, apart, `1440` is the day's end. None: closed. */
export type DayHours = [from: number, until: number][]

/** What there is to know of a market's time. */
export type MarketTime = {
  readonly zone: string
  readonly country: string
  /** Seven days, Sunday first. */
  readonly hours: readonly DayHours[]
  /** Whether the country's own holidays and eves count. */
  readonly holidays: boolean
  /** Go before holidays and weekdays. */
  readonly specialDays: readonly { readonly day: string; readonly hours: DayHours }[]
}

export type WorkingHours = {
  isOpen(at: Date): boolean
  /** `at` itself when open, otherwise the next moment of work; null when there is none within two years. */
  nextOpening(at: Date): Date | null
  /** The first moment by which so many minutes of work have passed since `from`; null when they never will within ten years. */
  addWorking(from: Date, minutes: number): Date | null
  /** Minutes of work between two moments at most ten years apart; negative when `until` is before `from`. */
  workingMinutesBetween(from: Date, until: Date): number
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const ADD_DAYS_MAX = 3_660
const NEXT_DAYS_MAX = 731
const CACHED_DAYS_MAX = 1_000
/** On a holiday's eve one works until 13:00. */
const EVE_UNTIL = 780

/** A stretch of work, in milliseconds since 1970. */
type Opening = readonly [from: number, until: number]

/** Whether a day's intervals are in order, apart and within the day. */
export function areHours(hours: DayHours): boolean {
  return hours.every(([from, until], at) => from >= (hours[at - 1]?.[1] ?? 0) && from < until && until <= 1440)
}

/** The clock of a market. It remembers the days it has worked out: make it once and ask it often. */
export function workingHours(market: MarketTime): WorkingHours {
  const special = new Map(market.specialDays.map(({ day, hours }) => [day, hours]))
  const cache = new Map<number, readonly Opening[]>()

  function openings(day: number): readonly Opening[] {
    const cached = cache.get(day)
    if (cached) return cached
    const found = hoursOn(market, special, day)
      .map(([from, until]): Opening => [reached(market.zone, day, from), reached(market.zone, day, until)])
      .filter(([from, until]) => from < until) // an interval that the clocks jumped over
    if (cache.size >= CACHED_DAYS_MAX) cache.clear()
    cache.set(day, found)
    return found
  }

  /** Stretches of work from a moment on, the first one cut to it, for at most so many days. */
  function* from(at: number, daysMax: number): Generator<Opening> {
    const first = localDayAt(market.zone, at)
    for (let day = first; day <= first + daysMax; day++) {
      for (const [start, end] of openings(day)) if (end > at) yield [Math.max(start, at), end]
    }
  }

  function between(start: number, end: number): number {
    assert(end - start <= ADD_DAYS_MAX * DAY_MS, 'working hours are counted over ten years at most')
    let worked = 0
    for (const [opens, closes] of from(start, ADD_DAYS_MAX + 1)) {
      if (opens >= end) break
      worked += Math.min(closes, end) - opens
    }
    return worked / MINUTE_MS
  }

  return {
    isOpen: (at) => {
      for (const [opens] of from(at.getTime(), 1)) return opens === at.getTime()
      return false
    },
    nextOpening: (at) => {
      for (const [opens] of from(at.getTime(), NEXT_DAYS_MAX)) return new Date(opens)
      return null
    },
    addWorking: (start, minutes) => {
      assert(minutes >= 0, 'working time is added, never taken away')
      if (minutes === 0) return start
      let left = minutes * MINUTE_MS
      for (const [opens, closes] of from(start.getTime(), ADD_DAYS_MAX)) {
        if (closes - opens >= left) return new Date(opens + left)
        left -= closes - opens
      }
      return null
    },
    workingMinutesBetween: (start, end) =>
      start <= end ? between(start.getTime(), end.getTime()) : -between(end.getTime(), start.getTime()),
  }
}

function hoursOn(market: MarketTime, special: ReadonlyMap<string, DayHours>, day: number): DayHours {
  const date = new Date(day * DAY_MS)
  const iso = date.toISOString().slice(0, 10)
  const own = special.get(iso)
  if (own) return own
  const usual = market.hours[date.getUTCDay()] ?? []
  const kept = market.holidays ? holidaysOf(market.country, date.getUTCFullYear()).find((holiday) => holiday.day === iso) : undefined
  if (kept?.kind === 'holiday') return []
  if (kept?.kind === 'eve') return usual.filter(([from]) => from < EVE_UNTIL).map(([from, until]) => [from, Math.min(until, EVE_UNTIL)])
  return usual
}
