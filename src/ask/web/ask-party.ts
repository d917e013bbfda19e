import { useI18n } from '../../base/web/i18n.tsx'
import type { Party } from '../contract.ts'

/** What a side of an ask is called: the department, or the person where one was asked. */
export function usePartyName(): (party: Party) => string {
  const { t } = useI18n()
  return ({ department, person }) => {
    if (person && department) return t('ask.party.person_of', { person, department })
    return person ?? department ?? t('ask.party.gone')
  }
}
