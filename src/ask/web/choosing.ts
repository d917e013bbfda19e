import type { AnswerPage } from '../contract.ts'
import type { AnswerDraft } from './answer-draft.ts'
import type { Answering } from './use-answering.ts'

/** What of an ask one needs in order to answer it, at a link or in Heed. */
export type Answerable = Pick<AnswerPage, 'may' | 'neededBy' | 'today' | 'workingDays' | 'possibleFrom' | 'owners'>

/** What each of the three answers needs to know. */
export type Choosing = {
  readonly page: Answerable
  readonly draft: AnswerDraft
  readonly change: (draft: AnswerDraft) => void
  readonly answering: Pick<Answering, 'send' | 'isPending'>
}
