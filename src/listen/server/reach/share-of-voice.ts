import { sql } from 'kysely'
import type { ParsedOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { SENTIMENTS, type Sentiment } from '../../../language/contract.ts'
import { PARTIES_MAX, type Party, type ShareOfVoice, TOGETHER_MENTIONS_MAX } from '../../contract.ts'
import type * as contract from '../../contract.ts'
import { calendarOf, stepOf } from '../calendar.ts'
import { counted, countedMeanings, firstHour, type Range } from '../counted.ts'
import { rangeOf } from '../figures.ts'
import { MENTION_SHOWN } from '../mentions.ts'
import { peopleIn } from '../people.ts'
import { ANY_KIND, readFilter } from '../read-filter.ts'

/** What is counted of one query. */
type Tally = Pick<Party, 'mentions' | 'counts' | 'sentiments'> & { readonly before: number }
type Row = { readonly part: 'before' | 'bar' | 'meaning'; readonly queryId: string; readonly value: string; readonly n: number }

/** How much is said of us and of each rival, over time and by sentiment, beside the time before. */
export function shareOfVoice(ctx: Ctx, { copies, ...asked }: ParsedOf<typeof contract.shareOfVoice>): Promise<ShareOfVoice> {
  const wanted = readFilter(asked, ctx.actor)
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const range = rangeOf(wanted, calendar, ctx.now())
    const before = { from: new Date(range.from.getTime() - (range.until.getTime() - range.from.getTime())), until: range.from }
    const step = stepOf(range)
    const bars = calendar.cut(range, step)
    const queries = await queriesCompared(db)
    const ids = queries.map(({ queryId }) => queryId)
    const each = await tallies(db, ids, range, before, bars)
    const inAll = [...each.values()].reduce((sum, tally) => sum + tally.mentions + tally.before, 0)
    const isTogether = copies === 'together' && inAll <= TOGETHER_MENTIONS_MAX
    const counts = isTogether ? await talliesTogether(db, ids, range, before, bars) : each
    const first = await firstHour(db)
    const isNew = first === null || first > before.from
    const parties: Party[] = []
    for (const query of queries) {
      const tally = counts.get(query.queryId) ?? tallyOf([], bars)
      const people = await peopleIn(db, { ...ANY_KIND, queryId: query.queryId }, range)
      parties.push({ ...query, ...tally, ...people, before: isNew ? null : tally.before })
    }
    return {
      ...moments(range), before: moments(before), step, bars: bars.map(moments), isTogether,
      parties: parties.toSorted((a, b) => Number(b.about === 'us') - Number(a.about === 'us') || b.mentions - a.mentions),
    }
  })
}

const moments = ({ from, until }: Range) => ({ from: from.toISOString(), until: until.toISOString() })

/** The standing queries that hear us or a rival. */
async function queriesCompared(db: Db): Promise<Pick<Party, 'queryId' | 'name' | 'about' | 'rival'>[]> {
  const rows = await db
    .selectFrom('query').select(['id as queryId', 'name', 'about', 'rival'])
    .where('archived_at', 'is', null).where('about', '!=', 'other').orderBy(sql`about = 'us'`, 'desc').orderBy('name').limit(PARTIES_MAX).execute()
  return rows.map(({ about, ...row }) => ({ ...row, about: about === 'us' ? 'us' : 'rival' }))
}

/** All mentions of each query, from the counts: in one statement, so that its figures are of one moment. */
async function tallies(db: Db, ids: readonly string[], range: Range, before: Range, bars: readonly Range[]): Promise<Map<string, Tally>> {
  if (ids.length === 0) return new Map()
  const whose = { queryIds: ids }
  const meanings = ids.map((queryId) => sql`
    select 'meaning' as part, ${queryId}::uuid as "queryId", meaning as value, sum(n)::int as n
    from ${countedMeanings({ range, whose: { queryId }, kinds: ANY_KIND })} c group by 3`)
  const { rows } = await sql<Row>`
    select 'before' as part, query_id as "queryId", '' as value, sum(n)::int as n
    from ${counted({ range: before, whose, byHour: true, byKind: false })} c group by 2
    union all select 'bar', query_id, ${barOf(bars, sql`slot`)}, sum(n)::int from ${counted({ range, whose, byHour: true, byKind: false })} c group by 2, 3
    union all ${sql.join(meanings, sql` union all `)}`.execute(db)
  return byQuery(rows, bars)
}

/** The same of what says something for the first time in its query and time: of mentions that say the same the oldest, as a list shows them. */
async function talliesTogether(db: Db, ids: readonly string[], range: Range, before: Range, bars: readonly Range[]): Promise<Map<string, Tally>> {
  const firsts = ({ from, until }: Range) => sql`(
    select distinct on (x.query_id, coalesce(m.copy_of, m.id)) x.query_id, m.said_at as slot, m.sentiment
    from mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id
    where ${MENTION_SHOWN} and x.query_id = any (${[...ids]}::uuid[]) and x.said_at >= ${from} and x.said_at < ${until}
    order by x.query_id, coalesce(m.copy_of, m.id), m.said_at, m.id)`
  const { rows } = await sql<Row>`
    with firsts as materialized ${firsts(range)}
    select 'before' as part, query_id as "queryId", '' as value, count(*)::int as n from ${firsts(before)} c group by 2
    union all select 'bar', query_id, ${barOf(bars, sql`slot`)}, count(*)::int from firsts group by 2, 3
    union all select 'meaning', query_id, sentiment || '_none', count(*)::int from firsts where sentiment is not null group by 2, 3`.execute(db)
  return byQuery(rows, bars)
}

const barOf = (bars: readonly Range[], at: ReturnType<typeof sql>) => sql`(width_bucket(${at}, ${bars.map(({ from }) => from)}::timestamptz[]) - 1)::text`

const byQuery = (rows: readonly Row[], bars: readonly Range[]): Map<string, Tally> => (
  new Map([...Map.groupBy(rows, ({ queryId }) => queryId)].map(([queryId, of]) => [queryId, tallyOf(of, bars)]))
)

/** Of a query's rows; of meanings those that are named by sentiment and intent alone (`negative_complaint`), which hold each mention once. */
function tallyOf(rows: readonly Row[], bars: readonly Range[]): Tally {
  const sum = (part: Row['part'], is: (value: string) => boolean) => rows.reduce((all, row) => all + (row.part === part && is(row.value) ? Number(row.n) : 0), 0)
  const of = (sentiment: Sentiment) => sum('meaning', (value) => value.startsWith(`${sentiment}_`) && value.split('_').length === 2)
  const counts = bars.map((_, at) => sum('bar', (value) => value === `${at}`))
  return {
    before: sum('before', () => true), mentions: counts.reduce((all, n) => all + n, 0), counts,
    sentiments: { negative: of('negative'), neutral: of('neutral'), positive: of('positive') } satisfies Record<(typeof SENTIMENTS)[number], number>,
  }
}
