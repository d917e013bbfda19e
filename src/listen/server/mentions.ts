import { type Selectable, sql } from 'kysely'
import type { Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { filerNames } from '../../connect/index.ts'
import type { Database } from '../../schema.ts'
import type * as contract from '../contract.ts'
import { mayKnowStaff, type Reader } from './read-filter.ts'
import { clusterOf, spreadsOf } from './spread.ts'

/** What is read of `mention`, named m, to be shown. */
export const MENTION_COLUMNS = sql.raw(`
  m.id, m.network, m.place, m.external_id, m.form, m.author_id, m.author_handle, m.author_name, m.text, m.lang, m.said_at, m.heard_at,
  m.edited_at, m.deleted_at, m.url, m.links, m.tags, m.media, m.reply_parent, m.filed_by,
  m.sentiment, m.intent, m.question, m.needs_answer, m.about_staff, m.copy_of`)

/** Only what is forgotten has no id, and it is never shown. */
export const MENTION_SHOWN = sql<boolean>`m.blocked_by is null and m.forgotten_at is null`

/** What `MENTION_COLUMNS` bring, where `MENTION_SHOWN`. */
export type MentionRow = Pick<Selectable<Database['mention']>,
  'id' | 'network' | 'form' | 'author_id' | 'author_handle' | 'author_name' | 'text' | 'lang' | 'said_at' | 'heard_at' | 'edited_at' | 'deleted_at'
  | 'url' | 'links' | 'tags' | 'media' | 'reply_parent' | 'filed_by' | 'sentiment' | 'intent' | 'question' | 'needs_answer' | 'about_staff' | 'copy_of'> & { readonly place: string; readonly external_id: string }

type MatchRow = { mention_id: string; query_id: string; name: string; spans: number[] }

/** A page of a newest-first list, and where the next one goes on. */
export type MentionPage = { mentions: contract.Mention[]; next: string | null }

/** These mentions as this reader may see them, newest first, without what is blocked or forgotten. */
export async function mentionsById(db: Db, reader: Reader, ids: readonly string[]): Promise<contract.Mention[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<MentionRow>`
    select ${MENTION_COLUMNS} from mention m where ${MENTION_SHOWN} and m.id = any (${[...ids]}) order by m.said_at desc, m.id desc`.execute(db)
  return withMatches(db, reader, rows)
}

/** Where a mention stands in a newest-first list. */
export const placeOfMention = (row: { said_at: Date; id: string }): Place => ({ at: row.said_at, id: row.id })

/** The outside of rows, each with the queries that it matches, in the same order. */
export async function withMatches(db: Db, reader: Reader, rows: readonly MentionRow[]): Promise<contract.Mention[]> {
  if (rows.length === 0) return []
  const matches: MatchRow[] = await db
    .selectFrom('mention_match')
    .innerJoin('query', (join) => join.onRef('query.workspace_id', '=', 'mention_match.workspace_id').onRef('query.id', '=', 'query_id'))
    .select(['mention_id', 'query_id', 'name', 'spans'])
    .where('mention_id', 'in', rows.map((row) => row.id))
    .orderBy('name')
    .execute()
  const byMention = Map.groupBy(matches, (match) => match.mention_id)
  const filers = await filerNames(db, rows.flatMap(({ filed_by }) => filed_by ?? []))
  const spreads = await spreadsOf(db, rows.map(clusterOf))
  return rows.map((row) => (
    { ...presentMention(row, byMention.get(row.id) ?? [], filers, mayKnowStaff(reader)), copyOf: row.copy_of, spread: spreads.get(clusterOf(row)) ?? null }))
}

function presentMention(row: MentionRow, matches: readonly MatchRow[], filers: ReadonlyMap<string, string>, knowsStaff: boolean): Omit<contract.Mention, 'copyOf' | 'spread'> {
  return {
    id: row.id,
    network: row.network,
    place: row.place,
    externalId: row.external_id,
    form: row.form,
    author: { id: row.author_id, handle: row.author_handle, name: row.author_name },
    text: row.text,
    lang: row.lang,
    saidAt: row.said_at.toISOString(),
    heardAt: row.heard_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    url: row.url,
    links: row.links,
    tags: row.tags,
    media: [...row.media],
    replyTo: row.reply_parent,
    filedBy: row.filed_by && (filers.get(row.filed_by) ?? row.filed_by),
    matches: matches.map(({ query_id, name, spans }) => ({ queryId: query_id, name, spans: pairs(spans) })),
    meaning: meaningOf(row, knowsStaff),
  }
}

function meaningOf({ sentiment, intent, question, needs_answer, about_staff }: MentionRow, knowsStaff: boolean): contract.Mention['meaning'] {
  if (sentiment === null || intent === null) return null
  return { sentiment, intent, question: question === true, needsAnswer: needs_answer === true, aboutStaff: knowsStaff ? about_staff === true : null }
}

/** Spans as they are stored, flat: start, end, start, end … */
export function pairs(flat: readonly number[]): [number, number][] {
  const spans: [number, number][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) spans.push([flat[i] ?? 0, flat[i + 1] ?? 0])
  return spans
}
