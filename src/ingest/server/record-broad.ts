import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { recordAll } from '../../base/server/record.ts'
import type { Broad } from './standing.ts'

/** Keeps which queries were set aside, and tells their workspaces; once for each revision of a query. */
export async function recordBroad(db: Db, broad: readonly Broad[], at: Date): Promise<void> {
  if (broad.length === 0) return
  const { rows } = await sql<{ workspaceId: string; queryId: string; share: number }>`
    insert into broad_query (workspace_id, query_id, revision, since, share)
    select "workspaceId", "queryId", revision, ${at}, share
    from json_to_recordset(${JSON.stringify(broad)}::json) as b ("workspaceId" uuid, "queryId" uuid, revision int, share real)
    on conflict (workspace_id, query_id) do update set revision = excluded.revision, since = excluded.since, share = excluded.share
      where broad_query.revision < excluded.revision
    returning workspace_id as "workspaceId", query_id as "queryId", share`.execute(db)
  await recordAll(db, rows.map(({ workspaceId, queryId, share }) => {
    const teller = { actor: { workspaceId, userId: null }, now: () => at }
    return { teller, name: 'ingest.query_set_aside', data: { queryId, share } } as const
  }))
}
