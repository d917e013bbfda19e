/** Back-fills: begun when a query is saved, watched, stopped and resumed. back-fill.ts does the work. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Doors } from '../../base/server/database.ts'
import { enqueue } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import type { Lost } from '../../connect/connector.ts'
import type { Ctx } from '../../ctx.ts'
import type { BackFillProblem } from './tables.ts'

/** The query whose past is fetched, as the queue knows it. */
export const OfQuery = z.object({ queryId: z.uuid() })

/** Hands the planning of a query’s back-fills to the queue. */
export const planLater = (db: Db, queryId: string): Promise<void> => (
  enqueue(db, { name: 'ingest.plan_back_fills', data: OfQuery }, { queryId }, { key: `back fills of ${queryId}` })
)

/** A step of one back-fill, as the queue knows it. */
export const Step = z.object({ backFillId: z.uuid() })

/** Hands the next step to the queue; one that waits already is moved. */
export const stepLater = (db: Db, backFillId: string, runAt: Date): Promise<void> => (
  enqueue(db, { name: 'ingest.back_fill', data: Step }, { backFillId }, { key: `back fill ${backFillId}`, runAt })
)

/**
 * Begins to fetch the past for a query, from every source of the workspace that can be searched, in place of what was begun for it
 * before: in the transaction that saves the query, whenever its text has changed. The back-fills appear a moment later.
 */
export async function startBackFills(db: Db, query: { readonly id: string }): Promise<void> {
  await db.deleteFrom('back_fill').where('query_id', '=', query.id).execute()
  await planLater(db, query.id)
}

/** The past of one source, fetched for a query. */
export type BackFill = {
  readonly id: string
  readonly sourceId: string
  readonly sourceName: string
  /** The connector’s id. */
  readonly network: string
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  /** Posts of the network that were looked at, and the mentions that came of them. */
  readonly looked: number
  readonly found: number
  /** How much of the time that is asked for has been looked at, over all its searches: 0 to 1. */
  readonly share: number
  readonly from: Date
  readonly until: Date
  /** What was said before this was not looked at, or not for each search, since there was too much; null: `from` it is. */
  readonly wholeSince: Date | null
  /** What of the query the network cannot be searched for. */
  readonly lost: readonly Lost[]
  readonly problem: BackFillProblem | null
  /** What the network said about it, in a sentence. */
  readonly says: string | null
  /** When it will be tried again, while the network is away. */
  readonly nextTryAt: Date | null
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

/** The back-fills of a query since it was last saved, the oldest source first. */
export async function backFillsOf(db: Db, queryId: string): Promise<BackFill[]> {
  const rows = await rowsOf(db).where('query_id', '=', queryId).orderBy('source.created_at').orderBy('source.id').execute()
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    sourceName: row.name,
    network: row.connector,
    state: row.state,
    looked: row.looked,
    found: row.found,
    share: shareOf(row),
    from: row.since,
    until: row.until,
    wholeSince: row.whole_since,
    lost: row.lost,
    problem: row.problem,
    says: row.says,
    nextTryAt: row.problem === 'unreachable' && row.ended_at === null ? row.next_at : null,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }))
}

const rowsOf = (db: Db) => db
  .selectFrom('back_fill')
  .innerJoin('source', (join) => join.onRef('source.workspace_id', '=', 'back_fill.workspace_id').onRef('source.id', '=', 'back_fill.source_id'))
  .selectAll('back_fill').select(['source.name', 'source.connector'])

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function shareOf({ state, texts, search, since, until, reached }: Row): number {
  if (state === 'done') return 1
  const whole = until.getTime() - since.getTime()
  const within = reached === null || whole <= 0 ? 0 : (until.getTime() - reached.getTime()) / whole
  return texts.length === 0 ? 0 : Math.min(1, (search + Math.min(1, Math.max(0, within))) / texts.length)
}

/** Stops a back-fill where it is; what it found stays, and what has ended stays as it is. Returns whether the query has such a one. */
export async function stopBackFill(db: Db, ctx: Ctx, { queryId, backFillId }: Named): Promise<boolean> {
  const fill = await locked(db, queryId, backFillId)
  if (fill?.state === 'waiting' || fill?.state === 'running') {
    await db.updateTable('back_fill').set({ state: 'cancelled', ended_at: ctx.now(), next_at: null, problem: null, says: null }).where('id', '=', fill.id).execute()
    await record(db, ctx, 'ingest.back_fill_stopped', { queryId, sourceId: fill.source_id, source: fill.name })
  }
  return fill !== undefined
}

/**
 * Goes on with one that was stopped or failed, from where it was, and begins those of sources that were added meanwhile: what it needed
 * may be one with an account. Returns whether the query has such a one.
 */
export async function resumeBackFill(db: Db, ctx: Ctx, { queryId, backFillId }: Named): Promise<boolean> {
  const fill = await locked(db, queryId, backFillId)
  if (fill && fill.problem !== 'unsearchable' && (fill.state === 'cancelled' || fill.state === 'failed')) {
    const afresh = { state: 'waiting', ended_at: null, problem: null, says: null, failures: 0, failing_at: null, next_at: ctx.now() } as const
    await db.updateTable('back_fill').set(afresh).where('id', '=', fill.id).execute()
    await record(db, ctx, 'ingest.back_fill_resumed', { queryId, sourceId: fill.source_id, source: fill.name })
    await stepLater(db, fill.id, ctx.now())
    await planLater(db, queryId)
  }
  return fill !== undefined
}

type Named = { readonly queryId: string; readonly backFillId: string }

function locked(db: Db, queryId: string, backFillId: string) {
  return rowsOf(db).where('query_id', '=', queryId).where('back_fill.id', '=', backFillId).forUpdate('back_fill').executeTakeFirst()
}

/** A step that is so late is not in the queue any more: it failed too often, or the installation was restored from a backup. */
const OVERDUE_MS = 900_000

/** Hands anew to the queue whatever should long have gone on: a chore of the whole installation. */
export async function resumeOverdue(doors: Pick<Doors, 'asIngest' | 'inWorkspace'>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - OVERDUE_MS)
  const workspaces = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  const overdue = await doors.asIngest(workspaces.rows.map(({ id }) => id), (db) => (
    db.selectFrom('back_fill').select(['workspace_id', 'id']).where('state', 'in', ['waiting', 'running']).where('next_at', '<', before).execute()
  ))
  for (const { workspace_id, id } of overdue) await doors.inWorkspace(workspace_id, (db) => stepLater(db, id, now))
}
