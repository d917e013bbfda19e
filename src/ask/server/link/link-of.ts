import type { Selectable } from 'kysely'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { isDerived, readToken, type TokenOf } from '../../../base/server/derived-token.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import type { AnswerLinkTable } from '../tables.ts'
import { linkKey } from './make-link.ts'

/** What a token stands for: the workspace and the link. Nobody can make one up; whatever is none of ours is refused as `not_found`. */
export function openToken(token: string, secrets: Pick<Secrets, 'derive'>): TokenOf {
  const of = isDerived(linkKey(secrets), token) ? readToken(token) : null
  if (!of) throw new Refusal('not_found')
  return of
}

/** The link of a token, while it opens; refuses one that has expired or was closed as `ask.link_closed`. Within its workspace. */
export async function linkOf(db: Db, token: string, { secrets, now }: { secrets: Pick<Secrets, 'derive'>; now: Date }): Promise<Selectable<AnswerLinkTable>> {
  const { workspaceId, id } = openToken(token, secrets)
  const link = await db.selectFrom('answer_link').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  if (!link) throw new Refusal('not_found')
  if (link.closed_at !== null || link.expires_at <= now) throw new Refusal('ask.link_closed')
  return link
}
