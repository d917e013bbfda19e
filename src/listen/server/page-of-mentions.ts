import { type RawBuilder, sql } from 'kysely'
import { cut, pack, type Place, unpack } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { ANY_QUERY, HOUR_MS, ofKinds } from './counted.ts'
import { findMentions } from './find-mentions.ts'
import { MENTION_COLUMNS, MENTION_SHOWN, type MentionPage, type MentionRow, placeOfMention, withMatches } from './mentions.ts'
import { isOfKinds, readFilter, type Wanted } from './read-filter.ts'
import { BEGINNING, LOWEST_ID } from './search.ts'

/** How much of a list is wanted: so many, beyond the place that `after` names. */
export type PageWanted = { readonly limit: number; readonly after?: string | undefined }

/** Hours looked up at once, and how often for one page: more is left to the next page. */
const HOURS_AT_ONCE = 200
const LOOKS_MAX = 10

/** The mentions that a filter means, newest first, without what is blocked or forgotten. Keyset-paged: page 400 costs what page 1 costs. */
export async function pageOfMentions(db: Db, { limit, after, ...filter }: PageWanted & contract.Filter): Promise<MentionPage> {
  const wanted = readFilter(filter)
  const begin = firstPlace(wanted, after)
  if (wanted.find !== null) return findMentions(db, { ...wanted, find: wanted.find }, begin, limit)
  if (isOfKinds(wanted)) return mentionsOfKinds(db, wanted, begin, limit)
  const { rows, next } = cut(await newestRows(db, wanted, begin, limit + 1), limit, placeOfMention)
  return { mentions: await withMatches(db, rows), next }
}

function firstPlace({ until }: Wanted, after: string | undefined): Place {
  const place = after === undefined ? BEGINNING : unpack(after)
  return until && until <= place.at ? { at: until, id: LOWEST_ID } : place
}

/**
 * Mentions of certain places, languages or forms. The roll-ups tell in which hours there are any, so that what is rare, or rare
 * together, is found without passing by all else.
 */
async function mentionsOfKinds(db: Db, wanted: Wanted, begin: Place, limit: number): Promise<MentionPage> {
  const rows: MentionRow[] = []
  let place = begin
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const missing = limit + 1 - rows.length
    const hours = await hoursWith(db, wanted, place)
    const enough = hours.slice(0, 1 + firstIndex(hours, missing))
    if (enough.length > 0) rows.push(...await newestRows(db, wanted, place, missing, enough.map(({ slot }) => slot)))
    const isAll = enough.length === hours.length && hours.length < HOURS_AT_ONCE
    if (rows.length > limit || isAll) {
      const page = cut(rows, limit, placeOfMention)
      return { mentions: await withMatches(db, page.rows), next: page.next }
    }
    place = { at: enough.at(-1)?.slot ?? place.at, id: LOWEST_ID }
  }
  return { mentions: await withMatches(db, rows), next: pack(place) }
}

type Hour = { readonly slot: Date; readonly n: number }

/** The hour by which so many have been counted, or the last. */
function firstIndex(hours: readonly Hour[], count: number): number {
  let sum = 0
  const at = hours.findIndex(({ n }) => (sum += n) >= count)
  return at < 0 ? hours.length - 1 : at
}

/** The newest hours up to a place that have such mentions. The first, and what was forgotten, may have fewer to show than were counted. */
async function hoursWith(db: Db, wanted: Wanted, { at }: Place): Promise<Hour[]> {
  const since = wanted.from ? new Date(Math.floor(wanted.from.getTime() / HOUR_MS) * HOUR_MS) : new Date(0)
  const where = sql`query_id = ${wanted.queryId ?? ANY_QUERY} and slot >= ${since} and slot <= ${at} ${ofKinds(wanted)}`
  const { rows } = await sql<Hour>`
    select slot, sum(n)::int as n from (
      select slot, n from mention_count_hour_kind where ${where} union all select slot, n from mention_count_change where ${where}) c
    group by slot having sum(n) > 0 order by slot desc limit ${HOURS_AT_ONCE}`.execute(db)
  return rows
}

/** Along the index of all mentions, or of one query’s matches; within certain hours, where they are given. */
async function newestRows(db: Db, wanted: Wanted, before: Place, limit: number, hours?: readonly Date[]): Promise<MentionRow[]> {
  const { queryId, from } = wanted
  const [source, at, id] = queryId === null
    ? [sql`mention m`, sql`m.said_at`, sql`m.id`]
    : [sql`mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id`, sql`x.said_at`, sql`x.mention_id`]
  const conditions: RawBuilder<unknown>[] = [MENTION_SHOWN, sql`(${at}, ${id}) < (${before.at}, ${before.id})`]
  if (queryId !== null) conditions.push(sql`x.query_id = ${queryId}`)
  if (from) conditions.push(sql`${at} >= ${from}`)
  if (hours) conditions.push(sql`${at} >= hour.since and ${at} < hour.until`)
  const ends = hours?.map((hour) => new Date(hour.getTime() + HOUR_MS))
  const { rows } = await sql<MentionRow>`
    select ${MENTION_COLUMNS}
    from ${hours ? sql`unnest(${[...hours]}::timestamptz[], ${ends}::timestamptz[]) hour (since, until) cross join` : sql``} ${source}
    where ${sql.join(conditions, sql` and `)} ${ofKinds(wanted)}
    order by ${at} desc, ${id} desc limit ${limit}`.execute(db)
  return rows
}
