import { sql } from 'kysely'
import type { OutputOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import * as contract from '../../contract.ts'
import { mentionsById, MENTION_SHOWN } from '../mentions.ts'
import { mayKnowStaff } from '../read-filter.ts'

const DAY_MS = 86_400_000
/** Of more mentions than this, a part is chosen by chance first: to sort them all would take long. */
const POOL_MAX = 20_000

/** The mentions that the asker has to judge: those drawn for them in the last day and not judged, or else others, drawn now. */
export async function beginCheck(ctx: Ctx): Promise<OutputOf<typeof contract.beginCheck>> {
  return ctx.transact(async (db) => {
    const left = await openItems(db, ctx)
    if (left.length > 0) return { items: left, asksStaff: mayKnowStaff(ctx.actor) }
    const drawn = await draw(db, new Date(ctx.now().getTime() - contract.CHECK_DAYS * DAY_MS))
    if (drawn.length > 0) {
      const rows = drawn.map((mentionId, at) => (
        { workspace_id: ctx.actor.workspaceId, id: uuidv7(ctx.now()), mention_id: mentionId, drawn_for: ctx.actor.userId ?? '', drawn_at: ctx.now(), place_in_row: at, ended_at: null }
      ))
      await db.insertInto('mention_check').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
      await record(db, ctx, 'listen.check_begun', { drawn: drawn.length })
    }
    return { items: await openItems(db, ctx), asksStaff: mayKnowStaff(ctx.actor) }
  })
}

async function openItems(db: Db, ctx: Ctx): Promise<contract.CheckItem[]> {
  const rows = await db
    .selectFrom('mention_check')
    .select(['id', 'mention_id'])
    .where('drawn_for', '=', ctx.actor.userId ?? '')
    .where('ended_at', 'is', null)
    .where('drawn_at', '>', new Date(ctx.now().getTime() - DAY_MS))
    .orderBy('place_in_row')
    .limit(contract.CHECK_MENTIONS)
    .execute()
  const mentions = new Map((await mentionsById(db, ctx.actor, rows.map(({ mention_id }) => mention_id))).map((mention) => [mention.id, mention]))
  return rows.flatMap(({ id, mention_id }) => {
    const mention = mentions.get(mention_id)
    return mention && mention.deletedAt === null ? [{ id, mention: { ...mention, meaning: null } }] : []
  })
}

/**
 * Ids of mentions in a random order, each equally likely to be drawn: a systematic sample along languages and places, so that each of these
 * has its share to within one. What was drawn before is not drawn again; what people corrected is, or the machine would seem to err less.
 */
async function draw(db: Db, since: Date): Promise<string[]> {
  const pool = sql`
    from mention m where ${MENTION_SHOWN} and m.said_at >= ${since} and m.sentiment is not null
      and not exists (select from mention_check d where d.workspace_id = m.workspace_id and d.mention_id = m.id)`
  const { rows: [counted] } = await sql<{ n: number }>`select count(*)::float8 as n ${pool}`.execute(db)
  const { rows } = await sql<{ id: string }>`
    with pool as materialized (select m.id, m.lang, m.place ${pool} and random() < ${Math.min(POOL_MAX / Math.max(counted?.n ?? 0, 1), 1)}),
      in_row as (select id, row_number() over (order by lang, place, random()) - 1 as at, count(*) over () as n from pool),
      begin as materialized (select random() as u)
    select id from in_row, begin
    where at in (select floor((i + u) * greatest(n, ${contract.CHECK_MENTIONS}::int) / ${contract.CHECK_MENTIONS}::float8)::bigint
      from generate_series(0, ${contract.CHECK_MENTIONS}::int - 1) i)
    order by random()`.execute(db)
  return rows.map(({ id }) => id)
}
