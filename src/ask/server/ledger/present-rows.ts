import type { Db } from '../../../base/server/database.ts'
import type { LedgerAsk } from '../../ledger-contract.ts'
import type { Access } from './access.ts'
import { correctionsOf, isAskingSide, mayCorrect, presentCorrection, readableCorrections } from './corrections.ts'
import type { SeenRow } from './seen-rows.ts'

/** Rows with the asks they are about and what departments said to them. */
export async function presentRows(db: Db, access: Access, rows: readonly SeenRow[]): Promise<LedgerAsk[]> {
  if (rows.length === 0) return []
  const { reader, departments } = access
  const ids = rows.map(({ ask_id }) => ask_id)
  const asks = await db
    .selectFrom('ask')
    .select(['id', 'number', 'title', 'from_department_id', 'raised_by'])
    .where('workspace_id', '=', reader.workspaceId)
    .where('id', 'in', ids)
    .execute()
  const known = new Map(asks.map((ask) => [ask.id, ask]))
  const corrections = await correctionsOf(db, reader.workspaceId, ids)
  return rows.flatMap((row) => {
    const [ask, to] = [known.get(row.ask_id), departments.get(row.to_id)]
    if (!ask || !to) return []
    const said = corrections.filter(({ ask_id, round }) => ask_id === row.ask_id && round === row.round)
    return [{
      askId: row.ask_id, number: ask.number, round: row.round, title: ask.title, to, from: departments.get(row.from_id ?? '') ?? null,
      askedAt: row.asked_at.toISOString(), answer: row.answer, inTime: row.in_time, days: row.days, promise: row.promise,
      shortNotice: row.short_notice, noEvidence: row.no_evidence,
      corrections: readableCorrections(access, row, said).map((one) => presentCorrection(one, isAskingSide(reader, ask))),
      mayCorrect: mayCorrect(access, row, said),
    }]
  })
}
