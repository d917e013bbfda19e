import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type { OwnKind } from '../../contract.ts'
import { refuseTakenKindName } from './kinds.ts'

/** Gives a kind that is offered another name. */
export async function renameKind(ctx: Ctx, { id, name }: OwnKind): Promise<OwnKind> {
  return refuseTakenKindName(name, () => ctx.transact(async (db) => {
    const row = await db
      .updateTable('ask_kind')
      .set({ name })
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'ask.kind_renamed', { kindId: id, name })
    return { id, name }
  }))
}
