import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { changePromise, lastPromise } from './promises.ts'
import { dayIn } from './working-days.ts'

type NotKept = {
  readonly words: string
  readonly by: string
  /** Whoever promised may say so before the day has passed. */
  readonly isAskedSide: boolean
}

/** Says that the promise of a locked ask was not kept and will not be. By others than who promised not before its day has passed (`ask.day_to_come`). */
export async function notKept(db: Db, doer: Doer, ask: AskRow, { words, by, isAskedSide }: NotKept): Promise<void> {
  stateAfter(ask, 'not_keep')
  const promise = await lastPromise(db, ask)
  const { zone } = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  if (!isAskedSide && dayIn(zone, doer.now()) <= promise.due) throw new Refusal('ask.day_to_come', { day: promise.due })
  await applyDeed(db, doer, ask, 'not_keep', {
    tell: async (after) => {
      await changePromise(db, promise, { state: 'not_kept', ended_at: doer.now() })
      await record(db, doer, 'promise.not_kept', { ...aboutAsk(after), promiseId: promise.id, words, by })
    },
  })
}
