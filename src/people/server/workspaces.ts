import type { z } from 'zod'
import { type Page, cut } from '../../base/paging.ts'
import type { Db, Doors } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { Actor, User } from '../../ctx.ts'

/** The workspaces an account belongs to, newest membership first. Sees them through the account's own policies. */
export async function pageOfOwnWorkspaces(db: Db, userId: string, page: z.output<typeof Page>) {
  const query = db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.workspace_id', 'membership.workspace_id')
    .where('membership.user_id', '=', userId)
    .where(olderThan('membership.created_at', 'membership.workspace_id', page.after))
    .selectAll('workspace')
    .select(['membership.role', 'membership.created_at as since'])
    .orderBy('membership.created_at', 'desc').orderBy('membership.workspace_id', 'desc')
    .limit(page.limit + 1)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.since, id: row.workspace_id }))
}

/** Who an account is in a workspace: for the HTTP server, which asks before every endpoint of a workspace. */
export const actorOf = (doors: Doors) => async (user: User, workspaceId: string): Promise<Actor | null> => {
  const row = await doors.asUser(user.id, (db) => db
    .selectFrom('membership')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', user.id)
    .executeTakeFirst())
  return row ? { workspaceId, userId: user.id, role: row.role } : null
}
