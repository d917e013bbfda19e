import type { ParsedOf } from '../../base/endpoint.ts'
import { cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { persons } from '../contract.ts'
import { refuseUnknown } from './departments.ts'
import { roleOf } from './members.ts'

/** The persons of a workspace, or of one department of it, newest first. */
export async function pageOfPersons(db: Db, workspaceId: string, page: ParsedOf<typeof persons>) {
  let query = db
    .selectFrom('person')
    .where('workspace_id', '=', workspaceId)
    .where(olderThan('created_at', 'id', page.after))
    .selectAll()
    .orderBy('created_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.departmentId) query = query.where('department_id', '=', page.departmentId)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.created_at, id: row.id }))
}

type Ties = { readonly departmentId?: string | null | undefined; readonly userId?: string | null | undefined }

/** Refuses what a person may not be tied to: another workspace's department, or somebody who is no member. */
export async function refuseStrangeTies(db: Db, workspaceId: string, ties: Ties): Promise<void> {
  await refuseUnknown(db, workspaceId, 'department', ties.departmentId)
  if (ties.userId) await roleOf(db, workspaceId, ties.userId)
}
