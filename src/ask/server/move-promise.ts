import type { Db } from '../../base/server/database.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed } from './apply-deed.ts'
import { refuseDay } from './check-day.ts'
import type { AskRow } from './lock-ask.ts'
import { lastPromise, moveDue } from './promises.ts'

type Moved = { readonly due: string; readonly words: string; readonly by: string }

/** Names another day for the promise of a locked ask; the day it has already is no move. Refuses days as an answer does. */
export async function movePromise(db: Db, doer: Doer, ask: AskRow, { due, words, by }: Moved): Promise<void> {
  if (ask.state === 'promised' && (await lastPromise(db, ask)).due === due) return
  const calendar = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  refuseDay(calendar, due, doer.now())
  await applyDeed(db, doer, ask, 'move', { tell: (after) => moveDue(db, doer, after, { due, words, by, calendar }) })
}
