import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { refuseDayPast } from './check-day.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { dayIn } from './working-days.ts'

type Met = {
  /** Null: the day it was needed by; today, when that has passed. */
  readonly neededBy: string | null
  readonly words: string
}

/** Says that what would make the no to a locked ask a yes has come about: it is asked again, in a new round. Refuses a no without a condition. */
export async function meetCondition(db: Db, doer: Doer, ask: AskRow, { neededBy, words }: Met): Promise<void> {
  stateAfter(ask, 'meet_condition')
  const calendar = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  const today = dayIn(calendar.zone, doer.now())
  const day = neededBy ?? (ask.needed_by < today ? today : ask.needed_by)
  refuseDayPast(calendar, day, doer.now())
  const condition = await db
    .updateTable('ask_condition')
    .set({ met_at: doer.now(), met_by: doer.actor.userId })
    .where('workspace_id', '=', ask.workspace_id)
    .where('answer_id', '=', ask.answer_id)
    .returning('answer_id')
    .executeTakeFirst()
  if (!condition) throw new Refusal('ask.not_now', { state: ask.state })
  await applyDeed(db, doer, ask, 'meet_condition', {
    change: { needed_by: day },
    tell: async (after) => {
      await record(db, doer, 'ask.condition_met', { ...aboutAsk(ask), answerId: condition.answer_id, words })
      await record(db, doer, 'ask.asked_again', { ...aboutAsk(after), neededBy: day, words })
    },
  })
}

/** Whether the refusal that counts has a condition, and this ask is to bring it about. */
export async function isConditionOpen(db: Db, ask: AskRow, counterAskId: string): Promise<boolean> {
  if (ask.state !== 'refused') return false
  const condition = await db
    .selectFrom('ask_condition')
    .select('answer_id')
    .where('workspace_id', '=', ask.workspace_id)
    .where('answer_id', '=', ask.answer_id)
    .where('counter_ask_id', '=', counterAskId)
    .executeTakeFirst()
  return condition !== undefined
}
