import { sql } from 'kysely'
import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { type Calendar, calendarOf, endOfHour, stepOf } from './calendar.ts'
import { counted, countedMeanings, HOUR_MS, ofPlaces, type Range, type Whose } from './counted.ts'
import { figuresOfWords } from './figures-of-words.ts'
import { meaningFacets } from './meaning-facets.ts'
import { isOfPlaces, mayKnowStaff, readFilter, type Wanted } from './read-filter.ts'
import { barsWith, FACET_VALUES_MAX, type Tally } from './tally.ts'
import { lookAtSurge } from './themes/figures-of-surge.ts'

/** The time that is counted when a filter names none: so many days, today included. */
const DAYS_SHOWN = 30
const YEARS_MAX = 100

/** How many mentions a filter means, over time and by facet; all figures of one answer are of one moment. */
export function figures(ctx: Ctx, filter: ParsedOf<typeof contract.figures>): Promise<contract.Figures> {
  const wanted = readFilter(filter, ctx.actor)
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const ofSurge = wanted.surge && await lookAtSurge(db, { ...wanted, surge: wanted.surge })
    const range = rangeOf(ofSurge?.time ?? wanted, calendar, ctx.now())
    const step = stepOf(range)
    const bars = calendar.cut(range, step)
    const tally = ofSurge ? await ofSurge.tallyIn(bars) : wanted.find === null
      ? { margin: 0, ...await tallyOf(db, wanted, range, bars) }
      : await figuresOfWords(db, { ...wanted, find: wanted.find }, bars)
    const total = tally.bars.reduce((sum, { count }) => sum + count, 0)
    const facets = mayKnowStaff(ctx.actor) ? tally.facets : { ...tally.facets, aboutStaff: null }
    return { from: range.from.toISOString(), until: range.until.toISOString(), step, total, ...tally, facets, exact: tally.margin === 0 }
  })
}

/** The time a filter is about. Without an end: all that has been said until now. Refuses more than can be told in bars. */
export function rangeOf({ from, until }: Pick<Wanted, 'from' | 'until'>, calendar: Calendar, now: Date): Range {
  const end = until ?? endOfHour(from && from > now ? from : now)
  const begin = from ?? calendar.startOf(calendar.dayAt(new Date(end.getTime() - 1)) - DAYS_SHOWN + 1)
  if (end.getTime() - begin.getTime() > YEARS_MAX * 366 * 24 * HOUR_MS) throw new Refusal('bad_input', { field: 'from' })
  return { from: begin, until: end }
}

type Row = { readonly part: 'bars' | 'places' | 'langs' | 'forms' | 'queries' | 'meanings'; readonly value: string; readonly count: number }

async function tallyOf(db: Db, wanted: Wanted, range: Range, bars: readonly Range[]): Promise<Tally> {
  const whose: Whose = wanted.queryId === null ? 'all' : { queryId: wanted.queryId }
  const { places, langs, forms, sentiments, intents, needsAnswer, aboutStaff } = wanted
  const kinds = { places, langs, forms, sentiments, intents, needsAnswer, aboutStaff }
  const ofAnyPlace = { ...kinds, places: null, langs: null, forms: null }
  const facet = (part: Row['part'], column: string, without: object) => sql`
    (select ${part}, ${sql.ref(column)}, sum(n) from kinds where true ${ofPlaces({ ...kinds, ...without })}
    group by 2 having sum(n) > 0 order by 3 desc, 2 limit ${FACET_VALUES_MAX})`
  const { rows } = await sql<Row>`
    with kinds as materialized (
      select place, lang, form, sum(n) as n from ${counted({ range, whose, kinds: ofAnyPlace, byHour: false, byKind: true })} c group by 1, 2, 3)
    select 'bars' as part, width_bucket(slot, ${bars.map(({ from }) => from)}::timestamptz[])::text as value, sum(n)::int as count
    from ${counted({ range, whose, kinds, byHour: true, byKind: false })} c group by 2
    union all ${facet('places', 'place', { places: null })}
    union all ${facet('langs', 'lang', { langs: null })}
    union all ${facet('forms', 'form', { forms: null })}
    union all (
      select 'queries', query_id::text, sum(n) from ${counted({ range, whose: 'each', kinds, byHour: !isOfPlaces(kinds), byKind: false })} c
      group by 2 having sum(n) > 0 order by 3 desc, 2 limit ${FACET_VALUES_MAX})
    union all (select 'meanings', meaning, sum(n) from ${countedMeanings({ range, whose, kinds })} c group by 2)`.execute(db)
  const of = (part: Row['part']) => rows.filter((row) => row.part === part).map(({ value, count }) => ({ value, count: Number(count) }))
  const byBar = new Map(of('bars').map(({ value, count }) => [Number(value) - 1, count]))
  return {
    bars: barsWith(bars, bars.map((_, at) => byBar.get(at))),
    facets: {
      places: of('places'), langs: of('langs'), forms: of('forms'), queries: of('queries'),
      ...meaningFacets(new Map(of('meanings').map(({ value, count }) => [value, count])), kinds),
    },
  }
}
