import type { Language } from '../wording.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** English dates are written as in Europe, day first: the two languages then agree about 4.3. */
const localeOf = (language: Language): string => (language === 'he' ? 'he-IL' : 'en-GB')

/**
 * How long ago, as people say it: seconds are "now", then minutes and hours up to a day, then the date, with its year when it
 * is another one. Hebrew is written
 * out: its short forms count in brackets. A moment up to a minute ahead (clocks differ) is "now" too; one further ahead is a date.
 */
export function since(at: Date, now: Date, language: Language): string {
  const agoMs = now.getTime() - at.getTime()
  const relative = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto', style: language === 'he' ? 'long' : 'short' })
  if (Math.abs(agoMs) < MINUTE_MS) return relative.format(0, 'second')
  if (agoMs > 0 && agoMs < HOUR_MS) return relative.format(-Math.floor(agoMs / MINUTE_MS), 'minute')
  if (agoMs > 0 && agoMs < DAY_MS) return relative.format(-Math.floor(agoMs / HOUR_MS), 'hour')
  const thisYear = at.getFullYear() === now.getFullYear()
  const month = language === 'he' ? 'numeric' : 'short'
  return at.toLocaleDateString(localeOf(language), { day: 'numeric', month, ...(thisYear ? {} : { year: 'numeric' }) })
}

/** When something began that still goes on: the hour of today on a 24-hour clock, with the date in front on any other day. */
export function clock(at: Date, now: Date, language: Language): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  if (at.toDateString() === now.toDateString()) return at.toLocaleTimeString(localeOf(language), time)
  return at.toLocaleString(localeOf(language), { day: 'numeric', month: language === 'he' ? 'numeric' : 'short', ...time })
}

/** Weekday, date and time on a 24-hour clock, in the reader's own zone. */
export function exactly(at: Date, language: Language): string {
  return at.toLocaleString(localeOf(language), { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' })
}
