import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx, TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../handed-in-contract.ts'
import { isDerived, readToken } from '../../../base/server/derived-token.ts'
import { receiptKey } from './file-heard.ts'
import { namesOfUsers } from '../../server/filer.ts'
import type { House } from '../../server/house.ts'

/** What became of something that was filed. A receipt outlives the link it was filed through. */
export async function readReceipt(ctx: TokenCtx, { receipt }: ParsedOf<typeof contract.receipt>, house: House): Promise<OutputOf<typeof contract.receipt>> {
  const of = readToken(receipt)
  if (!of || !isDerived(receiptKey(house), receipt)) throw new Refusal('connect.hear_closed')
  const row = await ctx.inWorkspace(of.workspaceId, (db) => db
    .selectFrom('filing')
    .innerJoin('workspace', 'workspace.workspace_id', 'filing.workspace_id')
    .select(['workspace.name', 'door', 'filed_at', 'heard_at', 'told', 'told_at'])
    .where('filing.id', '=', of.id)
    .executeTakeFirst())
  if (!row) throw new Refusal('connect.hear_closed')
  const { name, door, filed_at, heard_at, told, told_at } = row
  return { workspace: name, door, filedAt: filed_at.toISOString(), heardAt: heard_at?.toISOString() ?? null, told, toldAt: told_at?.toISOString() ?? null }
}

/** What whoever filed this mention was told. */
export function readFiling(ctx: Ctx, { externalId }: ParsedOf<typeof contract.filing>): Promise<contract.Filing> {
  return ctx.transact((db) => oneFiling(db, filingIn(externalId)))
}

/** Tells whoever filed a mention what became of it, or says it better than before. */
export function tellFiler(ctx: Ctx, { externalId, words }: ParsedOf<typeof contract.tellFiler>): Promise<contract.Filing> {
  const id = filingIn(externalId)
  return ctx.transact(async (db) => {
    const told = await db
      .updateTable('filing')
      .set({ told: words, told_at: ctx.now(), told_by: ctx.actor.userId })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!told) throw new Refusal('not_found')
    await record(db, ctx, 'connect.filer_told', { filingId: id })
    return oneFiling(db, id)
  })
}

async function oneFiling(db: Db, id: string): Promise<contract.Filing> {
  const row = await db.selectFrom('filing').select(['door', 'filed_at', 'told', 'told_at', 'told_by']).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const names = await namesOfUsers(db, row.told_by === null ? [] : [row.told_by])
  return { door: row.door, filedAt: row.filed_at.toISOString(), told: row.told, toldAt: row.told_at?.toISOString() ?? null, toldBy: names.get(row.told_by ?? '') ?? null }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The filing that a mention’s id ends in (see `idInTray`). */
function filingIn(externalId: string): string {
  const id = externalId.split('/').at(-1) ?? ''
  if (!UUID.test(id)) throw new Refusal('not_found')
  return id
}
