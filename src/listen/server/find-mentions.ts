import { sql } from 'kysely'
import { pack, type Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { type MentionPage, mentionsById, placeOfMention } from './mentions.ts'
import type { Reader, Wanted } from './read-filter.ts'
import { candidates, isWanted, searchFor } from './search.ts'

/** At first few more than a page: mostly all of them match. */
const MORE_THAN_A_PAGE = 10
const CANDIDATES_AT_ONCE = 500
const CANDIDATES_MAX = 5_000

/**
 * Mentions that match words in the query language, newest first. After `CANDIDATES_MAX` vain candidates the page ends where it
 * got to, and `next` goes on from there.
 */
export async function findMentions(
  db: Db, reader: Reader, wanted: Wanted & { readonly find: string }, begin: Place, limit: number,
): Promise<MentionPage> {
  const search = searchFor(wanted.find)
  const found: string[] = []
  let place = begin
  for (let examined = 0; examined < CANDIDATES_MAX;) {
    const atMost = examined === 0 ? limit + MORE_THAN_A_PAGE : CANDIDATES_AT_ONCE
    const next = await candidates(db, { words: search.words, since: wanted.from, before: place, atMost })
    const ofQuery = wanted.queryId === null ? null : await thoseOf(db, wanted.queryId, next.map(({ id }) => id))
    for (const candidate of next) {
      if (found.length === limit) return { mentions: await mentionsById(db, reader, found), next: pack(place) }
      place = placeOfMention(candidate)
      const isMeant = isWanted(wanted, candidate) && (ofQuery?.has(candidate.id) ?? true)
      if (isMeant && search.match(candidate)) found.push(candidate.id)
    }
    examined += next.length
    if (next.length < atMost) return { mentions: await mentionsById(db, reader, found), next: null }
  }
  return { mentions: await mentionsById(db, reader, found), next: pack(place) }
}

/** Those of these mentions that match the query. */
async function thoseOf(db: Db, queryId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select mention_id as id from mention_match where query_id = ${queryId} and mention_id = any (${[...ids]})`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
