/** Search by words: the database narrows by its index, the engine decides, so that search finds what a standing query would have heard. */
import { type Selectable, sql } from 'kysely'
import { Matcher, narrow, type Query, Statistics } from '../../engine/index.ts'
import type { Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { STORED_POST_COLUMNS, type StoredPost, storedPost } from '../../ingest/index.ts'
import type { Database } from '../../schema.ts'
import { readQuery } from './queries.ts'
import type { Kinds } from './read-filter.ts'
import { wordsOf } from './words-of.ts'

/** Before everything there is, in a newest-first list. */
export const BEGINNING: Place = { at: new Date('9999-01-01'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
/** Comes last among what was said at one moment: a place with it lies before that moment. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000'
const LONG_AGO = new Date(0)

/** What it is understood to mean, in its row. */
export type MeaningRow = Pick<Selectable<Database['mention']>, 'sentiment' | 'intent' | 'needs_answer' | 'about_staff'>

/** A mention that may match. */
export type Candidate = StoredPost & { readonly id: string; readonly said_at: Date; readonly place: string } & MeaningRow
/** What of it a filter may ask for. */
export type OfKind = Pick<Candidate, 'place' | 'lang' | 'form' | keyof MeaningRow>
/** What is read of one. */
export const CANDIDATE_COLUMNS: readonly string[] = ['id', 'said_at', 'place', 'sentiment', 'intent', 'needs_answer', 'about_staff', ...STORED_POST_COLUMNS]

export type Search = {
  readonly query: Query
  /** As Heed reads it. */
  readonly canonical: string
  /** Terms to narrow by, as PostgreSQL's tsquery; null: anything may match. */
  readonly words: string | null
  /** The places where a candidate matches, or null. */
  readonly match: (candidate: StoredPost) => readonly (readonly [number, number])[] | null
}

/** What is searched holds what it is searched for: nobody learns from it how rare words are. */
const ASIDE = new Statistics()

/** Prepares a search, or refuses words that cannot be read, with the position of each problem. */
export function searchFor(text: string): Search {
  const { query, canonical } = readQuery(text)
  const matcher = new Matcher({ statistics: ASIDE })
  matcher.add('find', query)
  return {
    query,
    canonical,
    words: wordsOf(narrow(query)),
    match: (candidate) => matcher.match(storedPost(candidate))[0]?.spans ?? null,
  }
}

/** The newest candidates said at `since` or later and beyond a place, at most so many. */
export async function candidates(
  db: Db,
  { words, since, before, atMost }: { words: string | null; since: Date | null; before: Place; atMost: number },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${sql.raw(CANDIDATE_COLUMNS.join(', '))}
    from search_mentions(${words}::tsquery, ${since ?? LONG_AGO}, ${before.at}, ${before.id}, ${atMost})`.execute(db)
  return rows
}

/** Whether a candidate is of the places, languages, forms and meanings that a filter wants. */
export function isWanted(wanted: Kinds, { place, lang, form, sentiment, intent, needs_answer, about_staff }: OfKind): boolean {
  const isAmong = (values: readonly string[] | null, value: string | null): boolean => values === null || (value !== null && values.includes(value))
  return isAmong(wanted.places, place) && isAmong(wanted.langs, lang) && isAmong(wanted.forms, form)
    && isAmong(wanted.sentiments, sentiment) && isAmong(wanted.intents, intent)
    && (!wanted.needsAnswer || needs_answer === true) && (!wanted.aboutStaff || about_staff === true)
}
