import { useI18n } from '../../base/web/i18n.tsx'
import type { AnswerPage } from '../contract.ts'
import type { DayOffered } from './answer-days.tsx'

const DAYS_OFFERED_MAX = 6

/** The days from which to choose: the one it is needed by first, if it can still be; then the next on which one works there. */
export function useDaysOffered({ neededBy, today, workingDays, possibleFrom }: Pick<AnswerPage, 'neededBy' | 'today' | 'workingDays' | 'possibleFrom'>): DayOffered[] {
  const { t } = useI18n()
  const why = (day: string): string | undefined => {
    if (day === neededBy) return t('ask.answer_page.as_asked')
    if (day === today) return t('ask.answer_page.today')
    return day === possibleFrom ? t('ask.answer_page.usual') : undefined
  }
  const asAsked = workingDays.includes(neededBy) || (neededBy > today && neededBy > (workingDays.at(-1) ?? '')) ? [neededBy] : []
  const others = workingDays.filter((day) => day !== neededBy)
  // What the service card says is possible stands among them, also when it is further away than all others.
  const usual = possibleFrom !== null && possibleFrom > neededBy && !others.slice(0, DAYS_OFFERED_MAX - 2).includes(possibleFrom) ? [possibleFrom] : []
  const days = [...asAsked, ...others.slice(0, DAYS_OFFERED_MAX - asAsked.length - usual.length), ...usual]
  return days.map((day) => ({ day, why: why(day), leads: day === neededBy }))
}
