import type { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { type Page, cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { Role } from '../contract.ts'

/** Who belongs to a workspace, newest first. */
export async function pageOfMembers(db: Db, workspaceId: string, page: z.output<typeof Page>) {
  const query = db
    .selectFrom('membership')
    .innerJoin('auth.user', 'auth.user.id', 'membership.user_id')
    .where('workspace_id', '=', workspaceId)
    .where(olderThan('created_at', 'user_id', page.after))
    .select(['user_id', 'role', 'created_at', 'auth.user.name', 'auth.user.email'])
    .orderBy('created_at', 'desc').orderBy('user_id', 'desc')
    .limit(page.limit + 1)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.created_at, id: row.user_id }))
}

/** The role somebody has here; refuses when there is none. */
export async function roleOf(db: Db, workspaceId: string, userId: string): Promise<Role> {
  const row = await db
    .selectFrom('membership')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row.role
}

/**
 * Refuses to let the last owner go. All owners' rows are locked until the transaction ends, so that two owners who remove each
 * other at once cannot both succeed.
 */
export async function keepAnOwner(db: Db, workspaceId: string, leaving: string): Promise<void> {
  const owners = await db
    .selectFrom('membership')
    .select('user_id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute()
  if (owners.every((owner) => owner.user_id === leaving)) throw new Refusal('people.last_owner')
}
