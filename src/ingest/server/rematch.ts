import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { recordMentions } from './record-mentions.ts'
import { alone } from './store.ts'
import { STORED_POST_COLUMNS, type StoredPost } from './stored-post.ts'

/** Which stored mentions are to be matched anew with one query, and how. */
export type Rematching = {
  readonly workspaceId: string
  readonly queryId: string
  /** A tsquery that finds all that may match; null: all may. */
  readonly words: string | null
  /** The places where a mention matches the query, or null. */
  readonly match: (mention: StoredPost) => readonly (readonly [number, number])[] | null
  /** Of those heard at `from` (an id) or later and before the mention `below`, the last so many. */
  readonly from: string
  readonly below: string
  readonly atMost: number
  readonly now: Date
}

/** How many were looked at; how many of them match and are not hidden; and the id below which to go on, null at the end. */
export type Rematched = { readonly looked: number; readonly found: number; readonly below: string | null }

/**
 * Matches mentions anew with one query, whatever the stored matches say of it: in the caller's ingest transaction, which sees the
 * workspace. Hidden mentions too, so that they are right when they are shown again; what was deleted or forgotten keeps its matches.
 * Repeating it changes nothing. Tells of what has changed as `ingest.mentions_matched`.
 */
export async function rematch(db: Db, asked: Rematching): Promise<Rematched> {
  const { looked, last } = await chunkOf(db, asked)
  if (last === null) return { looked: 0, found: 0, below: null }
  const rows = await rowsOf(db, asked, sql`m.id >= ${last} and m.id < ${asked.below}`)
  const read = rows.map((row) => readAnew(row, asked))
  const changing = read.filter(({ isChanged }) => isChanged)
  if (changing.length > 0) await change(db, asked, changing)
  const found = read.filter(({ row, spans }) => spans && row.blocked_by === null).length
  return { looked, found, below: looked < asked.atMost ? null : last }
}

async function chunkOf(db: Db, { workspaceId, from, below, atMost }: Rematching): Promise<{ looked: number; last: string | null }> {
  const { rows: [chunk] } = await sql<{ looked: number; last: string | null }>`
    select count(*)::int as looked, min(id::text collate "C") as last from (
      select id from mention where workspace_id = ${workspaceId} and id >= ${from} and id < ${below} order by id desc limit ${atMost}) chunk`.execute(db)
  return chunk ?? { looked: 0, last: null }
}

type Row = StoredPost & { readonly id: string; readonly blocked_by: string | null; readonly was: number[] | null }
type ReadAnew = { readonly row: Row; readonly spans: number[] | null; readonly isChanged: boolean }

/**
 * Mentions that may match or that matched, the last heard first; `was` is where they matched. Each mention's matches are looked up by
 * its id: `is true` and `offset 0` keep the database from going through all matches of the query each time.
 */
async function rowsOf(db: Db, { workspaceId, queryId, words }: Rematching, which: RawBuilder<unknown>): Promise<Row[]> {
  const columns = sql.raw(STORED_POST_COLUMNS.map((column) => `m.${column}`).join(', '))
  const { rows } = await sql<Row>`
    select m.id, m.blocked_by, x.spans as was, ${columns}
    from mention m left join lateral (
      select spans from mention_match where workspace_id = m.workspace_id and mention_id = m.id and (query_id = ${queryId}) is true offset 0) x on true
    where m.workspace_id = ${workspaceId} and ${which} and m.deleted_at is null and m.forgotten_at is null
      ${words === null ? sql`` : sql`and (x.spans is not null or m.tokens @@ ${words}::tsquery)`}
    order by m.id desc`.execute(db)
  return rows
}

function readAnew(row: Row, { match }: Rematching): ReadAnew {
  const spans = match(row)?.flat() ?? null
  return { row, spans, isChanged: spans?.join() !== row.was?.join() }
}

/**
 * Writes what has changed. Streams write alone in their network, and whoever changes matches holds the mention (see the counts): both
 * are waited for here, and then the mentions are read once more, as they are now.
 */
async function change(db: Db, asked: Rematching, changing: readonly ReadAnew[]): Promise<void> {
  const { workspaceId, queryId, now } = asked
  for (const network of [...new Set(changing.map(({ row }) => row.network))].toSorted()) await alone(db, network)
  const ids = sql`any (${changing.map(({ row }) => row.id)}::uuid[])`
  await sql`select from mention where workspace_id = ${workspaceId} and id = ${ids} order by id for no key update`.execute(db)
  const rows = await rowsOf(db, asked, sql`m.id = ${ids}`)
  const changed = rows.map((row) => readAnew(row, asked)).filter(({ isChanged }) => isChanged)
  const lost = changed.filter(({ row }) => row.was !== null).map(({ row }) => row.id)
  if (lost.length > 0) {
    await sql`delete from mention_match where workspace_id = ${workspaceId} and mention_id = any (${lost}) and (query_id = ${queryId}) is true`.execute(db)
  }
  const gained = changed.flatMap(({ row, spans }) => (spans ? [{ id: row.id, spans }] : []))
  if (gained.length > 0) {
    await sql`
      insert into mention_match (workspace_id, query_id, mention_id, said_at, spans)
      select m.workspace_id, ${queryId}, m.id, m.said_at, g.spans
      from json_to_recordset(${JSON.stringify(gained)}::json) as g (id uuid, spans int4[]) join mention m on m.workspace_id = ${workspaceId} and m.id = g.id`.execute(db)
  }
  const shown = changed.filter(({ row }) => row.blocked_by === null).map(({ row }) => ({ workspaceId, id: row.id }))
  await recordMentions(db, now, { 'ingest.mentions_matched': shown })
}
