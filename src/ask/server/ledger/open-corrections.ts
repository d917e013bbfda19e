import { sql } from 'kysely'
import type { Ctx } from '../../../ctx.ts'
import type { LedgerAsk } from '../../ledger-contract.ts'
import { accessOf } from './access.ts'
import { presentRows } from './present-rows.ts'
import { seenRows } from './seen-rows.ts'

const SHOWN_MAX = 100

/** Rows with a correction that waits for a decision: the reader's department's own, and those that it, or the reader, is to decide on. */
export function openCorrections(ctx: Ctx): Promise<{ asks: LedgerAsk[] }> {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const { reader: { workspaceId, userId }, watcher } = access
    const rows = await seenRows(db, watcher, {
      rows: sql`
        workspace_id = ${workspaceId} and (ask_id, round) in (select ask_id, round from ledger_correction where workspace_id = ${workspaceId} and state = 'open')
        and (to_id = ${watcher.own} or from_id = ${watcher.own} or ask_id in (select id from ask where workspace_id = ${workspaceId} and raised_by = ${userId}))`,
      limit: SHOWN_MAX,
    })
    return { asks: await presentRows(db, access, rows) }
  })
}
