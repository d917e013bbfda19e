/** One back-fill, in steps of a few pages: search → normalise → match → understand → store with its place. Each step may be the last. */
import { sql } from 'kysely'
import { SourceError } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { Job } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import { SealError, type Secrets } from '../../base/server/secrets.ts'
import type { Asked, Connector, Page, Search } from '../../connect/connector.ts'
import { readStreams, wholeSettings } from '../../connect/index.ts'
import type { Ctx } from '../../ctx.ts'
import { backOffMs } from './back-off.ts'
import { OfQuery, Step, stepLater } from './back-fills.ts'
import { isDatabaseAway } from './database-away.ts'
import { type FillRow, fillRow } from './fill-row.ts'
import type { HashPost } from './forgotten.ts'
import { planBackFills, type PlanDeps } from './plan-back-fills.ts'
import { Standing } from './standing.ts'
import { type Filling, storePage } from './store-page.ts'
import type { BackFillProblem, BackFillTable } from './tables.ts'
import type { Turns } from './turns.ts'

/** Pages in one run of the job; what remains is a job of its own, so that others get their turn. */
export const PAGES_AT_ONCE = 5
const RETRY = { firstMs: 5_000, mostMs: 1_800_000 }
/** A network that is away for longer is not asked again by itself. */
export const GIVE_UP_MS = 3 * 86_400_000

export type BackFillDeps = PlanDeps & {
  readonly secrets: Pick<Secrets, 'open'>
  readonly hash: HashPost
  readonly turns: Turns
  readonly random: () => number
  /** For the log: a bug, with one post; the others go on. */
  readonly onError: (about: string, error: unknown) => void
}

/** The jobs that fetch the past. */
export const backFillJobs = (deps: BackFillDeps): Job[] => [
  { name: 'ingest.plan_back_fills', data: OfQuery, run: (ctx, of) => planBackFills(deps, ctx, OfQuery.parse(of).queryId) },
  { name: 'ingest.back_fill', data: Step, run: (ctx, step) => runStep(deps, ctx, Step.parse(step).backFillId) },
]

/** Fetches a few pages, and hands the rest to the queue. Whatever happens between, it goes on from the last page that was stored. */
async function runStep(deps: BackFillDeps, ctx: Ctx, backFillId: string): Promise<void> {
  const { workspaceId } = ctx.actor
  const standing = new Standing()
  for (let pages = 0; pages < PAGES_AT_ONCE && !ctx.io.signal.aborted; pages += 1) {
    const prepared = await deps.doors.asIngest([workspaceId], (db) => prepare(deps, db, standing, backFillId))
    if (prepared === null) return
    if ('problem' in prepared) return end(deps, ctx, prepared.fill, prepared.problem)
    const now = ctx.now()
    const waitMs = deps.turns.wait(prepared.connector, now)
    if (waitMs > 0) return laterAt(ctx, backFillId, new Date(now.getTime() + waitMs))
    const page = await ask(ctx, prepared).catch((error: unknown) => ({ error }))
    if (ctx.io.signal.aborted) break
    if ('error' in page) return fail(deps, ctx, prepared, page.error)
    const isOver = await storePage({ ...deps, ctx }, prepared, page)
    if (isOver) return
  }
  await laterAt(ctx, backFillId, ctx.now())
}

type Prepared = Filling & { readonly connector: Connector; readonly search: Search; readonly settings: unknown; readonly asked: Asked }
type Hindered = { readonly fill: FillRow; readonly problem: BackFillProblem }

