import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { calendarOf } from './calendar.ts'
import { counted, ofKinds, type Range } from './counted.ts'
import { rangeOf } from './figures.ts'
import { lookAt } from './look-at.ts'
import { MENTION_SHOWN } from './mentions.ts'
import { ANY_KIND, readFilter, type Wanted } from './read-filter.ts'
import { isWanted, searchFor } from './search.ts'

/** Into so many parts authors are told apart by a hash: `mention.author_part`. */
const PARTS = 256
/** So many mentions are all looked at; of more, those of as many authors as say about so many. */
const LOOKED_MAX = 20_000
/** Half the width, in standard deviations, of what holds 19 times in 20. */
const SURE = 1.96

/**
 * How many people said what a filter means. Of very many mentions those of a part of the authors are looked at, chosen by a hash of their
 * ids, and multiplied: each author is in it with all of his mentions, or not at all.
 */
export function people(ctx: Ctx, filter: ParsedOf<typeof contract.people>): Promise<OutputOf<typeof contract.people>> {
  const wanted = readFilter(filter, ctx.actor)
  return ctx.transact(async (db) => {
    const range = rangeOf(wanted, await calendarOf(db), ctx.now())
    if (wanted.find !== null) return peopleOfWords(db, { ...wanted, find: wanted.find }, range)
    const parts = await partsFor(db, wanted, range)
    const seen = await authorsIn(db, wanted, range, parts)
    const share = parts / PARTS
    return { people: Math.round(seen / share), margin: parts === PARTS ? 0 : Math.ceil(SURE * Math.sqrt(seen * (1 - share)) / share) }
  })
}

/** How many parts of the authors have said about as much as can be looked at; a query's own mentions are all there is to look at. */
async function partsFor(db: Db, { queryId }: Wanted, range: Range): Promise<number> {
  const whose = queryId === null ? 'all' : { queryId }
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::int as n from ${counted({ range, whose, kinds: ANY_KIND, byHour: true, byKind: false })} c`.execute(db)
  return Math.max(1, Math.min(PARTS, Math.floor(PARTS * LOOKED_MAX / Math.max(1, rows[0]?.n ?? 0))))
}

async function authorsIn(db: Db, wanted: Wanted, { from, until }: Range, parts: number): Promise<number> {
  const { queryId } = wanted
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select distinct m.network, m.author_id
      from ${queryId === null ? sql`mention m` : sql`mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id`}
      where ${MENTION_SHOWN} ${queryId === null ? sql`` : sql`and x.query_id = ${queryId} and x.said_at >= ${from} and x.said_at < ${until}`}
        and m.said_at >= ${from} and m.said_at < ${until} ${ofKinds(wanted)}
        ${parts === PARTS ? sql`` : sql`and m.author_part = any (${Array.from({ length: parts }, (_, part) => part)}::smallint[])`}) people`.execute(db)
  return rows[0]?.n ?? 0
}

/** Null where words are searched and there is too much to look at all of it. */
async function peopleOfWords(db: Db, wanted: Wanted & { readonly find: string }, range: Range): Promise<{ people: number | null; margin: number }> {
  const { drawn, found } = await lookAt(db, searchFor(wanted.find), [range])
  if (drawn.some(({ size, groups }) => groups.reduce((sum, n) => sum + n, 0) < size)) return { people: null, margin: 0 }
  const ids = found.filter((one) => isWanted(wanted, one)).map(({ id }) => id)
  const { rows } = await sql<{ n: number }>`
    select count(distinct (m.network, m.author_id))::int as n from mention m
    where m.id = any (${ids}::uuid[]) ${wanted.queryId === null ? sql`` : sql`and exists (
      select from mention_match x where x.workspace_id = m.workspace_id and x.mention_id = m.id and (x.query_id = ${wanted.queryId}) is true)`}`.execute(db)
  return { people: rows[0]?.n ?? 0, margin: 0 }
}
