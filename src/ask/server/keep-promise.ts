import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { type AskRow, aboutAsk, lockAsk } from './lock-ask.ts'
import { isConditionOpen, meetCondition } from './meet-condition.ts'
import { changePromise, lastPromise } from './promises.ts'
import { dayIn } from './working-days.ts'

type Kept = { readonly on: string; readonly words: string; readonly by: string }

/**
 * Says that the promise of a locked ask was kept, and on which day: not in the future (`ask.day_to_come`), not before it was made
 * (`ask.day_before_promise`). What another ask was refused for the want of is met thereby, and that ask is asked again.
 */
export async function keepPromise(db: Db, doer: Doer, ask: AskRow, { on, words, by }: Kept): Promise<void> {
  stateAfter(ask, 'keep')
  const promise = await lastPromise(db, ask)
  const { zone } = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  if (on > dayIn(zone, doer.now())) throw new Refusal('ask.day_to_come', { day: on })
  if (on < dayIn(zone, promise.made_at)) throw new Refusal('ask.day_before_promise', { day: on })
  const isLate = on > promise.due
  await applyDeed(db, doer, ask, 'keep', {
    tell: async (after) => {
      await changePromise(db, promise, { state: 'kept', kept_on: on, ended_at: doer.now() })
      await record(db, doer, 'promise.kept', { ...aboutAsk(after), promiseId: promise.id, on, isLate, departmentId: ask.to_department_id, words, by })
    },
  })
  if (ask.counter_to === null) return
  const refused = await lockAsk(db, ask.workspace_id, ask.counter_to)
  if (await isConditionOpen(db, refused, ask.id)) await meetCondition(db, doer, refused, { neededBy: null, words: ask.title })
}
