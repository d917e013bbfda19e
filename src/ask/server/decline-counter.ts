import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { answerThatCounts } from './accept-counter.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Does not take the *yes, but* of a locked ask: another answer may come, or it is asked again. */
export async function declineCounter(db: Db, doer: Doer, ask: AskRow, { words }: { words: string }): Promise<void> {
  stateAfter(ask, 'decline')
  const { id: answerId } = await answerThatCounts(db, ask)
  await applyDeed(db, doer, ask, 'decline', { tell: (after) => record(db, doer, 'ask.counter_declined', { ...aboutAsk(after), answerId, words }) })
}
