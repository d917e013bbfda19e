import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal, SourceError } from '../../base/error.ts'
import { say } from '../../base/messages.ts'
import type { Mail } from '../../base/server/mail.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { invite as contract } from '../contract.ts'
import { mayGrant } from '../permissions.ts'
import { newToken } from './invitation-token.ts'
import { presentInvitation } from './present.ts'

const LIFE_DAYS = 14
const DAY_MS = 86_400_000

/**
 * Invites somebody. The link comes back in any case, to be handed over by whatever way people have; a letter that the mail
 * server does not take leaves the invitation standing and `mailed` false.
 */
export async function invite(
  ctx: Ctx,
  { email, role }: ParsedOf<typeof contract>,
  out: { mail: Mail; url: string },
): Promise<OutputOf<typeof contract>> {
  const { workspaceId, userId } = ctx.actor
  if (!mayGrant(ctx.actor.role, role)) throw new Refusal('not_allowed')
  const now = ctx.now()
  const { token, hash } = newToken(workspaceId)
  const { row, workspace } = await ctx.transact(async (db) => {
    if (email !== null && (await isMember())) throw new Refusal('people.already_member')
    const workspace = await db
      .selectFrom('workspace')
      .select(['name', 'language'])
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const row = await db
      .insertInto('invitation')
      .values({
        workspace_id: workspaceId, id: uuidv7(now), email, role, token_hash: hash, invited_by: userId,
        created_at: now, expires_at: new Date(now.getTime() + LIFE_DAYS * DAY_MS), accepted_at: null, accepted_by: null, withdrawn_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'people.invited', { invitationId: row.id, email, role })
    return { row, workspace }

    async function isMember(): Promise<boolean> {
      const found = await db
        .selectFrom('membership')
        .innerJoin('auth.user', 'auth.user.id', 'membership.user_id')
        .select('user_id')
        .where('workspace_id', '=', workspaceId)
        .where('email', '=', email)
        .executeTakeFirst()
      return found !== undefined
    }
  })
  const link = `${out.url}/invitation?token=${token}`
  const params = { workspace: workspace.name, link, days: LIFE_DAYS }
  const letter = {
    subject: say(workspace.language, 'mail.invitation.subject', params),
    text: say(workspace.language, 'mail.invitation.text', params),
  }
  const mailed = email !== null && out.mail.configured && (await taken(out.mail.send({ to: email, ...letter })))
  return { invitation: presentInvitation(row, now), link, mailed }
}

async function taken(sending: Promise<void>): Promise<boolean> {
  try {
    await sending
    return true
  } catch (error) {
    if (error instanceof SourceError) return false
    throw error
  }
}
