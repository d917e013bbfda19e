import type { Language } from '../wording.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** English dates are written as in Europe, day first: the two languages then agree about 4.3. */
const localeOf = (language: Language): string => (language === 'he' ? 'he-IL' : 'en-GB')

/**
 * How long ago, for a sentence `base.ago.UNIT`: less than a minute is now, then minutes and hours up to a day; null for what is
 * older and wants a date. A moment up to a minute ahead (clocks differ) is now too; one further ahead wants a date.
 */
export function age(at: Date, now: Date): { readonly unit: 'now' | 'minutes' | 'hours'; readonly count: number } | null {
  const agoMs = now.getTime() - at.getTime()
  if (Math.abs(agoMs) < MINUTE_MS) return { unit: 'now', count: 0 }
  if (agoMs < 0 || agoMs >= DAY_MS) return null
  if (agoMs < HOUR_MS) return { unit: 'minutes', count: Math.floor(agoMs / MINUTE_MS) }
  return { unit: 'hours', count: Math.floor(agoMs / HOUR_MS) }
}

/** The date, with its year when it is another one. */
export function day(at: Date, now: Date, language: Language): string {
  const thisYear = at.getFullYear() === now.getFullYear()
  const month = language === 'he' ? 'numeric' : 'short'
  return written(at, language, { day: 'numeric', month, ...(thisYear ? {} : { year: 'numeric' }) })
}

/** The date with its weekday: `Thursday 15 March`, `יום ה׳, 15.3`. */
export function weekday(at: Date, language: Language): string {
  const [weekday, month] = language === 'he' ? (['short', 'numeric'] as const) : (['long', 'long'] as const)
  return written(at, language, { weekday, day: 'numeric', month })
}

/** The name of its weekday alone: `Thursday`, `יום ה׳`. */
export const weekdayName = (at: Date, language: Language): string => written(at, language, { weekday: language === 'he' ? 'short' : 'long' })

/** Numbers alone have no direction: set apart in a sentence, a Hebrew date and time would stand left to right, the time to be read first. */
const RIGHT_TO_LEFT = '\u200F'

/** When something began that still goes on: the hour of today on a 24-hour clock, with the date in front on any other day. */
export function clock(at: Date, now: Date, language: Language): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  if (at.toDateString() === now.toDateString()) return written(at, language, time)
  if (language === 'he') return RIGHT_TO_LEFT + written(at, language, { day: 'numeric', month: 'numeric', ...time })
  return written(at, language, { day: 'numeric', month: 'short', ...time })
}

/** Weekday, date and time on a 24-hour clock, in the reader's own zone. */
export function exactly(at: Date, language: Language): string {
  return written(at, language, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' })
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment in a language. A formatter takes a hundred times as long to make as to use: a list that is scrolled has no time for that. */
function written(at: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(localeOf(language), options)))
  return format.format(at)
}
