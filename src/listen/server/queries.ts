import { sql } from 'kysely'
import { parse, print, type Query as Parsed } from '../../engine/index.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type * as contract from '../contract.ts'
import type { QueryTable } from './tables.ts'

/** How many standing queries one workspace may have. */
export const QUERIES_MAX = 2_000

type QueryRow = Pick<QueryTable, 'id' | 'name' | 'text' | 'canonical' | 'changed_at'> & { revision: number }

const COLUMNS = ['id', 'name', 'text', 'canonical', 'revision', 'changed_at'] as const

/** All standing queries of the workspace, by name. */
export function standingQueries(db: Db): Promise<QueryRow[]> {
  return db.selectFrom('query').select(COLUMNS).where('archived_at', 'is', null).orderBy('name').limit(QUERIES_MAX).execute()
}

/** One standing query, or a Refusal. */
export async function standingQuery(db: Db, queryId: string): Promise<QueryRow> {
  const row = await db.selectFrom('query').select(COLUMNS).where('id', '=', queryId).where('archived_at', 'is', null).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

/** Does the work; refuses when it would give two standing queries one name, whatever the case. */
export function refuseTakenName<T>(name: string, work: () => Promise<T>): Promise<T> {
  return refuseDuplicate('query_name', new Refusal('listen.name_taken', { name }), work)
}

/** Reads a query's text, or refuses it with the position of each problem. */
export function readQuery(text: string): { query: Parsed; canonical: string } {
  const read = parse(text)
  if (!read.ok) throw new Refusal('listen.bad_query', { problems: read.problems })
  return { query: read.query, canonical: print(read.query) }
}

/** The outside of a row. */
export function presentQuery(row: QueryRow): contract.Query {
  return {
    id: row.id, name: row.name, text: row.text, canonical: row.canonical, revision: row.revision, changedAt: row.changed_at.toISOString(),
  }
}

/** A standing query as ingest runs it. */
export type RunningQuery = { readonly workspaceId: string; readonly queryId: string; readonly revision: number; readonly text: string }

/** The standing queries of the workspaces that this ingest transaction may see. */
export async function runningQueries(db: Db): Promise<RunningQuery[]> {
  const rows = await db.selectFrom('query').select(['workspace_id', 'id', 'revision', 'text']).where('archived_at', 'is', null).execute()
  return rows.map((row) => ({ workspaceId: row.workspace_id, queryId: row.id, revision: row.revision, text: row.text }))
}

/** The query that a fact of the workspace is about, as ingest runs it now: `now` is null when it is archived. Null: there is no such fact. */
export async function changedQuery(db: Db, factId: string): Promise<{ queryId: string; now: RunningQuery | null } | null> {
  const row = await db
    .selectFrom('fact')
    .innerJoin('query', (join) => join.on('query.id', '=', sql<string>`(fact.data ->> 'queryId')::uuid`))
    .select(['query.workspace_id', 'query.id', 'query.revision', 'query.text', 'query.archived_at'])
    .where('fact.id', '=', factId)
    .executeTakeFirst()
  if (!row) return null
  return { queryId: row.id, now: row.archived_at === null ? { workspaceId: row.workspace_id, queryId: row.id, revision: row.revision, text: row.text } : null }
}
