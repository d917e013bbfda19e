import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal, assert } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { Role, removeMember as contract } from '../contract.ts'
import { mayGrant } from '../permissions.ts'
import { keepAnOwner, roleOf } from './members.ts'

/** Takes somebody out: their next request is refused. The person, if there is one, stays, without an account. */
export async function removeMember(ctx: Ctx, { userId }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  await ctx.transact(async (db) => {
    const role = await roleOf(db, ctx.actor.workspaceId, userId)
    if (!mayGrant(ctx.actor.role, role)) throw new Refusal('not_allowed')
    await takeOut(db, ctx.actor.workspaceId, userId, role)
    await record(db, ctx, 'people.member_removed', { userId, role })
  })
  return {}
}

/** The asker leaves. */
export async function leave(ctx: Ctx): Promise<Record<never, never>> {
  const { workspaceId, userId, role } = ctx.actor
  assert(userId !== null, 'only an account can leave')
  await ctx.transact(async (db) => {
    await takeOut(db, workspaceId, userId, role)
    await record(db, ctx, 'people.member_left', { userId, role })
  })
  return {}
}

async function takeOut(db: Db, workspaceId: string, userId: string, role: Role): Promise<void> {
  if (role === 'owner') await keepAnOwner(db, workspaceId, userId)
  await db.updateTable('person').set({ user_id: null }).where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute()
  await db.deleteFrom('membership').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute()
}
