import type { Db } from '../../base/server/database.ts'
import { localDayAt, reached } from '../../people/index.ts'
import type * as contract from '../contract.ts'
import { HOUR_MS, type Range } from './counted.ts'

const DAY_MS = 24 * HOUR_MS
/** 1970-01-01, from which days are counted, was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4

/**
 * Whose days and weeks figures are told in. Counts are kept by UTC hours: where a day begins within one (India, Nepal), the day of
 * a figure begins with that hour, and says so.
 */
export type Calendar = {
  /** The day, counted from 1970-01-01, that a moment belongs to. */
  dayAt(at: Date): number
  startOf(day: number): Date
  /** The moment that is as far into another day as `now` is into its own. */
  sameTimeOn(day: number, now: Date): Date
  /** The range cut into hours, days, weeks or months: in order, without a hole, the first and the last as short as the range makes them. */
  cut(range: Range, step: Step): Range[]
}
export type Step = contract.Figures['step']

/** The calendar of the workspace's first market; UTC and weeks from Sunday as long as there is none. */
export async function calendarOf(db: Db): Promise<Calendar> {
  const market = await db
    .selectFrom('market').select(['zone', 'week_starts']).orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()
  return calendar(market?.zone ?? 'UTC', market?.week_starts ?? 0)
}

export function calendar(zone: string, weekStarts: number): Calendar {
  const startOf = (day: number): Date => new Date(Math.floor(reached(zone, day, 0) / HOUR_MS) * HOUR_MS)
  const dayAt = (at: Date): number => {
    const day = localDayAt(zone, at.getTime())
    return startOf(day + 1) <= at ? day + 1 : day
  }
  const sameTimeOn = (day: number, now: Date): Date => {
    const today = dayAt(now)
    return new Date(startOf(day).getTime() + Math.min(now.getTime() - startOf(today).getTime(), startOf(day + 1).getTime() - startOf(day).getTime()))
  }
  const next = (at: Date, step: Step): Date => {
    if (step === 'hour') return new Date(Math.floor(at.getTime() / HOUR_MS + 1) * HOUR_MS)
    const day = dayAt(at)
    if (step === 'day') return startOf(day + 1)
    if (step === 'week') return startOf(day + 7 - ((day + WEEKDAY_OF_DAY_0 - weekStarts + 7) % 7))
    const date = new Date(day * DAY_MS)
    return startOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS)
  }
  const cut = ({ from, until }: Range, step: Step): Range[] => {
    const pieces: Range[] = []
    for (let at = from; at < until;) {
      const end = next(at, step)
      pieces.push({ from: at, until: end < until ? end : until })
      at = end
    }
    return pieces
  }
  return { dayAt, startOf, sameTimeOn, cut }
}

/** The end of the hour that a moment is in: nothing has been said after it yet. */
export const endOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS + 1) * HOUR_MS)

const STEPS: readonly (readonly [daysMax: number, step: Step])[] = [[3, 'hour'], [92, 'day'], [731, 'week']]

/** How finely a range is told. A day on which the clocks go back is a day. */
export function stepOf({ from, until }: Range): Step {
  const days = (until.getTime() - from.getTime() - HOUR_MS) / DAY_MS
  return STEPS.find(([daysMax]) => days <= daysMax)?.[1] ?? 'month'
}
