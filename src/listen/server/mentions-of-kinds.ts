import { sql } from 'kysely'
import { cut, pack, type Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { ANY_QUERY, HOUR_MS, ofKinds, ofPlaces } from './counted.ts'
import { meant } from './meanings.ts'
import { MENTION_SHOWN, type MentionPage, mentionsById, placeOfMention } from './mentions.ts'
import { isOfPlaces, type Reader, type Wanted } from './read-filter.ts'
import { LOWEST_ID } from './search.ts'

/** Hours looked through at once, and for one page: more is left to the next page. */
const HOURS_AT_ONCE = 200
const HOURS_MAX = 1_000
/** How far back the counts are asked first, and how much farther each time after. */
const LOOK_BACK_MS = 48 * HOUR_MS
const FARTHER = 8

/**
 * Mentions of certain places, languages, forms or meanings, newest first from a place on. The roll-ups tell in which hours there are any, so
 * that what is rare, or rare together, is found without passing by all else.
 */
export async function mentionsOfKinds(db: Db, reader: Reader, wanted: Wanted, begin: Place, limit: number): Promise<MentionPage> {
  const found: { id: string; said_at: Date }[] = []
  const since = floorOf(wanted.from ?? new Date(0))
  let until = new Date(Math.min(floorOf(begin.at).getTime(), await newestHour(db, wanted)) + HOUR_MS)
  let backMs = LOOK_BACK_MS
  for (let looked = 0; until > since && looked < HOURS_MAX; backMs *= FARTHER) {
    const from = new Date(Math.max(since.getTime(), until.getTime() - backMs))
    const missing = limit + 1 - found.length
    const { hours, reached } = await hoursWith(db, wanted, { from, until }, missing)
    if (hours.length > 0) found.push(...await mentionsIn(db, wanted, hours, begin, missing))
    if (found.length > limit) {
      const { rows, next } = cut(found, limit, placeOfMention)
      return { mentions: await mentionsById(db, reader, rows.map(({ id }) => id)), next }
    }
    looked += hours.length
    until = reached
  }
  const mentions = await mentionsById(db, reader, found.map(({ id }) => id))
  return { mentions, next: until > since ? pack({ at: until, id: LOWEST_ID }) : null }
}

/** The last hour of all, or of the query, in milliseconds since 1970; 0 when there is none. */
async function newestHour(db: Db, { queryId }: Wanted): Promise<number> {
  const where = sql`where query_id = ${queryId ?? ANY_QUERY}`
  const { rows } = await sql<{ slot: Date | null }>`
    select greatest((select max(slot) from mention_count_hour ${where}), (select max(slot) from mention_count_change ${where})) as slot`.execute(db)
  return rows[0]?.slot?.getTime() ?? 0
}

/** The newest hours that have such mentions, as many as it takes to have counted so many; `reached` is the moment before which none were looked for. */
async function hoursWith(db: Db, wanted: Wanted, range: { from: Date; until: Date }, count: number): Promise<{ hours: Date[]; reached: Date }> {
  const where = sql`query_id = ${wanted.queryId ?? ANY_QUERY} and slot >= ${range.from} and slot < ${range.until}`
  const { rows } = await sql<{ slot: Date; n: number }>`
    select slot, sum(n)::int as n from (
      select slot, ${meant(wanted)} from ${sql.raw(isOfPlaces(wanted) ? 'mention_count_hour_kind' : 'mention_count_hour')} where ${where} ${ofPlaces(wanted)}
      union all select slot, n from mention_count_change where ${where} ${ofKinds(wanted)}) c
    group by slot having sum(n) > 0 order by slot desc limit ${HOURS_AT_ONCE}`.execute(db)
  let sum = 0
  const enough = rows.findIndex(({ n }) => (sum += n) >= count)
  const hours = rows.slice(0, enough < 0 ? rows.length : enough + 1).map(({ slot }) => slot)
  const isCut = hours.length < rows.length || rows.length === HOURS_AT_ONCE
  return { hours, reached: isCut ? hours.at(-1) ?? range.from : range.from }
}

/**
 * The newest of such mentions that were said in these hours. `offset 0` keeps the database at looking up one hour after the other,
 * each in an index that tells all that is asked.
 */
async function mentionsIn(db: Db, wanted: Wanted, hours: readonly Date[], begin: Place, limit: number): Promise<{ id: string; said_at: Date }[]> {
  const { queryId, from } = wanted
  const inHour = sql`from unnest(${[...hours]}::timestamptz[], ${hours.map((at) => new Date(at.getTime() + HOUR_MS))}::timestamptz[]) hour (since, until)`
  const { rows } = await sql<{ id: string; said_at: Date }>`
    with of_kind as materialized (
      select one.id, one.said_at ${inHour} cross join lateral (
        select m.id, m.said_at from mention m
        where m.said_at >= hour.since and m.said_at < hour.until and ${MENTION_SHOWN} and (m.said_at, m.id) < (${begin.at}, ${begin.id})
          ${from ? sql`and m.said_at >= ${from}` : sql``} ${ofKinds(wanted)} offset 0) one)
      ${queryId === null ? sql`` : sql`, of_query as materialized (
      select one.mention_id as id ${inHour} cross join lateral (
        select x.mention_id from mention_match x
        where x.query_id = ${queryId} and x.said_at >= hour.since and x.said_at < hour.until offset 0) one)`}
    select id, said_at from of_kind ${queryId === null ? sql`` : sql`join of_query using (id)`}
    order by said_at desc, id desc limit ${limit}`.execute(db)
  return rows
}

const floorOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
