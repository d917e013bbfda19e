/** The roll-ups as a source of rows to sum: see migrations/…-counts.sql and docs/decisions/0008. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { MENTION_SHOWN } from './mentions.ts'
import { MEANING_COLUMNS, meaningsOfCells, meaningsOfRows, meant, ofMeanings } from './meanings.ts'
import { ANY_MEANING, isOfPlaces, type Kinds } from './read-filter.ts'

export const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Stands for every mention, whatever it matches, where counts name a query. */
export const ANY_QUERY = '00000000-0000-0000-0000-000000000000'

/** From the first moment up to, but without, the other. */
export type Range = { readonly from: Date; readonly until: Date }

/** All mentions, in a workspace’s counts; those of one query; those of each of some queries, or of each standing query. */
export type Whose = 'all' | 'each' | { readonly queryId: string } | { readonly queryIds: readonly string[] }

export type Counting = {
  readonly range: Range
  readonly whose: Whose
  /** Which kinds of mention; absent: all. */
  readonly kinds?: Kinds
  /** Whether rows tell their hour (`slot`), or may be of whole days; and whether they tell their place, language and form. */
  readonly byHour: boolean
  readonly byKind: boolean
}

/**
 * A subquery with the columns query_id, slot, place, lang, form and n, whose sum of n is how many mentions were said in the range,
 * exactly, also where it cuts an hour: there the mentions themselves are counted, without those forgotten since. To be used in one
 * statement with whatever must agree.
 */
export function counted({ range, whose, kinds, byHour, byKind }: Counting): RawBuilder<unknown> {
  const hours = wholeOf(range, HOUR_MS)
  const each = sql`${whose === 'all' ? sql`${ANY_QUERY}::uuid` : sql`x.query_id`} as query_id, m.said_at as slot, ${KIND}`
  if (!hours) return sql`(${mentionsIn(range, whose, kinds, each)})`
  const kindly = byKind || (kinds !== undefined && isOfPlaces(kinds))
  const where = (within: Range, of = ofPlaces(kinds)) => sql`${ofQueries('query_id', whose)} and slot >= ${within.from} and slot < ${within.until} ${of}`
  const columns = sql`query_id, slot, ${KIND}`
  const parts = [sql`select ${columns}, n from mention_count_change where ${where(hours, ofKinds(kinds))}`]
  if (!kindly) {
    parts.push(sql`
      select query_id, slot, null, null, null, ${meant(kinds)} from mention_count_hour
      where ${ofQueries('query_id', whose)} and slot >= ${hours.from} and slot < ${hours.until}`)
  } else {
    const days = byHour ? null : wholeOf(hours, DAY_MS)
    if (days) parts.push(sql`select ${columns}, ${meant(kinds)} from mention_count_day_kind where ${where(days)}`)
    for (const rest of without(hours, days)) parts.push(sql`select ${columns}, ${meant(kinds)} from mention_count_hour_kind where ${where(rest)}`)
  }
  for (const rest of without(range, hours)) parts.push(mentionsIn(rest, whose, kinds, each))
  return sql`(${sql.join(parts, UNION)})`
}

/** The first hour of which mentions are counted; null when there are none. */
export async function firstHour(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ slot: Date | null }>`
    select least((select min(slot) from mention_count_hour where query_id = ${ANY_QUERY}),
      (select min(slot) from mention_count_change where query_id = ${ANY_QUERY})) as slot`.execute(db)
  return rows[0]?.slot ?? null
}

/** The mentions themselves, each with its own moment for a slot, and for columns those that are asked for. */
function mentionsIn({ from, until }: Range, whose: Whose, kinds: Kinds | undefined, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  if (whose === 'all') {
    return sql`
      select ${columns}, 1 as n from mention m
      where ${MENTION_SHOWN} and said_at >= ${from} and said_at < ${until} ${ofKinds(kinds)}`
  }
  return sql`
    select ${columns}, 1 as n from mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id
    where ${MENTION_SHOWN} and ${ofQueries('x.query_id', whose)} and x.said_at >= ${from} and x.said_at < ${until} ${ofKinds(kinds)}`
}

/**
 * A subquery with the columns meaning (a `MeaningColumn`’s name) and n, like `counted`: in how many mentions of these kinds, whatever they
 * mean, each is meant.
 */
export function countedMeanings({ range, whose, kinds }: { readonly range: Range; readonly whose: Whose; readonly kinds: Kinds }): RawBuilder<unknown> {
  const hours = wholeOf(range, HOUR_MS)
  const days = hours && isOfPlaces(kinds) ? wholeOf(hours, DAY_MS) : null
  const byHour = sql.raw(isOfPlaces(kinds) ? 'mention_count_hour_kind' : 'mention_count_hour')
  const where = (within: Range) => sql`${ofQueries('query_id', whose)} and slot >= ${within.from} and slot < ${within.until} ${ofPlaces(kinds)}`
  const columns = sql.raw(MEANING_COLUMNS.join(', '))
  const cells = [
    ...(days ? [sql`select ${columns} from mention_count_day_kind where ${where(days)}`] : []),
    ...(hours ? without(hours, days).map((rest) => sql`select ${columns} from ${byHour} where ${where(rest)}`) : []),
  ]
  const rows = [
    ...(hours ? [sql`select ${MEANING}, n from mention_count_change where ${where(hours)}`] : []),
    ...without(range, hours).map((rest) => mentionsIn(rest, whose, { ...kinds, ...ANY_MEANING }, MEANING)),
  ]
  const all = [...(cells.length > 0 ? [meaningsOfCells(sql.join(cells, UNION))] : []), meaningsOfRows(sql.join(rows, UNION))]
  return sql`(${sql.join(all, UNION)})`
}

const UNION = sql` union all `
const KIND = sql.raw('place, lang, form')
const MEANING = sql.raw('sentiment, intent, needs_answer, about_staff')

function ofQueries(column: string, whose: Whose): RawBuilder<unknown> {
  if (whose === 'all') return sql`${sql.ref(column)} = ${ANY_QUERY}`
  if (whose === 'each') return sql`${sql.ref(column)} = any (array(select id from query where archived_at is null))`
  if ('queryIds' in whose) return sql`${sql.ref(column)} = any (${[...whose.queryIds]}::uuid[])`
  return sql`${sql.ref(column)} = ${whose.queryId}`
}

/** ` and …` for each part of the kind that is restricted. */
export const ofKinds = (kinds: Kinds | undefined): RawBuilder<unknown> => (kinds ? sql`${ofPlaces(kinds)} ${ofMeanings(kinds)}` : sql``)

/** The same but for what it means. */
export function ofPlaces(kinds: Kinds | undefined): RawBuilder<unknown> {
  if (!kinds) return sql``
  const parts = ([['place', kinds.places], ['lang', kinds.langs], ['form', kinds.forms]] as const)
    .flatMap(([column, values]) => (values === null ? [] : [sql`and ${sql.ref(column)} = any (${[...values]})`]))
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `)
}

/** The whole hours or days of UTC in a range; null when there are none. */
function wholeOf({ from, until }: Range, lengthMs: number): Range | null {
  const first = Math.ceil(from.getTime() / lengthMs) * lengthMs
  const last = Math.floor(until.getTime() / lengthMs) * lengthMs
  return first < last ? { from: new Date(first), until: new Date(last) } : null
}

/** What lies before and after the inner range. */
function without(outer: Range, inner: Range | null): Range[] {
  if (!inner) return [outer]
  return [{ from: outer.from, until: inner.from }, { from: inner.until, until: outer.until }].filter(({ from, until }) => from < until)
}
