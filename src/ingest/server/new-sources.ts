import { sql } from 'kysely'
import type { Doors } from '../../base/server/database.ts'
import { planLater } from './back-fills.ts'
import type { PlanDeps } from './plan-back-fills.ts'

/** A source that was added longer ago has no past to wait for: what was saved since has fetched its own. */
const NEW_MS = 86_400_000
/** For so many queries of a workspace, the last that were added, the past of a new source is fetched. */
const QUERIES_MAX = 50

/**
 * Fetches the past of sources that were added after the queries, as on the first visit, and have had no back-fill yet: of these
 * workspaces, or of all. Safe to run at any time.
 */
export async function fetchPastOfNewSources(
  { doors, connectors, loadQueries }: PlanDeps & { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'> },
  now: Date,
  only?: string,
): Promise<void> {
  const searched = [...connectors.values()].filter(({ search }) => search).map(({ id }) => id)
  const all = only ? [only] : (await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))).rows.map(({ id }) => id)
  const { rows } = await doors.asIngest(all, (db) => sql<{ id: string }>`
    select distinct s.workspace_id as id from source s
    where s.created_at > ${new Date(now.getTime() - NEW_MS)} and s.paused_at is null and s.connector = any (${searched})
      and not exists (select from back_fill f where f.workspace_id = s.workspace_id and f.source_id = s.id)`.execute(db))
  for (const { id } of rows) {
    const queries = (await doors.asIngest([id], loadQueries)).map(({ queryId }) => queryId).toSorted().slice(-QUERIES_MAX)
    if (queries.length > 0) await doors.inWorkspace(id, async (db) => { for (const queryId of queries) await planLater(db, queryId) })
  }
}
