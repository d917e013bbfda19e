import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { withdrawInvitation as contract } from '../contract.ts'
import { mayGrant } from '../permissions.ts'

/** Makes an open invitation worthless; refuses one that was accepted or withdrawn already. */
export async function withdrawInvitation(ctx: Ctx, { id }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  await ctx.transact(async (db) => {
    const row = await db
      .selectFrom('invitation')
      .select(['role', 'accepted_at', 'withdrawn_at'])
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    if (!mayGrant(ctx.actor.role, row.role)) throw new Refusal('not_allowed')
    if (row.accepted_at || row.withdrawn_at) throw new Refusal('people.invitation_spent')
    await db
      .updateTable('invitation')
      .set({ withdrawn_at: ctx.now() })
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('id', '=', id)
      .execute()
    await record(db, ctx, 'people.invitation_withdrawn', { invitationId: id })
  })
  return {}
}
