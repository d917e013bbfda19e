import { createHash } from 'node:crypto'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { say } from '../../../base/messages.ts'
import type { Db } from '../../../base/server/database.ts'
import { createLimit } from '../../../base/server/limit.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx, TokenCtx } from '../../../ctx.ts'
import type { Post } from '../../connector.ts'
import * as contract from '../../handed-in-contract.ts'
import { deriveToken, isDerived, readToken, type TokenOf, uuidOf } from '../../../base/server/derived-token.ts'
import { linkKey } from './hear-links.ts'
import { lay } from '../../server/lay.ts'
import { onlyTraySource } from '../../server/tray-source.ts'
import type { House } from '../../server/house.ts'

const HOUR_MS = 3_600_000
/** A whole shop may stand behind one address. */
export const FILED_FROM_ADDRESS_MAX = 60
export const FILED_THROUGH_LINK_MAX = 300

/** How much may be filed within an hour, from one address and through one link. Addresses are kept as hashes, in memory only. */
export type HearLimits = { readonly address: ReturnType<typeof createLimit>; readonly link: ReturnType<typeof createLimit> }

export const newHearLimits = (): HearLimits => ({
  address: createLimit({ most: FILED_FROM_ADDRESS_MAX, withinMs: HOUR_MS }),
  link: createLimit({ most: FILED_THROUGH_LINK_MAX, withinMs: HOUR_MS }),
})

export const receiptKey = ({ secrets }: House): string => secrets.derive('hear receipts')

/** Whose doors a link opens. */
export async function hearDoor(ctx: TokenCtx, { token }: ParsedOf<typeof contract.hearDoor>, house: House): Promise<OutputOf<typeof contract.hearDoor>> {
  return atDoor(ctx, token, house, async (_db, { workspace, name, language }) => ({ workspace, link: name, language }))
}

type Input = ParsedOf<typeof contract.fileHeard>

/** Files what somebody heard or has to say; they get a receipt, and are not known. What was sent before is not filed again: it has the same receipt. */
export async function fileHeard(ctx: TokenCtx, input: Input, house: House, limits: HearLimits): Promise<OutputOf<typeof contract.fileHeard>> {
  const now = ctx.now()
  if (!limits.address(ctx.address, now)) throw new Refusal('too_many')
  return atDoor(ctx, input.token, house, async (db, link) => {
    if (!limits.link(link.id, now)) throw new Refusal('too_many')
    const { workspaceId } = link
    const id = idOf(link, input.key)
    const filed = { receipt: deriveToken(receiptKey(house), { workspaceId, id }) }
    if (await db.selectFrom('filing').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()) return filed
    const heed = asHeed(ctx, workspaceId)
    const place = await onlyTraySource(db, heed, { connector: contract.HEAR, name: say(link.workspaceLanguage, 'connect.hear.source'), hearsAll: true })
    const [row] = await lay(db, place, [asPost(id, input, link)], now)
    await db
      .insertInto('filing')
      .values({ workspace_id: workspaceId, id, link_id: link.id, door: input.door, tray_row: row ?? '', filed_at: now })
      .execute()
    await record(db, heed, 'connect.heard_filed', { filingId: id, linkId: link.id })
    return filed
  })
}

type OpenLink = TokenOf & { name: string; language: 'en' | 'he'; workspace: string; workspaceLanguage: 'en' | 'he' }

/** Does the work in the workspace that a link opens; refuses a link that is closed, was exchanged, or never was. */
function atDoor<T>(ctx: TokenCtx, token: string, house: House, work: (db: Db, link: OpenLink) => Promise<T>): Promise<T> {
  const of = readToken(token)
  if (!of) throw new Refusal('connect.hear_closed')
  return ctx.inWorkspace(of.workspaceId, async (db) => {
    const row = await db
      .selectFrom('hear_link')
      .innerJoin('workspace', 'workspace.workspace_id', 'hear_link.workspace_id')
      .select(['hear_link.name', 'hear_link.language', 'generation', 'revoked_at', 'workspace.name as workspace', 'workspace.language as workspaceLanguage'])
      .where('hear_link.id', '=', of.id)
      .executeTakeFirst()
    if (!row || row.revoked_at !== null || !isDerived(linkKey(house), token, row.generation)) throw new Refusal('connect.hear_closed')
    return work(db, { ...row, ...of })
  })
}

/** Nobody did it: whoever files is not known. */
const asHeed = (ctx: TokenCtx, workspaceId: string): Ctx => ({
  now: ctx.now, io: ctx.io, actor: { workspaceId, userId: null, role: 'viewer' }, transact: (work) => ctx.inWorkspace(workspaceId, work),
})

/** The same key through the same link is the same filing; who reads the filing’s id cannot tell the key. */
function idOf({ workspaceId, id }: TokenOf, key: string): string {
  const bytes = createHash('sha256').update(`${workspaceId} ${id} ${key}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f) // RFC 9562, version 8
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return uuidOf(bytes)
}

function asPost(id: string, { door, text, where, elsewhere, who }: Input, { name, language }: OpenLink): Post {
  const isCustomer = door === 'customer'
  const place = elsewhere || (where === null ? '' : say(language, `connect.hear.where.${where}`))
  return {
    kind: 'said',
    externalId: id,
    form: isCustomer ? 'comment' : 'post',
    author: { id, handle: '', name: (isCustomer && who) || say(language, `connect.hear.by.${door}`), followers: null },
    text,
    lang: null,
    url: null,
    saidAt: null,
    links: [],
    tags: [],
    media: [],
    replyTo: null,
    origin: (isCustomer && place) || name,
  }
}
