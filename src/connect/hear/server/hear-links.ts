import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../handed-in-contract.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import type { House } from '../../server/house.ts'

export const OPEN_LINKS_MAX = 50
const LINKS_SHOWN_MAX = 200

export const linkKey = ({ secrets }: House): string => secrets.derive('hear links')

/** The links of the workspace, newest first, with how much was filed through each. */
export async function listHearLinks(ctx: Ctx, house: House): Promise<OutputOf<typeof contract.hearLinks>> {
  const rows = await ctx.transact((db) => rowsOf(db).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(LINKS_SHOWN_MAX).execute())
  return { links: rows.map((row) => present(ctx, house, row)) }
}

/** Makes a link, to be handed out or hung up. */
export function addHearLink(ctx: Ctx, { name, language }: ParsedOf<typeof contract.addHearLink>, house: House): Promise<contract.HearLink> {
  return ctx.transact(async (db) => {
    const { count } = await db.selectFrom('hear_link').select((eb) => eb.fn.countAll<string>().as('count')).where('revoked_at', 'is', null).executeTakeFirstOrThrow()
    if (Number(count) >= OPEN_LINKS_MAX) throw new Refusal('connect.too_many_links', { max: OPEN_LINKS_MAX })
    const { workspaceId, userId } = ctx.actor
    const id = uuidv7(ctx.now())
    await db.insertInto('hear_link').values({ workspace_id: workspaceId, id, name, language, created_by: userId, created_at: ctx.now() }).execute()
    await record(db, ctx, 'connect.hear_link_added', { linkId: id, name })
    return present(ctx, house, await oneLink(db, id))
  })
}

/** Exchanges an open link for another. */
export function renewHearLink(ctx: Ctx, { id }: ParsedOf<typeof contract.renewHearLink>, house: House): Promise<contract.HearLink> {
  return ctx.transact(async (db) => {
    const renewed = await db
      .updateTable('hear_link')
      .set((eb) => ({ generation: eb('generation', '+', 1) }))
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!renewed) throw new Refusal('not_found')
    await record(db, ctx, 'connect.hear_link_renewed', { linkId: id })
    return present(ctx, house, await oneLink(db, id))
  })
}

/** Closes a link for good. */
export function revokeHearLink(ctx: Ctx, { id }: ParsedOf<typeof contract.revokeHearLink>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const link = await oneLink(db, id)
    if (link.revoked_at === null) {
      await db.updateTable('hear_link').set({ revoked_at: ctx.now() }).where('id', '=', id).execute()
      await record(db, ctx, 'connect.hear_link_revoked', { linkId: id })
    }
    return {}
  })
}

const rowsOf = (db: Db) => db
  .selectFrom('hear_link')
  .selectAll()
  .select((eb) => eb
    .selectFrom('filing')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .whereRef('filing.workspace_id', '=', 'hear_link.workspace_id')
    .whereRef('filing.link_id', '=', 'hear_link.id')
    .as('filings'))

type LinkRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function oneLink(db: Db, id: string): Promise<LinkRow> {
  const row = await rowsOf(db).where('hear_link.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

function present(ctx: Ctx, house: House, { id, name, language, generation, created_at, revoked_at, filings }: LinkRow): contract.HearLink {
  const token = deriveToken(linkKey(house), { workspaceId: ctx.actor.workspaceId, id }, generation)
  return {
    id, name, language, url: `${house.url}/hear/${token}`, createdAt: created_at.toISOString(),
    revokedAt: revoked_at?.toISOString() ?? null, filings: Number(filings ?? 0),
  }
}
