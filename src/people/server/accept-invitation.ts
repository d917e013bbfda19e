import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { TokenCtx, User, UserCtx } from '../../ctx.ts'
import type { acceptInvitation as acceptContract, join as joinContract } from '../contract.ts'
import type { Auth } from './auth.ts'
import type { ReadToken } from './invitation-token.ts'
import { openInvitation, placeOf } from './invitations.ts'

/**
 * Makes an account and joins. Whoever has an account must sign in first: holding a link never opens somebody's account. The
 * account comes first, then the membership; should the second fail, the link still works for the account, signed in.
 */
export async function acceptInvitation(
  ctx: TokenCtx,
  input: ParsedOf<typeof acceptContract>,
  auth: Auth,
): Promise<OutputOf<typeof acceptContract>> {
  const { token, email, name, password } = input
  const place = placeOf(token)
  await ctx.inWorkspace(place.workspaceId, (db) => invitationFor(db, place, email, ctx.now()))
  const user = await auth.createAccount({ email, name, password })
  await ctx.inWorkspace(place.workspaceId, (db) => joinBy(db, place, user, ctx.now))
  return { workspaceId: place.workspaceId }
}

/** Joins with the account that is signed in. */
export async function join(ctx: UserCtx, { token }: ParsedOf<typeof joinContract>): Promise<OutputOf<typeof joinContract>> {
  const place = placeOf(token)
  await ctx.inWorkspace(place.workspaceId, (db) => joinBy(db, place, ctx.user, ctx.now))
  return { workspaceId: place.workspaceId }
}

/** An invitation to an address is for that address; one without is for whoever holds it. */
async function invitationFor(db: Db, place: ReadToken, email: string, now: Date) {
  const invitation = await openInvitation(db, place, now)
  if (invitation.email !== null && invitation.email !== email) throw new Refusal('people.invitation_for_another')
  return invitation
}

async function joinBy(db: Db, place: ReadToken, user: User, now: () => Date): Promise<void> {
  const { workspaceId } = place
  const { id, role } = await invitationFor(db, place, user.email, now())
  const joined = await db
    .insertInto('membership')
    .values({ workspace_id: workspaceId, user_id: user.id, role, created_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  if (!joined) throw new Refusal('people.already_member')
  await db
    .updateTable('invitation')
    .set({ accepted_at: now(), accepted_by: user.id })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  const actor = { workspaceId, userId: user.id }
  await record(db, { actor, now }, 'people.member_joined', { userId: user.id, role, invitationId: id })
}
