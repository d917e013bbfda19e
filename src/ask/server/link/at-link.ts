import type { Selectable } from 'kysely'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { createLimit } from '../../../base/server/limit.ts'
import type { Mail } from '../../../base/server/mail.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type { Doer } from '../doer.ts'
import type { AnswerLinkTable } from '../tables.ts'
import { linkOf, openToken } from './link-of.ts'

/** What links rest on: the installation's secret and address, and its way out for mail. */
export type LinkHouse = { readonly secrets: Pick<Secrets, 'derive'>; readonly mail: Mail; readonly url: string }

/** A whole company may stand behind one address; a token has 128 bits that nobody knows. */
export const TRIES_FROM_ADDRESS_MAX = 1_200
const HOUR_MS = 3_600_000

/** How often links may be tried from one address within an hour, rightly or wrongly: so no number of tries tells a token. In memory only. */
export const newTries = (): ReturnType<typeof createLimit> => createLimit({ most: TRIES_FROM_ADDRESS_MAX, withinMs: HOUR_MS })

/** What every deed by a link needs. */
export type Links = { readonly house: LinkHouse; readonly tries: ReturnType<typeof newTries> }

/** An open link, and whoever acts with it: nobody who is signed in. */
export type AtLink = { readonly link: Selectable<AnswerLinkTable>; readonly doer: Doer }

/** Does the work in the workspace of a link that opens, in one transaction. Refuses what is none (`not_found`) and what is closed (`ask.link_closed`). */
export async function atLink<T>(ctx: TokenCtx, token: string, { house, tries }: Links, work: (db: Db, at: AtLink) => Promise<T>): Promise<T> {
  if (!tries(ctx.address, ctx.now())) throw new Refusal('too_many')
  const { workspaceId } = openToken(token, house.secrets)
  const doer: Doer = { actor: { workspaceId, userId: null }, now: ctx.now }
  return ctx.inWorkspace(workspaceId, async (db) => work(db, { link: await linkOf(db, token, { secrets: house.secrets, now: ctx.now() }), doer }))
}
