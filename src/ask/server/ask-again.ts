import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed, stateAfter } from './apply-deed.ts'
import { refuseDayPast } from './check-day.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'

/** Asks a locked ask again, for another day: a new round. Refuses a day that has passed. */
export async function askAgain(db: Db, doer: Doer, ask: AskRow, { neededBy, words }: { neededBy: string; words: string }): Promise<void> {
  stateAfter(ask, 'ask_again')
  refuseDayPast(await calendarOf(db, ask.workspace_id, ask.to_department_id), neededBy, doer.now())
  await applyDeed(db, doer, ask, 'ask_again', {
    change: { needed_by: neededBy },
    tell: (after) => record(db, doer, 'ask.asked_again', { ...aboutAsk(after), neededBy, words }),
  })
}
