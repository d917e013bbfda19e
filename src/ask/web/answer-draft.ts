import { useDraft } from '../../base/web/use-draft.ts'
import type { Reason } from '../contract.ts'

/** Which of the three is being said. */
export type Opened = 'yes_by' | 'yes_but' | 'no_because'

const EMPTY = {
  opened: null as Opened | null,
  words: '',
  due: null as string | null,
  reason: null as Reason | null,
  condition: '',
  /** The department that a condition is asked of; null: the asking side. */
  ownerId: null as string | null,
  managementOnly: false,
  /** Who answers, if not whom the link was made for. */
  by: '',
}

/** What somebody is about to answer, kept in this tab until it has arrived. */
export type AnswerDraft = typeof EMPTY

export const useAnswerDraft = (token: string): [AnswerDraft, (draft: AnswerDraft | null) => void] => useDraft(`answer.${token}`, EMPTY, 'session')
