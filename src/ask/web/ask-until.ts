import { useI18n } from '../../base/web/i18n.tsx'
import type { Ask } from '../contract.ts'
import { useDays } from './ask-days.ts'
import { standingOf } from './ask-state.tsx'

/** What an ask waits for, until when: a few words beside its state; null when nothing is left to say. */
export function useUntil(): (ask: Ask) => string | null {
  const { t } = useI18n()
  const days = useDays()
  return (ask) => {
    const { answerBy, neededBy, promise } = ask
    switch (standingOf(ask)) {
      case 'asked':
      case 'seen':
        return answerBy && days.away(answerBy) >= 0 ? t('ask.until.answer', { by: days.by(answerBy) }) : t('ask.until.needed', { by: days.by(neededBy) })
      case 'silent':
        return answerBy && t('ask.until.was_due', { on: days.on(answerBy) })
      case 'needs_date':
        return t('ask.until.needed', { by: days.by(neededBy) })
      case 'countered':
        return t('ask.until.decision')
      case 'declined':
        return t('ask.until.other_answer')
      case 'promised':
      case 'moved':
        return promise && days.by(promise.due)
      case 'overdue':
        return promise && t('ask.until.was_due', { on: days.on(promise.due) })
      case 'kept':
      case 'kept_late':
        return promise?.keptOn ? days.on(promise.keptOn) : null
      default:
        return null
    }
  }
}
