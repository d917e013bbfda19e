import { assert } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { refuseDayPast } from './check-day.ts'
import type { AnswerRow } from './count-answer.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Takes the *yes, but* of a locked ask: with its day it is a promise, without one it needs one. Refuses a day that has passed meanwhile. */
export async function acceptCounter(db: Db, doer: Doer, ask: AskRow): Promise<void> {
  stateAfter(ask, 'accept')
  const { id: answerId, due, words } = await answerThatCounts(db, ask)
  if (due !== null) refuseDayPast(await calendarOf(db, ask.workspace_id, ask.to_department_id), due, doer.now())
  await applyDeed(db, doer, ask, due === null ? 'accept_undated' : 'accept', {
    pledge: due === null ? undefined : { answerId, due, scope: words },
    tell: (after) => record(db, doer, 'ask.counter_accepted', { ...aboutAsk(after), answerId, due }),
  })
}

/** The answer that counts, of an ask that has been answered. */
export async function answerThatCounts(db: Db, ask: AskRow): Promise<AnswerRow> {
  assert(ask.answer_id, 'an ask in this state has been answered')
  return db.selectFrom('answer').selectAll().where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.answer_id).executeTakeFirstOrThrow()
}
