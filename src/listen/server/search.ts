/** Search by words: the database narrows by its index, the engine decides, so that search finds what a standing query would have heard. */
import { sql } from 'kysely'
import { compile, narrow, type Need, type Query } from '../../engine/index.ts'
import type { Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { readQuery } from './queries.ts'
import type { Wanted } from './read-filter.ts'

/** Before everything there is, in a newest-first list. */
export const BEGINNING: Place = { at: new Date('9999-01-01'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
/** Comes last among what was said at one moment: a place with it lies before that moment. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000'
const LONG_AGO = new Date(0)

/** A mention that may match. */
export type Candidate = {
  readonly id: string
  readonly said_at: Date
  readonly text: string
  readonly lang: string
  readonly network: string
  readonly place: string
  readonly form: string
  readonly author_handle: string
  readonly url: string | null
  readonly links: string[]
  readonly tags: string[]
}

export type Search = {
  readonly query: Query
  /** As Heed reads it. */
  readonly canonical: string
  /** Terms to narrow by, as PostgreSQL's tsquery. */
  readonly words: string
  /** The places where a candidate matches, or null. */
  readonly match: (candidate: Candidate) => readonly (readonly [number, number])[] | null
}

/** Prepares a search, or refuses words that cannot be read, with the position of each problem. */
export function searchFor(text: string): Search {
  const { query, canonical } = readQuery(text)
  const matcher = compile([{ id: 'find', query }])
  return {
    query,
    canonical,
    words: tsquery(narrow(query)),
    match: ({ author_handle: author, ...post }) => matcher.match({ ...post, author })[0]?.spans ?? null,
  }
}

/** The newest candidates said at `since` or later and beyond a place, at most so many. */
export async function candidates(
  db: Db,
  { words, since, before, atMost }: { words: string; since: Date | null; before: Place; atMost: number },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select id, said_at, text, lang, network, place, form, author_handle, url, links, tags
    from search_mentions(${words}::tsquery, ${since ?? LONG_AGO}, ${before.at}, ${before.id}, ${atMost})`.execute(db)
  return rows
}

/** Whether a candidate is of the places, languages and forms that a filter wants. */
export function isWanted(wanted: Pick<Wanted, 'places' | 'langs' | 'forms'>, { place, lang, form }: Pick<Candidate, 'place' | 'lang' | 'form'>): boolean {
  const isAmong = (values: readonly string[] | null, value: string): boolean => values === null || values.includes(value)
  return isAmong(wanted.places, place) && isAmong(wanted.langs, lang) && isAmong(wanted.forms, form)
}

/** What the engine needs, as PostgreSQL's tsquery. Each token is quoted: whatever is in it is a word and never an operator. */
function tsquery(need: Need): string {
  if (typeof need === 'string') return `'${need.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  const [parts, sign] = 'all' in need ? [need.all, ' & '] : [need.any, ' | ']
  return `(${parts.map(tsquery).join(sign)})`
}
