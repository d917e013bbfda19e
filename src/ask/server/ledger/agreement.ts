import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type { Sharing } from '../../ledger-contract.ts'
import { accessOf, sharingOf } from './access.ts'

/** One's own department agrees that all see the ledger. Said again it changes nothing. */
export const agreeToShow = (ctx: Ctx): Promise<Sharing> => setAgreement(ctx, true)

/** One's own department no longer agrees, whether it had or not. */
export const takeBackAgreement = (ctx: Ctx): Promise<Sharing> => setAgreement(ctx, false)

/** Only somebody of a department of the company's own may: not management for it, and not an agency. */
async function setAgreement(ctx: Ctx, agrees: boolean): Promise<Sharing> {
  return ctx.transact(async (db) => {
    const { watcher, departments } = await accessOf(db, ctx)
    const own = departments.get(watcher.own ?? '')
    if (!own || own.isOutside) throw new Refusal('ask.no_department')
    const key = { workspace_id: ctx.actor.workspaceId, department_id: own.id }
    const changed = agrees
      ? await db
        .insertInto('ledger_agreement')
        .values({ ...key, agreed_at: ctx.now(), agreed_by: ctx.actor.userId })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'department_id']).doNothing())
        .returning('department_id')
        .executeTakeFirst()
      : await db
        .deleteFrom('ledger_agreement')
        .where('workspace_id', '=', key.workspace_id)
        .where('department_id', '=', own.id)
        .returning('department_id')
        .executeTakeFirst()
    if (changed) await record(db, ctx, agrees ? 'ledger.agreed' : 'ledger.agreement_taken_back', { departmentId: own.id })
    return sharingOf(db, await accessOf(db, ctx))
  })
}
