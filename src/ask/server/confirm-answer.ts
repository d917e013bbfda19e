import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { refuseDay } from './check-day.ts'
import { countAnswer } from './count-answer.ts'
import type { AskRow } from './lock-ask.ts'

/**
 * Makes an answer to a locked ask count that waited for its code. Again it changes nothing. Refuses an answer to an earlier round and one that
 * the ask's state no longer allows (`ask.not_now`), and one whose day has passed meanwhile.
 */
export async function confirmAnswer(db: Db, doer: Doer, ask: AskRow, answerId: string): Promise<void> {
  const own = db.selectFrom('answer').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id)
  const answer = await own.selectAll().where('id', '=', answerId).executeTakeFirst()
  if (!answer) throw new Refusal('not_found', { answer: answerId })
  if (answer.confirmed_at !== null) return
  if (answer.round !== ask.round) throw new Refusal('ask.not_now', { state: ask.state })
  if (answer.due !== null) refuseDay(await calendarOf(db, ask.workspace_id, ask.to_department_id), answer.due, doer.now())
  await db.updateTable('answer').set({ confirmed_at: doer.now() }).where('workspace_id', '=', ask.workspace_id).where('id', '=', answerId).execute()
  await countAnswer(db, doer, ask, answer)
}
