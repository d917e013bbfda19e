import type { Selectable } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { CORRECT_DAYS, type Correction, type CorrectionAbout, type LedgerAsk, TRUTHS } from '../../ledger-contract.ts'
import type { AskRow } from '../lock-ask.ts'
import type { Reader } from '../reader.ts'
import type { Access } from './access.ts'
import { DAY_MS } from './counts.ts'
import type { SeenRow } from './seen-rows.ts'
import type { LedgerCorrectionTable } from './tables.ts'

export type CorrectionRow = Selectable<LedgerCorrectionTable>

/** Comments of a department on one row. */
export const COMMENTS_MAX = 10

/** What of a row is on the asked side's account, and since when. */
export function wrongsOf({ answer, in_time, promise, answer_at, promise_at }: SeenRow): { about: CorrectionAbout; at: Date }[] {
  const answered: CorrectionAbout | null = in_time !== false ? null : answer === 'silent' ? 'silent' : 'late_answer'
  const ended = promise === 'late' || promise === 'not_kept' || promise === 'taken_back' ? promise : null
  return [...(answered && answer_at ? [{ about: answered, at: answer_at }] : []), ...(ended && promise_at ? [{ about: ended, at: promise_at }] : [])]
}

/** What was said to these asks' rows, oldest first. */
export function correctionsOf(db: Db, workspaceId: string, askIds: readonly string[]): Promise<CorrectionRow[]> {
  return db
    .selectFrom('ledger_correction')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('ask_id', 'in', askIds)
    .orderBy('made_at').orderBy('id')
    .execute()
}

/** What a reader sees of what was said to a row: the two sides all of it, others what is about something that they see. */
export function readableCorrections(access: Access, row: SeenRow, said: readonly CorrectionRow[]): CorrectionRow[] {
  const { own } = access.watcher
  const isOfSides = own !== null && (own === row.to_id || own === row.from_id)
  const seen = wrongsOf(row).map(({ about }) => about)
  return isOfSides ? [...said] : said.filter(({ about, state }) => state === 'accepted' || seen.includes(about))
}

/** What the reader may say to a row of their own department's: within 14 days that it was otherwise, at any time a comment. */
export function mayCorrect({ watcher: { own, now } }: Access, row: SeenRow, said: readonly CorrectionRow[]): LedgerAsk['mayCorrect'] {
  if (own !== row.to_id) return []
  return wrongsOf(row)
    .filter(({ about }) => said.filter((one) => one.about === about && one.truth === null).length < COMMENTS_MAX)
    .map(({ about, at }) => {
      const isDecided = said.some((one) => one.about === about && one.truth !== null)
      return { about, truths: isDecided || now.getTime() > at.getTime() + CORRECT_DAYS * DAY_MS ? [] : [...TRUTHS[about]] }
    })
}

/** Whether a reader is on the side that decides: of the department that asked, or whoever raised it. */
export const isAskingSide = (reader: Reader, ask: Pick<AskRow, 'from_department_id' | 'raised_by'>): boolean =>
  (reader.departmentId !== null && reader.departmentId === ask.from_department_id) || (reader.userId !== null && reader.userId === ask.raised_by)

/** A correction as readers see it. */
export const presentCorrection = (row: CorrectionRow, decides: boolean): Correction => ({
  id: row.id, about: row.about, truth: row.truth, words: row.words, at: row.made_at.toISOString(), state: row.state,
  settledWords: row.settled_words, maySettle: decides && row.state === 'open',
})
