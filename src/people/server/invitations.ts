import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { type Page, cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import { type ReadToken, readToken } from './invitation-token.ts'
import type { InvitationTable } from './tables.ts'

/** Who was invited, newest first. */
export async function pageOfInvitations(db: Db, workspaceId: string, page: z.output<typeof Page>) {
  const query = db
    .selectFrom('invitation')
    .where('workspace_id', '=', workspaceId)
    .where(olderThan('created_at', 'id', page.after))
    .selectAll()
    .orderBy('created_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.created_at, id: row.id }))
}

/** Which invitation a link means; refuses what cannot be one. */
export function placeOf(token: string): ReadToken {
  const read = readToken(token)
  if (!read) throw new Refusal('people.invitation_spent')
  return read
}

/** The invitation of a token if it is still open, locked, so that it is accepted once. Refuses one that is spent. */
export async function openInvitation(db: Db, { workspaceId, hash }: ReadToken, now: Date): Promise<Selectable<InvitationTable>> {
  const row = await db
    .selectFrom('invitation')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('token_hash', '=', hash)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.accepted_at || row.withdrawn_at || row.expires_at <= now) throw new Refusal('people.invitation_spent')
  return row
}
