import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'

/** No longer offers a kind: it leaves all cards, which are thereby changed, and keeps its name for old asks. */
export async function removeKind(ctx: Ctx, { id }: ParsedOf<typeof contract.removeKind>): Promise<Record<never, never>> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const row = await db
      .updateTable('ask_kind')
      .set({ removed_at: ctx.now() })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    const items = await db.deleteFrom('service_item').where('workspace_id', '=', workspaceId).where('kind', '=', id).returning('department_id').execute()
    if (items.length > 0) {
      await db
        .updateTable('service_card')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .where('workspace_id', '=', workspaceId)
        .where('department_id', 'in', items.map(({ department_id }) => department_id))
        .execute()
    }
    await record(db, ctx, 'ask.kind_removed', { kindId: id, name: row.name })
    return {}
  })
}
