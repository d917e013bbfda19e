import type { Selectable } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Doer } from '../doer.ts'
import type { AskTable } from '../tables.ts'

const DAY_MS = 86_400_000
/** So long a link opens after the day for which the ask was needed, or after it was handed out last, whichever is later. */
export const LINK_DAYS = 60

export const linkKey = (secrets: Pick<Secrets, 'derive'>): string => secrets.derive('answer links')

/** A way to answer without an account: `token` is the last part of `url`, and stored nowhere. */
export type AnswerLink = { readonly linkId: string; readonly token: string; readonly url: string; readonly expiresAt: Date }

type For = {
  /** Null: for whoever the department hands it to. */
  readonly personId: string | null
  readonly secrets: Pick<Secrets, 'derive'>
  /** Where Heed is: `https://heed.example.org`. */
  readonly url: string
}

/**
 * The link by which one person can answer one ask. There is one at a time for each: handed out again it is the same, and opens for
 * longer. Within the caller's transaction, which has locked the ask.
 */
export async function makeLink(db: Db, doer: Doer, ask: Pick<Selectable<AskTable>, 'id' | 'needed_by'>, { personId, secrets, url }: For): Promise<AnswerLink> {
  const { workspaceId, userId } = doer.actor
  const now = doer.now()
  const expiresAt = new Date(Math.max(now.getTime(), Date.parse(ask.needed_by)) + LINK_DAYS * DAY_MS)
  const open = await db
    .updateTable('answer_link')
    .set((eb) => ({ expires_at: eb.fn<Date>('greatest', ['expires_at', eb.val(expiresAt)]) }))
    .where('workspace_id', '=', workspaceId)
    .where('ask_id', '=', ask.id)
    .where('person_id', 'is not distinct from', personId)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'expires_at'])
    .executeTakeFirst()
  const linkId = open?.id ?? uuidv7(now)
  if (!open) {
    await db
      .insertInto('answer_link')
      .values({ workspace_id: workspaceId, id: linkId, ask_id: ask.id, person_id: personId, made_at: now, made_by: userId, expires_at: expiresAt, opened_at: null, closed_at: null })
      .execute()
  }
  const token = deriveToken(linkKey(secrets), { workspaceId, id: linkId })
  return { linkId, token, url: addressOf(url, token), expiresAt: open?.expires_at ?? expiresAt }
}

/** Where a link leads. */
export const addressOf = (url: string, token: string): string => `${url}/answer/${token}`
