import { useI18n } from '../../base/web/i18n.tsx'
import type { Answer, AnswerGiven } from '../contract.ts'
import { noonOf } from './answer-days.tsx'

/** What is said first in an answer: which of the three it is, and by when or why. */
export type Saying = { readonly kind: AnswerGiven['kind']; readonly due?: string | null | undefined; readonly reason?: Answer['reason'] | undefined }

/** The first words of an answer: `Yes, by Thursday 15 March`. */
export function useSaying(): (answer: Saying) => string {
  const { t, weekday } = useI18n()
  return ({ kind, due, reason }) => {
    const day = due ? weekday(noonOf(due)) : ''
    if (kind === 'no_because') return reason ? t('ask.answer_page.said.no_because', { reason: t(`ask.reason.${reason}`) }) : t('ask.answer_page.no_because')
    if (kind === 'yes_but') return due ? t('ask.answer_page.said.yes_but_by', { day }) : t('ask.answer_page.yes_but')
    return kind === 'yes_by' ? t('ask.answer_page.said.yes_by', { day }) : t('ask.answer_page.said.yes_needs_date')
  }
}
