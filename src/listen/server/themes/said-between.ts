import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'

/** A mention as themes need it. */
export type SaidRow = { readonly id: string; readonly text: string; readonly saidAt: Date; readonly author: string; readonly streamId: string }

const AT_ONCE = 1_000
/** Of more mentions in a day than this, those of a part of the people are looked at. */
const LOOKED_AT_MAX = 30_000
const PARTS = 256

/**
 * What was said in [from, until), the oldest first: of copies of one another the first, nothing that is blocked, deleted or forgotten. Returns by
 * how much counts are to be multiplied where there is so much that only a part of the people was looked at.
 */
export async function eachSaid(db: Db, from: Date, until: Date, visit: (row: SaidRow) => void): Promise<number> {
  const { rows: [counted] } = await sql<{ n: number }>`
    select count(*)::int as n from mention m where said_at >= ${from} and said_at < ${until} and ${STANDS}`.execute(db)
  const parts = Math.max(1, Math.floor(Math.min(1, LOOKED_AT_MAX / Math.max(1, counted?.n ?? 0)) * PARTS))
  let after = { saidAt: from, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await sql<SaidRow>`
      select id, text, said_at as "saidAt", network || ' ' || author_id as author, stream_id as "streamId" from mention m
      where (said_at, id) > (${after.saidAt}, ${after.id}) and said_at < ${until} and ${STANDS} ${parts < PARTS ? sql`and author_part < ${parts}` : sql``}
      order by said_at, id limit ${AT_ONCE}`.execute(db)
    for (const row of rows) visit(row)
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return PARTS / parts
    after = last
  }
}

/** Of a mention m: a story is heard from its first, or where that is blocked, from its oldest copy that is not. */
const IS_FIRST = sql`(m.copy_of is null or (
  exists (select from mention f where f.workspace_id = m.workspace_id and f.id = m.copy_of and f.blocked_by is not null)
  and not exists (
    select from mention o where o.workspace_id = m.workspace_id and o.copy_of = m.copy_of and o.blocked_by is null and o.deleted_at is null
      and o.forgotten_at is null and (o.said_at, o.id) < (m.said_at, m.id))))`
/** A row of `mention`, named m, from which something can still be heard of its own. */
const STANDS = sql`m.blocked_by is null and m.deleted_at is null and m.forgotten_at is null and ${IS_FIRST}`
