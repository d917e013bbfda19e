import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import type * as contract from '../../contract.ts'
import { COLUMNS, seenBy, type Watcher } from './counts.ts'

/** A row as a reader sees it. */
export type SeenRow = {
  readonly ask_id: string
  readonly round: number
  readonly to_id: string
  readonly from_id: string | null
  readonly asked_at: Date
  readonly answer: contract.LedgerAsk['answer']
  readonly in_time: boolean | null
  readonly days: number | null
  readonly promise: contract.LedgerAsk['promise']
  readonly answer_at: Date | null
  readonly promise_at: Date | null
  readonly short_notice: boolean
  readonly no_evidence: boolean
}

/** Which rows, of those which as they are seen, and at most how many. */
export type Which = { readonly rows: RawBuilder<unknown>; readonly seen?: RawBuilder<unknown>; readonly limit: number }

/** Rows as a reader sees them, newest first. */
export async function seenRows(db: Db, watcher: Watcher, which: Which): Promise<SeenRow[]> {
  const { rows } = await sql<SeenRow>`
    select ask_id, round, to_id, from_id, asked_at, answer, in_time, days, promise, answer_at, promise_at, short_notice, no_evidence
    from ${seenBy(watcher, sql`(select ${COLUMNS}, 1 as n from ledger_row where ${which.rows})`)} seen
    where ${which.seen ?? sql`true`} order by asked_at desc, ask_id desc limit ${which.limit}`.execute(db)
  return rows
}
