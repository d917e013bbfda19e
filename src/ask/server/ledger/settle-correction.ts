import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { lockAsk } from '../lock-ask.ts'
import { readerOf } from '../reader.ts'
import { isAskingSide, presentCorrection } from './corrections.ts'
import { keepLedgerRow } from './keep-ledger-row.ts'

/** The asking side accepts a correction, and it counts so; or contests it, and it counts as before with both versions beside it. Once. */
export function settleCorrection(ctx: Ctx, { id, accept, words }: ParsedOf<typeof contract.settleCorrection>): Promise<contract.Correction> {
  const { workspaceId, userId } = ctx.actor
  return ctx.transact(async (db) => {
    const found = await db.selectFrom('ledger_correction').select('ask_id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
    if (!found) throw new Refusal('not_found', { correction: id })
    const ask = await lockAsk(db, workspaceId, found.ask_id)
    if (!isAskingSide(await readerOf(db, ctx.actor), ask)) throw new Refusal('ask.not_your_side')
    const row = await db
      .updateTable('ledger_correction')
      .set({ state: accept ? 'accepted' : 'contested', settled_at: ctx.now(), settled_by: userId, settled_words: words })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('state', '=', 'open')
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('conflict')
    await keepLedgerRow(db, workspaceId, ask.id)
    await record(db, ctx, 'ledger.correction_settled', { correctionId: id, accepted: accept })
    return presentCorrection(row, true)
  })
}
