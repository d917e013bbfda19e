import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Range } from './counted.ts'
import type { Kinds, Wanted } from './read-filter.ts'
import { type Candidate, candidates, isWanted, LOWEST_ID, type Search, searchFor } from './search.ts'
import { barsOf, type Tally, valuesOf } from './tally.ts'

/** Candidates looked at for figures of words: the newest. */
const WORDS_COUNTED_MAX = 2_000

type Found = Pick<Candidate, 'id' | 'said_at' | 'place' | 'lang' | 'form'> & { readonly spans: readonly (readonly [number, number])[] }

/** What of a range a search finds, newest first. `exact` is false when there may be more, older than these. */
export async function foundIn(db: Db, search: Search, range: Range): Promise<{ found: Found[]; exact: boolean }> {
  const before = { at: range.until, id: LOWEST_ID }
  const looked = await candidates(db, { words: search.words, since: range.from, before, atMost: WORDS_COUNTED_MAX })
  const found = looked.flatMap(({ id, said_at, place, lang, form, ...rest }) => {
    const spans = search.match({ id, said_at, place, lang, form, ...rest })
    return spans ? [{ id, said_at, place, lang, form, spans }] : []
  })
  return { found, exact: looked.length < WORDS_COUNTED_MAX }
}

/** The figures of a filter that asks for words: of the mentions themselves, as no roll-up can know what will be searched for. */
export async function figuresOfWords(
  db: Db, wanted: Wanted & { readonly find: string }, range: Range, bars: readonly Range[],
): Promise<Tally & { exact: boolean; margin: number }> {
  const { found, exact } = await foundIn(db, searchFor(wanted.find), range)
  const queriesOf = await queriesById(db, found.map(({ id }) => id))
  const isOfQuery = ({ id }: Found): boolean => wanted.queryId === null || queriesOf.get(id)?.some(({ queryId }) => queryId === wanted.queryId) === true
  const ofQuery = found.filter(isOfQuery)
  const { places, langs, forms } = wanted
  const facet = (without: Partial<Kinds>, valueOf: (one: Found) => string) => (
    valuesOf(ofQuery.filter((one) => isWanted({ places, langs, forms, ...without }, one)).map(valueOf))
  )
  return {
    bars: barsOf(bars, ofQuery.filter((one) => isWanted(wanted, one)).map(({ said_at }) => said_at)),
    facets: {
      places: facet({ places: null }, ({ place }) => place),
      langs: facet({ langs: null }, ({ lang }) => lang),
      forms: facet({ forms: null }, ({ form }) => form),
      queries: valuesOf(found.filter((one) => isWanted(wanted, one)).flatMap(({ id }) => (
        (queriesOf.get(id) ?? []).filter(({ stands }) => stands).map(({ queryId }) => queryId)
      ))),
    },
    exact,
    margin: 0,
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
