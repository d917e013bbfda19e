import { useNow } from '../../base/web/clock.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { day, weekdayName } from '../../base/web/moment.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK_DAYS = 7

/** Days as people say them, in a sentence: `by Thursday`, `on 15 Mar`, `tomorrow`. A day is an ISO date, or a moment of which the day is meant. */
export type Days = {
  readonly by: (day: string) => string
  readonly on: (day: string) => string
  /** Weekday and date. */
  readonly whole: (day: string) => string
  /** How many days it is away where the reader is; negative when it has passed. */
  readonly away: (day: string) => number
}

/** The words for the days of an ask: near ones by their name, others by their date. */
export function useDays(): Days {
  const { t, language, weekday } = useI18n()
  const now = useNow()
  const away = (text: string) => Math.round((midnight(noonOf(text)).getTime() - midnight(now).getTime()) / DAY_MS)
  const near = (text: string) => {
    const days = away(text)
    if (days === 0) return 'today'
    if (days === 1) return 'tomorrow'
    if (days === -1) return 'yesterday'
    return days > 0 && days < WEEK_DAYS ? 'weekday' : 'date'
  }
  const name = (text: string) => (near(text) === 'weekday' ? weekdayName(noonOf(text), language) : day(noonOf(text), now, language))
  return {
    by: (text) => t(`ask.day.by_${near(text)}`, { day: name(text) }),
    on: (text) => t(`ask.day.on_${near(text)}`, { day: name(text) }),
    whole: (text) => weekday(noonOf(text)),
    away,
  }
}

/** The date alone says no hour: at noon it is the same day for whoever is near. */
const noonOf = (text: string): Date => new Date(text.length === 10 ? `${text}T12:00` : text)

const midnight = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate())
