import { type RawBuilder, sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { history } from '../contract.ts'

/** What ingest does all day is no news for an audit log. Word for word the condition of the index `fact_done`. */
export const DONE: RawBuilder<boolean> = sql`fact.name <> all (array[
  'ingest.mentions_heard', 'ingest.mentions_edited', 'ingest.mentions_deleted', 'ingest.mentions_forgotten', 'ingest.authors_introduced',
  'ingest.mentions_matched'])`

/** What was done in the workspace, newest first, and by whom. */
export async function pageOfHistory(db: Db, { limit, after }: ParsedOf<typeof history>): Promise<OutputOf<typeof history>> {
  const rows = await db
    .selectFrom('fact')
    .leftJoin('auth.user', 'auth.user.id', 'user_id')
    .select(['fact.id', 'fact.name', 'user_id', 'auth.user.name as user_name', 'data', 'at'])
    .where(DONE)
    .where(after === undefined ? sql<boolean>`true` : sql<boolean>`fact.id < ${after}::bigint`)
    .orderBy('fact.id', 'desc')
    .limit(limit + 1)
    .execute()
  const facts = rows.slice(0, limit).map(({ id, name, user_id, user_name, data, at }) => (
    { id, name, by: user_id === null ? null : (user_name ?? ''), data: data as Record<string, unknown>, at: at.toISOString() }
  ))
  return { facts, next: rows.length > limit ? (facts.at(-1)?.id ?? null) : null }
}
