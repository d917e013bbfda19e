import { sql } from 'kysely'
import { compile, narrow, type Need } from '../../engine/index.ts'
import { pack, type Place, unpack } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { type MentionPage, mentionsById, placeOfMention } from './mentions.ts'
import { readQuery } from './queries.ts'

const CANDIDATES_AT_ONCE = 500
const CANDIDATES_MAX = 5_000
const BEGINNING: Place = { at: new Date('9999-01-01'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

type Candidate = {
  id: string
  said_at: Date
  text: string
  lang: string
  network: string
  author_handle: string
  url: string | null
  links: string[]
  tags: string[]
  hidden: boolean
}

/**
 * Mentions that match words in the query language, newest first. The database narrows by its index; the engine decides, so
 * what is found here is what a standing query would have heard. After `CANDIDATES_MAX` vain candidates the page ends where
 * it got to, and `next` goes on from there.
 */
export async function findMentions(db: Db, find: string, page: MentionPage): Promise<{ mentions: contract.Mention[]; next: string | null }> {
  const { query } = readQuery(find)
  const matcher = compile([{ id: 'find', query }])
  const words = tsquery(narrow(query))
  const from = page.from ? new Date(page.from) : null
  const found: string[] = []
  let place = page.after ? unpack(page.after) : BEGINNING
  for (let examined = 0; examined < CANDIDATES_MAX;) {
    const candidates = await candidatesBefore(db, words, place)
    for (const candidate of candidates) {
      if (from && candidate.said_at < from) return { mentions: await present(db, found, page), next: null }
      if (found.length === page.limit) return { mentions: await present(db, found, page), next: pack(place) }
      place = placeOfMention(candidate)
      if (!candidate.hidden && matches(matcher, candidate)) found.push(candidate.id)
    }
    examined += candidates.length
    if (candidates.length < CANDIDATES_AT_ONCE) return { mentions: await present(db, found, page), next: null }
  }
  return { mentions: await present(db, found, page), next: pack(place) }
}

async function candidatesBefore(db: Db, words: string, before: Place): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select id, said_at, text, lang, network, author_handle, url, links, tags, blocked_by is not null or deleted_at is not null as hidden
    from search_mentions(${words}::tsquery, ${before.at}, ${before.id}, ${CANDIDATES_AT_ONCE})`.execute(db)
  return rows
}

function matches(matcher: ReturnType<typeof compile>, { author_handle: author, ...post }: Candidate): boolean {
  return matcher.match({ ...post, author }).length > 0
}

async function present(db: Db, ids: readonly string[], page: MentionPage): Promise<contract.Mention[]> {
  const mentions = await mentionsById(db, ids)
  return page.queryId ? mentions.filter(({ matches: all }) => all.some(({ queryId }) => queryId === page.queryId)) : mentions
}

/** What the engine needs, as PostgreSQL's tsquery. Each token is quoted: whatever is in it is a word and never an operator. */
export function tsquery(need: Need): string {
  if (typeof need === 'string') return `'${need.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  const [parts, sign] = 'all' in need ? [need.all, ' & '] : [need.any, ' | ']
  return `(${parts.map(tsquery).join(sign)})`
}
