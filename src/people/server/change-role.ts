import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { changeRole as contract } from '../contract.ts'
import { mayGrant } from '../permissions.ts'
import { keepAnOwner, roleOf } from './members.ts'

/** Gives a member another role. */
export async function changeRole(ctx: Ctx, { userId, role: to }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  const { workspaceId, role: asker } = ctx.actor
  await ctx.transact(async (db) => {
    const from = await roleOf(db, workspaceId, userId)
    if (!mayGrant(asker, from) || !mayGrant(asker, to)) throw new Refusal('not_allowed')
    if (from === to) return
    if (from === 'owner') await keepAnOwner(db, workspaceId, userId)
    await db.updateTable('membership').set({ role: to }).where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute()
    await record(db, ctx, 'people.role_changed', { userId, from, to })
  })
  return {}
}
