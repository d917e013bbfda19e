import { sql } from 'kysely'
import { parse, print, type Query as Parsed } from '../../engine/index.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type * as contract from '../contract.ts'
import type { QueryTable } from './tables.ts'

/** How many standing queries one workspace may have. */
export const QUERIES_MAX = 2_000

type QueryRow = Pick<QueryTable, 'id' | 'name' | 'text' | 'canonical' | 'rival' | 'changed_at'> & Pick<contract.Query, 'about' | 'revision'>
type StandingRow = QueryRow & { broad_since: Date | null; broad_share: number | null }

/** Standing queries, each with whether it is heard only in part. */
const standing = (db: Db) => db
  .selectFrom('query')
  .leftJoin('broad_query as broad', (join) => join.onRef('broad.query_id', '=', 'query.id').onRef('broad.revision', '=', 'query.revision'))
  .select(['query.id', 'name', 'text', 'canonical', 'query.revision', 'about', 'rival', 'changed_at', 'broad.since as broad_since', 'broad.share as broad_share'])
  .where('archived_at', 'is', null)

/** All standing queries of the workspace, by name. */
export function standingQueries(db: Db): Promise<StandingRow[]> {
  return standing(db).orderBy('name').limit(QUERIES_MAX).execute()
}

/** One standing query, or a Refusal. */
export async function standingQuery(db: Db, queryId: string): Promise<StandingRow> {
  const row = await standing(db).where('query.id', '=', queryId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

/** Does the work; refuses when it would give two standing queries one name, whatever the case. */
export function refuseTakenName<T>(name: string, work: () => Promise<T>): Promise<T> {
  return refuseDuplicate('query_name', new Refusal('listen.name_taken', { name }), work)
}

/** Does the work; refuses when it would give one rival two standing queries, whatever the case. */
export function refuseTakenRival<T>(rival: string | null, work: () => Promise<T>): Promise<T> {
  return refuseDuplicate('query_rival', new Refusal('listen.rival_taken', { name: rival ?? '' }), work)
}

type Whom = Pick<contract.Query, 'about' | 'rival'>

/** Whom a query is to hear: what was asked, or as it was. Refuses a rival without a name, and a name of somebody who is none. */
export function readWhom(asked: { about?: Whom['about'] | undefined; rival?: Whom['rival'] | undefined }, was: Whom = { about: 'other', rival: null }): Whom {
  const about = asked.about ?? was.about
  const rival = asked.rival === undefined ? (about === was.about ? was.rival : null) : asked.rival
  if ((about === 'rival') !== (rival !== null)) throw new Refusal('bad_input', { field: 'rival' })
  return { about, rival }
}

/** Reads a query's text, or refuses it with the position of each problem. */
export function readQuery(text: string): { query: Parsed; canonical: string } {
  const read = parse(text)
  if (!read.ok) throw new Refusal('listen.bad_query', { problems: read.problems })
  return { query: read.query, canonical: print(read.query) }
}

/** The outside of a row. One that was just written is heard whole. */
export function presentQuery(row: QueryRow | StandingRow): contract.Query {
  const broad = 'broad_since' in row && row.broad_since && row.broad_share ? { since: row.broad_since.toISOString(), share: row.broad_share } : null
  return {
    id: row.id, name: row.name, text: row.text, canonical: row.canonical, revision: row.revision, changedAt: row.changed_at.toISOString(), broad,
    about: row.about, rival: row.rival,
  }
}

/** A standing query as ingest runs it; a broad one is heard only in part. */
export type RunningQuery = {
  readonly workspaceId: string
  readonly queryId: string
  readonly revision: number
  readonly text: string
  readonly isBroad: boolean
}

const running = (db: Db) => db
  .selectFrom('query')
  .leftJoin('broad_query as broad', (join) => join
    .onRef('broad.workspace_id', '=', 'query.workspace_id').onRef('broad.query_id', '=', 'query.id').onRef('broad.revision', '=', 'query.revision'))
  .select(['query.workspace_id as workspaceId', 'query.id as queryId', 'query.revision', 'text', sql<boolean>`broad.since is not null`.as('isBroad')])
  .where('archived_at', 'is', null)

/** The standing queries of the workspaces that this ingest transaction may see. */
export function runningQueries(db: Db): Promise<RunningQuery[]> {
  return running(db).execute()
}

/** The query that a fact of the workspace is about, as ingest runs it now: `now` is null when it is archived. Null: there is no such fact. */
export async function changedQuery(db: Db, factId: string): Promise<{ queryId: string; now: RunningQuery | null } | null> {
  const fact = await db.selectFrom('fact').select(sql<string>`data ->> 'queryId'`.as('queryId')).where('id', '=', factId).executeTakeFirst()
  if (!fact) return null
  return { queryId: fact.queryId, now: await running(db).where('query.id', '=', fact.queryId).executeTakeFirst() ?? null }
}
