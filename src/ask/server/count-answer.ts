import type { Selectable } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { calendarOf } from '../../people/index.ts'
import type { Doer } from './after-deed.ts'
import { applyDeed } from './apply-deed.ts'
import { raiseCounterAsk } from './counter-ask.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { moveDue } from './promises.ts'
import type { AnswerTable } from './tables.ts'

export type AnswerRow = Selectable<AnswerTable>

/** Makes an answer count: the ask's state follows it, and the ask to whoever owns its condition. */
export async function countAnswer(db: Db, doer: Doer, ask: AskRow, answer: AnswerRow): Promise<void> {
  const { id, kind, due, reason, way, by_name: by } = answer
  const after = await applyDeed(db, doer, ask, kind, {
    change: { answer_id: id },
    pledge: due === null ? undefined : { answerId: id, due, scope: '' },
    tell: async (now) => {
      await record(db, doer, 'ask.answered', { ...aboutAsk(now), answerId: id, kind, due, reason: answer.management_only ? null : reason, way, by })
      if (ask.state !== 'promised' || kind !== 'yes_by' || due === null) return
      await moveDue(db, doer, now, { due, words: answer.words, by, calendar: await calendarOf(db, ask.workspace_id, ask.to_department_id) })
    },
  })
  if (kind === 'no_because') await raiseCounterAsk(db, doer, after, id)
}
