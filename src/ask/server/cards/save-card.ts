import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { readerOf } from '../reader.ts'
import { cardPage } from './cards.ts'
import { refuseUnknownKinds } from './kinds.ts'
import { refuseSpeakingFor, refuseUnnameable } from './may-speak-for.ts'

/** Writes a card in the place of the one of this revision. Of two who do so at once the second is told, with the card as it is now, and nothing of the first is lost. */
export function saveCard(ctx: Ctx, { departmentId, revision, ...words }: ParsedOf<typeof contract.saveCard>): Promise<contract.CardPage> {
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    await refuseSpeakingFor(db, reader, departmentId)
    await refuseUnnameable(db, reader, [words.contactId, words.deputyId])
    await refuseUnknownKinds(db, reader.workspaceId, words.items.map(({ kind }) => kind))
    const saved = await writeCard(db, reader.workspaceId, departmentId, revision, words)
    if (saved === null) throw new Refusal('conflict', { now: await cardPage(db, reader, ctx.now(), departmentId) })
    await replaceLists(db, ctx, departmentId, words)
    await record(db, ctx, 'ask.card_saved', { departmentId, revision: saved })
    return cardPage(db, reader, ctx.now(), departmentId)
  })
}

/** The new revision; null when the card is not of the one given. */
async function writeCard(db: Db, workspaceId: string, departmentId: string, revision: number, words: contract.CardWords): Promise<number | null> {
  const written = {
    about: words.about, answer_days: words.answerDays, contact_id: words.contactId, deputy_id: words.deputyId, ticket_address: words.ticketAddress, revision: revision + 1,
  }
  const row = revision === 0
    ? await db
      .insertInto('service_card')
      .values({ workspace_id: workspaceId, department_id: departmentId, published_at: null, ...written })
      .onConflict((on) => on.doNothing())
      .returning('revision')
      .executeTakeFirst()
    : await db
      .updateTable('service_card')
      .set(written)
      .where('workspace_id', '=', workspaceId)
      .where('department_id', '=', departmentId)
      .where('revision', '=', revision)
      .returning('revision')
      .executeTakeFirst()
  return row?.revision ?? null
}

async function replaceLists(db: Db, ctx: Ctx, departmentId: string, { items, freezes }: contract.CardWords): Promise<void> {
  const own = { workspace_id: ctx.actor.workspaceId, department_id: departmentId }
  for (const table of ['service_item', 'card_freeze'] as const) {
    await db.deleteFrom(table).where('workspace_id', '=', own.workspace_id).where('department_id', '=', departmentId).execute()
  }
  const offered = items.map(({ kind, leadDays, needs }, place) => ({ ...own, kind, lead_days: leadDays, needs, place }))
  if (offered.length > 0) await db.insertInto('service_item').values(offered).execute()
  const frozen = freezes.map(({ from, until, why }) => ({ ...own, id: uuidv7(ctx.now()), from_day: from, until_day: until, why }))
  if (frozen.length > 0) await db.insertInto('card_freeze').values(frozen).execute()
}
