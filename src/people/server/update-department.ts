import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { Ctx } from '../../ctx.ts'
import type { Department, updateDepartment as contract } from '../contract.ts'
import { refuseUnknown } from './departments.ts'
import { presentDepartment } from './present.ts'

/** Changes what is given of a department. */
export function updateDepartment(ctx: Ctx, { id, name, marketId, isOutside }: ParsedOf<typeof contract>): Promise<Department> {
  const { workspaceId } = ctx.actor
  return refuseDuplicate('department_workspace_id_name_key', new Refusal('people.name_taken'), () => ctx.transact(async (db) => {
    await refuseUnknown(db, workspaceId, 'market', marketId)
    const row = await db
      .updateTable('department')
      .set((eb) => ({
        name: name ?? eb.ref('name'),
        market_id: marketId === undefined ? eb.ref('market_id') : marketId,
        is_outside: isOutside ?? eb.ref('is_outside'),
      }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'people.department_updated', { departmentId: id, name: row.name })
    return presentDepartment(row)
  }))
}
