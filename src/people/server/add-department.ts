import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { Department, addDepartment as contract } from '../contract.ts'
import { refuseUnknown } from './departments.ts'
import { presentDepartment } from './present.ts'

/** Adds a department of a name that is not taken. */
export function addDepartment(ctx: Ctx, { name, marketId, isOutside }: ParsedOf<typeof contract>): Promise<Department> {
  const { workspaceId } = ctx.actor
  return refuseDuplicate('department_workspace_id_name_key', new Refusal('people.name_taken'), () => ctx.transact(async (db) => {
    await refuseUnknown(db, workspaceId, 'market', marketId)
    const row = await db
      .insertInto('department')
      .values({ workspace_id: workspaceId, id: uuidv7(ctx.now()), name, market_id: marketId, is_outside: isOutside, created_at: ctx.now() })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'people.department_added', { departmentId: row.id, name })
    return presentDepartment(row)
  }))
}
