import { useNow } from '../../base/web/clock.ts'
import type { HistogramWords } from '../../base/web/histogram.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Language } from '../../base/wording.ts'
import { markets } from '../../people/contract.ts'
import type { Figures } from '../contract.ts'
import { ALL_TIME_FROM } from './address.ts'

type Step = Figures['step']

/** What the bars of mentions are called: per hour, day, week or month, in the time of the first market. */
export function useBarWords(step: Step): HistogramWords {
  const { t, language } = useI18n()
  const zone = useZone()
  const [whole, brief] = formats(language, step, zone)
  return {
    label: t(`listen.figures.per_${step}`),
    describe: ({ from, until, count }) => t('listen.figures.bar', { when: whole.formatRange(new Date(from), lastOf(until)), count }),
    mark: ({ from }) => brief.format(new Date(from)),
  }
}

/** A span of time that was chosen; nothing when it is all there is. */
export function useTimeWords(): (from: string | undefined, until: string | undefined) => string {
  const { t, language } = useI18n()
  const zone = useZone()
  const thisYear = useNow().getUTCFullYear()
  return (from, until) => {
    if (from === ALL_TIME_FROM && !until) return ''
    const isOfYear = [from, until].every((at) => !at || new Date(at).getUTCFullYear() === thisYear)
    const isShort = from !== undefined && until !== undefined && Date.parse(until) - Date.parse(from) < 2 * DAY_MS
    const [whole] = formats(language, isShort ? 'hour' : isOfYear ? 'day' : 'week', zone)
    if (from && until) return whole.formatRange(new Date(from), lastOf(until))
    if (from) return t('listen.time.since', { when: whole.format(new Date(from)) })
    return until ? t('listen.time.before', { when: whole.format(new Date(until)) }) : ''
  }
}

/** What the time of the first market is called: `Israel Time`. */
export function useZoneName(): string {
  const { language } = useI18n()
  const zone = useZone()
  const parts = new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0)
  // Some browsers add in Hebrew which half of the year it is.
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace(/ \(.*\)$/, '')
}

const DAY_MS = 86_400_000

/** The zone of the first market; the reader's own until it is known. */
export function useZone(): string | undefined {
  const known = useRead(markets, { limit: 200 }).data?.markets
  return known?.at(-1)?.zone
}

/** The last moment before: what ends at midnight is not of the day after. */
const lastOf = (until: string) => new Date(Date.parse(until) - 1)

const localeOf = (language: Language) => (language === 'he' ? 'he-IL' : 'en-GB')

/** How a moment is written in full, and on an axis. */
function formats(language: Language, step: Step, timeZone: string | undefined): [whole: Intl.DateTimeFormat, brief: Intl.DateTimeFormat] {
  const month = language === 'he' ? 'numeric' : 'short'
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const styles: Record<Step, [Intl.DateTimeFormatOptions, Intl.DateTimeFormatOptions]> = {
    hour: [{ weekday: 'short', day: 'numeric', month, ...time }, time],
    day: [{ weekday: 'short', day: 'numeric', month }, { day: 'numeric', month }],
    week: [{ day: 'numeric', month, year: 'numeric' }, { day: 'numeric', month }],
    month: [{ month: 'long', year: 'numeric' }, { month: 'short', year: '2-digit' }],
  }
  const [whole, brief] = styles[step]
  const zoned = timeZone ? { timeZone } : {}
  return [new Intl.DateTimeFormat(localeOf(language), { ...whole, ...zoned }), new Intl.DateTimeFormat(localeOf(language), { ...brief, ...zoned })]
}
