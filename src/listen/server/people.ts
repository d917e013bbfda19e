import { type RawBuilder, sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { calendarOf } from './calendar.ts'
import { counted, ofKinds, type Range, type Whose } from './counted.ts'
import { rangeOf } from './figures.ts'
import { lookAt } from './look-at.ts'
import { MENTION_SHOWN } from './mentions.ts'
import { ANY_KIND, isOfMeanings, type Kinds, readFilter, type Wanted } from './read-filter.ts'
import { isWanted, searchFor } from './search.ts'
import { peopleOfSurge } from './themes/figures-of-surge.ts'

/** Into so many parts authors are told apart by a hash: `mention.author_part`. */
const PARTS = 256
/** So many mentions are all looked at; of more, those of as many parts of the authors as have said about so many. */
const LOOKED_MAX = 20_000
/** A query's mentions are looked up one by one: of so many, all. */
const LOOKED_UP_MAX = 10_000
/** Most mentions passed by to find those that are meant: where the index tells which are, and where each is to be looked up. */
const PASSED_MAX = { byIndex: 200_000, oneByOne: 10_000 }
/** In standard deviations, half the width of what holds 19 times in 20. */
const SURE = 1.96

/**
 * How many people said what a filter means. Of very many mentions those of a part of the authors are looked at, chosen by a hash of their
 * ids, and multiplied: each author is in it with all of his mentions, or not at all. What may be off by half is not told.
 */
export function people(ctx: Ctx, filter: ParsedOf<typeof contract.people>): Promise<OutputOf<typeof contract.people>> {
  const wanted = readFilter(filter, ctx.actor)
  return ctx.transact(async (db) => {
    if (wanted.surge !== null) return peopleOfSurge(db, { ...wanted, surge: wanted.surge })
    const range = rangeOf(wanted, await calendarOf(db), ctx.now())
    if (wanted.find !== null) return peopleOfWords(db, { ...wanted, find: wanted.find }, range)
    const counted = await peopleIn(db, wanted, range)
    return 2 * counted.margin > counted.people ? { people: null, margin: 0 } : counted
  })
}

/** A count of people, and how far it may be off, either way, 19 times in 20. */
type People = { readonly people: number; readonly margin: number }

/** How many people said what is wanted in a time, words apart. */
export async function peopleIn(db: Db, wanted: Kinds & Pick<Wanted, 'queryId'>, range: Range): Promise<People> {
  const { queryId } = wanted
  if (queryId !== null && await mentionsIn(db, range, { queryId }, ANY_KIND) <= LOOKED_UP_MAX) {
    return { people: await authorsOfMatches(db, wanted, range), margin: 0 }
  }
  const parts = await partsFor(db, wanted, range)
  return peopleFrom(await authorsOfParts(db, wanted, range, parts), parts)
}

/** How many parts of the authors have said as much as can be looked at, and passed by for it. */
export async function partsFor(db: Db, wanted: Kinds & Pick<Wanted, 'queryId'>, range: Range): Promise<number> {
  const { queryId } = wanted
  const [meant, all] = [await mentionsIn(db, range, queryId === null ? 'all' : { queryId }, wanted), await mentionsIn(db, range, 'all', ANY_KIND)]
  const passedMax = queryId === null && !isOfMeanings(wanted) ? PASSED_MAX.byIndex : PASSED_MAX.oneByOne
  return Math.max(1, Math.min(PARTS, Math.floor(PARTS * Math.min(LOOKED_MAX / Math.max(meant, 1), passedMax / Math.max(all, 1)))))
}

/** How many people there are, when so many were seen in so many parts. */
export function peopleFrom(seen: number, parts: number): People {
  const share = parts / PARTS
  return { people: Math.round(seen / share), margin: parts === PARTS ? 0 : Math.ceil(SURE * Math.sqrt(Math.max(seen, 1) * (1 - share)) / share) }
}

/** ` and …` for the mentions of so many parts of the authors, where m is the mention. */
export const ofParts = (parts: number): RawBuilder<unknown> => (
  parts === PARTS ? sql`` : sql`and m.author_part = any (${Array.from({ length: parts }, (_, part) => part)}::smallint[])`)

async function mentionsIn(db: Db, range: Range, whose: Whose, kinds: Kinds): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::int as n from ${counted({ range, whose, kinds, byHour: true, byKind: false })} c`.execute(db)
  return rows[0]?.n ?? 0
}

async function authorsOfMatches(db: Db, wanted: Kinds & Pick<Wanted, 'queryId'>, { from, until }: Range): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (m.network, m.author_id))::int as n
    from mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id
    where x.query_id = ${wanted.queryId} and x.said_at >= ${from} and x.said_at < ${until} and ${MENTION_SHOWN} ${ofKinds(wanted)}`.execute(db)
  return rows[0]?.n ?? 0
}

async function authorsOfParts(db: Db, wanted: Kinds & Pick<Wanted, 'queryId'>, { from, until }: Range, parts: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (m.network, m.author_id))::int as n from mention m
    where ${MENTION_SHOWN} and m.said_at >= ${from} and m.said_at < ${until} ${ofKinds(wanted)} ${ofQuery(wanted)} ${ofParts(parts)}`.execute(db)
  return rows[0]?.n ?? 0
}

/** By the mention's id: `is true` keeps the database from going through all matches of the query. */
const ofQuery = ({ queryId }: Pick<Wanted, 'queryId'>) => (queryId === null ? sql`` : sql`and exists (
  select from mention_match x where x.workspace_id = m.workspace_id and x.mention_id = m.id and (x.query_id = ${queryId}) is true)`)

/** Null where words are searched and there is too much to look at all of it. */
async function peopleOfWords(db: Db, wanted: Wanted & { readonly find: string }, range: Range): Promise<{ people: number | null; margin: number }> {
  const { drawn, found } = await lookAt(db, searchFor(wanted.find), [range])
  if (drawn.some(({ size, groups }) => groups.reduce((sum, n) => sum + n, 0) < size)) return { people: null, margin: 0 }
  const ids = found.filter((one) => isWanted(wanted, one)).map(({ id }) => id)
  const { rows } = await sql<{ n: number }>`
    select count(distinct (m.network, m.author_id))::int as n from mention m
    where m.id = any (${ids}::uuid[]) ${ofQuery(wanted)}`.execute(db)
  return { people: rows[0]?.n ?? 0, margin: 0 }
}
