/** When a company that keeps the Sabbath and its country's memorial days wants nothing to arrive. Pure. */
import { holidaysOf, memorialDaysOf } from './holidays.ts'
import { localDayAt, reached } from './zoned-time.ts'

/** What is kept, and where. */
export type Kept = {
  readonly zone: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** The Sabbath, and the country's holidays in the same hours. */
  readonly sabbath: boolean
  /** The country's memorial days. */
  readonly memorial: boolean
}

export type QuietTimes = {
  isQuiet(at: Date): boolean
  /** `at` itself when it is not quiet, otherwise when quiet ends. */
  nextLoud(at: Date): Date
}

const DAY_MS = 86_400_000
const SATURDAY = 6
/**
 * Fixed hours that are wide enough for every week of the year, not the sun's: when dusk is depends on town and custom, and a reminder is
 * never so urgent that an hour matters. In Israel the Sabbath begins shortly before 16:00 at the earliest and ends about 20:30 at the latest.
 */
const EVE_FROM = 15 * 60
const NIGHT = 20 * 60 + 30
/** Ceremonies begin at 20:00 on the eve; places of entertainment close before. */
const MEMORIAL_EVE_FROM = 18 * 60

/** The quiet times of one market. */
export function quietTimes({ zone, country, sabbath, memorial }: Kept): QuietTimes {
  /** From when on the eve of a day it is quiet, in minutes; null: nothing is kept on that day. */
  function eveOf(day: number): number | null {
    const date = new Date(day * DAY_MS)
    const [iso, year] = [date.toISOString().slice(0, 10), date.getUTCFullYear()]
    if (sabbath && (date.getUTCDay() === SATURDAY || holidaysOf(country, year).some((one) => one.kind === 'holiday' && one.day === iso))) return EVE_FROM
    return memorial && memorialDaysOf(country, year).some((one) => one.day === iso) ? MEMORIAL_EVE_FROM : null
  }

  /** When the quiet ends in which a moment lies; null when it lies in none. */
  function endAround(at: number): number | null {
    const today = localDayAt(zone, at)
    for (const day of [today + 1, today]) { // tomorrow first: a holiday after a Sabbath begins before that ends
      const eve = eveOf(day)
      if (eve !== null && at >= reached(zone, day - 1, eve) && at < reached(zone, day, NIGHT)) return reached(zone, day, NIGHT)
    }
    return null
  }

  return {
    isQuiet: (at) => endAround(at.getTime()) !== null,
    nextLoud: (at) => {
      let loud = at.getTime()
      for (let end = endAround(loud); end !== null; end = endAround(loud)) loud = end // ends: no calendar keeps every day
      return new Date(loud)
    },
  }
}
