/** Days on which a department works: pure arithmetic on its calendar. Days are ISO dates of that calendar (`2026-03-15`). */
import { type Calendar, localDayAt, reached } from '../../people/index.ts'

const DAY_MS = 86_400_000
const MINUTES_OF_DAY = 1440

/** Working days in which a department answers that has not said otherwise. */
export const ANSWER_DAYS_USUAL = 3

const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** The day so many days later; earlier when `days` is negative. */
export const plusDays = (day: string, days: number): string => dayOf(numberOf(day) + days)

/** The day it is in a zone at a moment. */
export const dayIn = (zone: string, at: Date): string => dayOf(localDayAt(zone, at.getTime()))

/** The moment at which a day begins there. */
export const startOfDay = ({ zone }: Calendar, day: string): Date => new Date(reached(zone, numberOf(day), 0))

/** Whether any work is done on a day. */
export const isWorkingDay = (calendar: Calendar, day: string): boolean => nextWorkingDay(calendar, day) === day

/** The day itself where it is worked on, otherwise the next on which it is; null when there is none within two years. */
export function nextWorkingDay(calendar: Calendar, day: string): string | null {
  const opening = calendar.hours.nextOpening(startOfDay(calendar, day))
  return opening && dayIn(calendar.zone, opening)
}

/** The next so many working days, this one among them where it is one. Fewer where there are no more. */
export function workingDaysFrom(calendar: Calendar, day: string, count: number): string[] {
  const days: string[] = []
  for (let next = nextWorkingDay(calendar, day); next !== null && days.length < count; next = nextWorkingDay(calendar, plusDays(next, 1))) days.push(next)
  return days
}

/** The day by which so many working days have passed after this one; of none: the day itself, or the next on which one works. */
export function afterWorkingDays(calendar: Calendar, day: string, count: number): string | null {
  if (count === 0) return nextWorkingDay(calendar, day)
  return workingDaysFrom(calendar, plusDays(day, 1), count)[count - 1] ?? null
}

/** When work ends on a day; when the day begins, if there is no work. */
export function endOfWorkingDay(calendar: Calendar, day: string): Date {
  const [start, end] = [startOfDay(calendar, day), new Date(reached(calendar.zone, numberOf(day), MINUTES_OF_DAY))]
  return calendar.hours.addWorking(start, calendar.hours.workingMinutesBetween(start, end)) ?? start
}

/** By when an answer is due: the end of the so-manieth working day after the day of asking. Null where nobody works any more. */
export function answerDue(calendar: Calendar, askedAt: Date, days: number): Date | null {
  const last = afterWorkingDays(calendar, dayIn(calendar.zone, askedAt), days)
  return last === null ? null : endOfWorkingDay(calendar, last)
}

/** The first day on which something can be done that takes so many working days, if one begins now. Null where nobody works any more. */
export const firstPossibleDay = (calendar: Calendar, now: Date, leadDays: number): string | null =>
  afterWorkingDays(calendar, dayIn(calendar.zone, now), leadDays)
