import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Range } from './counted.ts'
import { type Found, howMany, type Looked, lookAt, weightOf } from './look-at.ts'
import type { Kinds, Wanted } from './read-filter.ts'
import { isWanted, searchFor } from './search.ts'
import { barsWith, type Tally, valuesOf } from './tally.ts'

/** The figures of a filter that asks for words: of the mentions themselves, as no roll-up can know what will be searched for. */
export async function figuresOfWords(db: Db, wanted: Wanted & { readonly find: string }, bars: readonly Range[]): Promise<Tally & { margin: number }> {
  return figuresOfLooked(db, wanted, bars, await lookAt(db, searchFor(wanted.find), bars))
}

/** The figures of mentions that were looked at, in these bars. */
export async function figuresOfLooked(db: Db, wanted: Wanted, bars: readonly Range[], looked: Looked): Promise<Tally & { margin: number }> {
  const queriesOf = await queriesById(db, looked.found.map(({ id }) => id))
  const isOfQuery = ({ id }: Found): boolean => wanted.queryId === null || queriesOf.get(id)?.some(({ queryId }) => queryId === wanted.queryId) === true
  const ofQuery = looked.found.filter(isOfQuery)
  const underFilter = (instead: Partial<Kinds>) => ofQuery.filter((one) => isWanted({ ...wanted, ...instead }, one))
  const facet = <Value extends string | null>(without: Partial<Kinds>, valueOf: (one: Found) => Value) => valuesOf(underFilter(without).flatMap((one) => {
    const value = valueOf(one)
    return value === null ? [] : [[value, weightOf(looked, one)] as const]
  }))
  const weigh = (instead: Partial<Kinds>) => Math.round(underFilter(instead).reduce((sum, one) => sum + weightOf(looked, one), 0))
  const counts = howMany(looked, (one) => isOfQuery(one) && isWanted(wanted, one))
  return {
    bars: barsWith(bars, counts.bars),
    margin: counts.margin,
    facets: {
      places: facet({ places: null }, ({ place }) => place),
      langs: facet({ langs: null }, ({ lang }) => lang),
      forms: facet({ forms: null }, ({ form }) => form),
      sentiments: facet({ sentiments: null }, ({ sentiment }) => sentiment),
      intents: facet({ intents: null }, ({ intent }) => intent),
      needsAnswer: weigh({ needsAnswer: true }),
      aboutStaff: weigh({ aboutStaff: true }),
      queries: valuesOf(looked.found.filter((one) => isWanted(wanted, one)).flatMap((one) => (
        (queriesOf.get(one.id) ?? []).filter(({ stands }) => stands).map(({ queryId }): [string, number] => [queryId, weightOf(looked, one)])
      ))),
    },
  }
}

/** Which queries each of these mentions matches, and whether they still stand. */
async function queriesById(db: Db, ids: readonly string[]): Promise<Map<string, { queryId: string; stands: boolean }[]>> {
  const { rows } = await sql<{ id: string; queryId: string; stands: boolean }>`
    select mention_id as id, query_id as "queryId", archived_at is null as stands
    from mention_match m join query q on q.workspace_id = m.workspace_id and q.id = m.query_id
    where mention_id = any (${[...ids]})`.execute(db)
  return Map.groupBy(rows, ({ id }) => id)
}
