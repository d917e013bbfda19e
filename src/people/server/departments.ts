import type { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { type Page, cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'

/** The departments of a workspace, newest first. */
export async function pageOfDepartments(db: Db, workspaceId: string, page: z.output<typeof Page>) {
  const query = db
    .selectFrom('department')
    .where('workspace_id', '=', workspaceId)
    .where(olderThan('created_at', 'id', page.after))
    .selectAll()
    .orderBy('created_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.created_at, id: row.id }))
}

/** Refuses a market or a department that this workspace does not have. Nothing named is fine. */
export async function refuseUnknown(
  db: Db,
  workspaceId: string,
  table: 'market' | 'department',
  id: string | null | undefined,
): Promise<void> {
  if (!id) return
  const row = await db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', { [table]: id })
}
