import { sql } from 'kysely'
import type { Db, Doors } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Connector } from '../../connect/connector.ts'
import type { Ctx } from '../../ctx.ts'
import { parse, type Query } from '../../engine/index.ts'
import { stepLater } from './back-fills.ts'
import type { RunningQuery } from './standing.ts'

/** So far back the past is fetched, where the network and the workspace keep it that long. */
export const BACK_FILL_DAYS = 30
const DAY_MS = 86_400_000

export type PlanDeps = {
  readonly doors: Pick<Doors, 'asIngest'>
  readonly connectors: ReadonlyMap<string, Connector>
  /** The standing queries of the workspaces that the transaction may see. */
  readonly loadQueries: (db: Db) => Promise<readonly RunningQuery[]>
}

/** Makes a back-fill for each source of the workspace that is listened to, can be searched, and has none yet. Twice is as good as once. */
export async function planBackFills({ doors, connectors, loadQueries }: PlanDeps, ctx: Ctx, queryId: string): Promise<void> {
  const saved = (await doors.asIngest([ctx.actor.workspaceId], loadQueries)).find((query) => query.queryId === queryId)
  const read = parse(saved?.text ?? '')
  if (!saved || !read.ok) return
  await ctx.transact(async (db) => {
    const sources = await db.selectFrom('source').select(['id', 'name', 'connector']).where('paused_at', 'is', null).execute()
    for (const source of sources) {
      const connector = connectors.get(source.connector)
      if (connector?.search) await plan(db, ctx, { saved, source, connector, query: read.query })
    }
  })
}

type Plan = {
  readonly saved: RunningQuery
  readonly source: { readonly id: string; readonly name: string }
  readonly connector: Connector
  readonly query: Query
}

async function plan(db: Db, ctx: Ctx, { saved, source, connector, query }: Plan): Promise<void> {
  const { texts, lost } = connector.search?.phrase(query) ?? { texts: [], lost: [] }
  if (texts.length === 0 && lost.length === 0) return // it listens for other networks only
  const now = ctx.now()
  const { workspaceId } = ctx.actor
  const ended = texts.length === 0 ? { state: 'failed', problem: 'unsearchable', ended_at: now, next_at: null } as const : null
  const fill = await db
    .insertInto('back_fill')
    .values({
      workspace_id: workspaceId, id: uuidv7(now), query_id: saved.queryId, revision: saved.revision, source_id: source.id,
      texts: JSON.stringify(texts), lost: JSON.stringify(lost),
      since: new Date(now.getTime() - await daysBack(db, workspaceId, connector) * DAY_MS), until: now,
      state: 'waiting', problem: null, says: null, place: null, reached: null, whole_since: null,
      asked_at: now, started_at: null, failing_at: null, next_at: now, ended_at: null, ...ended,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'query_id', 'source_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!fill || ended) return
  await record(db, ctx, 'ingest.back_fill_begun', { queryId: saved.queryId, sourceId: source.id, source: source.name })
  await stepLater(db, fill.id, now)
}

/** Nothing is fetched that might not be kept. */
async function daysBack(db: Db, workspaceId: string, { terms }: Connector): Promise<number> {
  const { rows } = await sql<{ days: number }>`select retention_days as days from workspace where workspace_id = ${workspaceId}`.execute(db)
  return Math.min(BACK_FILL_DAYS, rows[0]?.days ?? BACK_FILL_DAYS, terms.keepForDays ?? BACK_FILL_DAYS)
}
