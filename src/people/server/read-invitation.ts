import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { TokenCtx } from '../../ctx.ts'
import type { invitation as contract } from '../contract.ts'
import { openInvitation, placeOf } from './invitations.ts'

/** What a link invites to: shown before anything is accepted. */
export async function readInvitation(ctx: TokenCtx, { token }: ParsedOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const place = placeOf(token)
  return ctx.inWorkspace(place.workspaceId, async (db) => {
    const row = await openInvitation(db, place, ctx.now())
    const workspace = await db
      .selectFrom('workspace')
      .select(['name', 'language'])
      .where('workspace_id', '=', place.workspaceId)
      .executeTakeFirstOrThrow()
    const accounts = await db
      .selectFrom('auth.user')
      .select(['id', 'name', 'email'])
      .where((eb) => eb.or([eb('id', '=', row.invited_by ?? ''), eb('email', '=', row.email ?? '')]))
      .execute()
    return {
      workspace,
      invitedBy: accounts.find(({ id }) => id === row.invited_by)?.name ?? null,
      email: row.email,
      role: row.role,
      expiresAt: row.expires_at.toISOString(),
      hasAccount: accounts.some(({ email }) => email === row.email),
    }
  })
}
