import { Refusal } from '../../base/error.ts'
import type { Calendar } from '../../people/index.ts'
import { dayIn, nextWorkingDay, plusDays } from './working-days.ts'

/** Ten years, with their leap days. */
export const DAYS_AHEAD_MAX = 3_653

/** Refuses a day that has passed, or that is more than ten years away. */
export function refuseDayPast(calendar: Calendar, day: string, now: Date): void {
  const today = dayIn(calendar.zone, now)
  if (day < today) throw new Refusal('ask.day_past', { day })
  if (day > plusDays(today, DAYS_AHEAD_MAX)) throw new Refusal('ask.too_far', { day })
}

/**
 * Refuses a day on which nothing can be promised: one that has passed by `now` (`ask.day_past`), or on which nobody works there
 * (`ask.day_off`, with the `next` working day). A department whose calendar knows no working day promises what it likes.
 */
export function refuseDay(calendar: Calendar, day: string, now: Date): void {
  refuseDayPast(calendar, day, now)
  const next = nextWorkingDay(calendar, day)
  if (next !== null && next !== day) throw new Refusal('ask.day_off', { day, next })
}
