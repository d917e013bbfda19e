import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { removeDepartment as contract } from '../contract.ts'

/** Removes a department; its persons stay, without one. */
export async function removeDepartment(ctx: Ctx, { id }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  const { workspaceId } = ctx.actor
  await ctx.transact(async (db) => {
    await db
      .updateTable('person')
      .set({ department_id: null })
      .where('workspace_id', '=', workspaceId)
      .where('department_id', '=', id)
      .execute()
    const row = await db
      .deleteFrom('department')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'people.department_removed', { departmentId: id, name: row.name })
  })
  return {}
}