/** What the next page needs, as it is now; null when there is nothing (more) to do. */
async function prepare(deps: BackFillDeps, db: Db, standing: Standing, backFillId: string): Promise<Prepared | Hindered | null> {
  const fill = await fillRow(db, backFillId)
  if (!fill || (fill.state !== 'waiting' && fill.state !== 'running')) return null
  const queries = await deps.loadQueries(db)
  if (!queries.some(({ queryId, revision }) => queryId === fill.query_id && revision >= fill.revision)) return { fill, problem: 'query_gone' }
  if (fill.paused_at !== null) return { fill, problem: 'source_paused' }
  const connector = deps.connectors.get(fill.connector)
  const text = fill.texts[fill.search]
  const [stream] = await readStreams(db, [fill.stream_id])
  if (!connector?.search || text === undefined || !stream) return { fill, problem: 'unsearchable' }
  standing.replaceSubscriptions([{ workspaceId: fill.workspace_id, streamId: fill.stream_id }])
  standing.replaceQueries(queries)
  standing.replaceBlocks(await db.selectFrom('block').select(['workspace_id', 'id', 'kind', 'value']).execute())
  try {
    const settings = connector.settings.parse(wholeSettings(deps.secrets, stream))
    return { fill, connector, search: connector.search, settings, standing, asked: { text, since: fill.since, until: fill.until } }
  } catch (error) {
    if (error instanceof SealError) return { fill, problem: 'refused' }
    throw error
  }
}

function ask({ io }: Ctx, { search, settings, asked, fill }: Prepared): Promise<Page> {
  return search.page(io, settings, asked, fill.place === null ? null : search.place.parse(fill.place))
}

/** What a failure means: try again later, or it needs a person. A bug ends this back-fill and is told of. */
async function fail(deps: BackFillDeps, ctx: Ctx, { fill, connector }: Prepared, error: unknown): Promise<void> {
  if (isDatabaseAway(error)) throw error
  const now = ctx.now()
  if (!(error instanceof SourceError)) {
    await end(deps, ctx, fill, 'fault')
    throw error
  }
  if (error.then !== 'retry') return end(deps, ctx, fill, 'refused', error.message)
  const since = fill.failing_at ?? now
  if (now.getTime() - since.getTime() > GIVE_UP_MS) return end(deps, ctx, fill, 'unreachable', error.message)
  const failures = fill.failures + 1
  const waitMs = Math.max(error.waitMs, backOffMs(RETRY, failures, deps.random))
  if (error.waitMs > 0) deps.turns.hold(connector, now, error.waitMs)
  const next = new Date(now.getTime() + waitMs)
  await ctx.transact(async (db) => {
    const changed = await change(db, fill, { failures, failing_at: since, problem: 'unreachable', says: error.message, next_at: next })
    if (changed) await stepLater(db, fill.id, next)
  })
}

/** Ends it before its end. Who paused the source or archived the query knows. */
async function end({ doors }: BackFillDeps, ctx: Ctx, fill: FillRow, problem: BackFillProblem, says: string | null = null): Promise<void> {
  const isPersons = problem === 'source_paused' || problem === 'query_gone'
  await doors.asIngest([fill.workspace_id], async (db) => {
    const state = isPersons ? 'cancelled' : 'failed'
    if (!await change(db, fill, { state, problem, says, ended_at: ctx.now(), next_at: null }) || isPersons) return
    const told = { queryId: fill.query_id, sourceId: fill.source_id, source: fill.source, looked: fill.looked, found: fill.found, problem }
    await record(db, ctx, 'ingest.back_fill_failed', told)
  })
}

/** Changes it, if it still goes on. */
async function change(db: Db, { id }: FillRow, to: Partial<Pick<BackFillTable, 'problem' | 'says' | 'failing_at' | 'next_at' | 'ended_at' | 'state'>> & { failures?: number }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('back_fill').set(to).where('id', '=', id).where('state', 'in', ['waiting', 'running']).executeTakeFirst()
  return numUpdatedRows === 1n
}

const laterAt = (ctx: Ctx, backFillId: string, runAt: Date): Promise<void> => ctx.transact(async (db) => {
  await sql`update back_fill set next_at = ${runAt} where id = ${backFillId} and state in ('waiting', 'running')`.execute(db)
  await stepLater(db, backFillId, runAt)
})
