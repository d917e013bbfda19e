import { cut, type Place } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type * as contract from '../contract.ts'

const COLUMNS = [
  'mention.id', 'network', 'external_id', 'form', 'author_id', 'author_handle', 'author_name', 'text', 'lang', 'mention.said_at', 'place', 'filed_by',
  'heard_at', 'edited_at', 'deleted_at', 'url', 'links', 'tags', 'media', 'reply_parent',
] as const

/** Only what is forgotten has no id. */
type Remembered = { external_id: string }

type MentionRow = Awaited<ReturnType<ReturnType<typeof mentionRows>['execute']>>[number]
type MatchRow = { mention_id: string; query_id: string; name: string; spans: number[] }

export type MentionPage = { limit: number; after?: string | undefined; queryId?: string | undefined; from?: string | undefined }

const mentionRows = (db: Db) => db.selectFrom('mention').select(COLUMNS).where('blocked_by', 'is', null).where('forgotten_at', 'is', null).$narrowType<Remembered>()

/** Newest first, without what is blocked or forgotten. Keyset-paged: page 400 costs what page 1 costs. */
export async function pageOfMentions(db: Db, page: MentionPage): Promise<{ mentions: contract.Mention[]; next: string | null }> {
  const rows = page.queryId ? rowsOfQuery(db, page.queryId, page) : rowsOfAll(db, page)
  const { rows: shown, next } = cut(await rows.limit(page.limit + 1).execute(), page.limit, placeOfMention)
  return { mentions: await withMatches(db, shown), next }
}

function rowsOfAll(db: Db, { from, after }: MentionPage) {
  const rows = mentionRows(db)
    .where(olderThan('mention.said_at', 'mention.id', after))
    .orderBy('mention.said_at', 'desc').orderBy('mention.id', 'desc')
  return from ? rows.where('mention.said_at', '>=', new Date(from)) : rows
}

/** Read along the matches, so that a rare query need not pass by all that other queries found. */
function rowsOfQuery(db: Db, queryId: string, { from, after }: MentionPage) {
  const rows = db
    .selectFrom('mention_match')
    .innerJoin('mention', (join) => join.onRef('mention.workspace_id', '=', 'mention_match.workspace_id').onRef('mention.id', '=', 'mention_id'))
    .select(COLUMNS)
    .where('query_id', '=', queryId)
    .where(olderThan('mention_match.said_at', 'mention_id', after))
    .where('blocked_by', 'is', null)
    .where('forgotten_at', 'is', null)
    .$narrowType<Remembered>()
    .orderBy('mention_match.said_at', 'desc')
    .orderBy('mention_id', 'desc')
  return from ? rows.where('mention_match.said_at', '>=', new Date(from)) : rows
}

/** These mentions, newest first, without what is blocked. */
export async function mentionsById(db: Db, ids: readonly string[]): Promise<contract.Mention[]> {
  if (ids.length === 0) return []
  const rows = await mentionRows(db).where('mention.id', 'in', [...ids]).orderBy('mention.said_at', 'desc').orderBy('mention.id', 'desc').execute()
  return withMatches(db, rows)
}

/** Where a mention stands in a newest-first list. */
export const placeOfMention = (row: { said_at: Date; id: string }): Place => ({ at: row.said_at, id: row.id })

async function withMatches(db: Db, rows: readonly MentionRow[]): Promise<contract.Mention[]> {
  if (rows.length === 0) return []
  const matches: MatchRow[] = await db
    .selectFrom('mention_match')
    .innerJoin('query', (join) => join.onRef('query.workspace_id', '=', 'mention_match.workspace_id').onRef('query.id', '=', 'query_id'))
    .select(['mention_id', 'query_id', 'name', 'spans'])
    .where('mention_id', 'in', rows.map((row) => row.id))
    .orderBy('name')
    .execute()
  const byMention = Map.groupBy(matches, (match) => match.mention_id)
  return rows.map((row) => presentMention(row, byMention.get(row.id) ?? []))
}

function presentMention(row: MentionRow, matches: readonly MatchRow[]): contract.Mention {
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
    filedBy: row.filed_by,
    matches: matches.map(({ query_id, name, spans }) => ({ queryId: query_id, name, spans: pairs(spans) })),
  }
}

/** Stored flat: start, end, start, end … */
function pairs(flat: readonly number[]): [number, number][] {
  const spans: [number, number][] = []
  for (let i = 0; i + 1 < flat.length; i += 2) spans.push([flat[i] ?? 0, flat[i + 1] ?? 0])
  return spans
}
