/** Brings stored mentions up to what is understood today, after the models that understand have become others. understand-anew.ts does the work. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { OutputOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db, Doors } from '../../base/server/database.ts'
import { enqueue, type Job } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { calibrationsInReach, understoodBy } from './calibrations.ts'
import { understandAnew } from './understand-anew.ts'

/** Mentions looked at in one transaction, in which the streams of their networks wait. */
const LOOKED_AT_ONCE = 250
/** Transactions in one run of the job. */
const STEPS_MAX = 20
/** A job rests as long as it worked, so that it never takes more than half of the time. */
const REST_PER_WORK = 1
const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const UnderstandStored = z.object({ runId: z.uuid() })
const understandStored = { name: 'ingest.understand_anew', data: UnderstandStored }

const goOnLater = (db: Db, runId: string, runAt?: Date): Promise<void> => (
  enqueue(db, understandStored, { runId }, { key: `understand anew ${runId}`, ...(runAt && { runAt }) })
)

type Given = { readonly doors: Pick<Doors, 'asIngest'>; readonly atOnce?: number; readonly stepsMax?: number }

/** The work itself: each transaction understands some and says how far it came, so a run that is killed goes on from there. Two at once take turns. */
export function understandAnewJob({ doors, atOnce = LOOKED_AT_ONCE, stepsMax = STEPS_MAX }: Given): Job {
  const run = async (ctx: Ctx, { runId }: z.infer<typeof UnderstandStored>): Promise<void> => {
    const since = ctx.now()
    for (let steps = 0; steps < stepsMax; steps += 1) {
      if (ctx.io.signal.aborted) break
      const state = await doors.asIngest([ctx.actor.workspaceId], (db) => step(db, ctx, runId, atOnce))
      if (state !== 'running') return
    }
    const now = ctx.now()
    await ctx.transact((db) => goOnLater(db, runId, new Date(now.getTime() + (now.getTime() - since.getTime()) * REST_PER_WORK)))
  }
  return { ...understandStored, run: (ctx, data) => run(ctx, UnderstandStored.parse(data)) }
}

/** One step; returns how the run stands then, or null when another has taken its place. */
async function step(db: Db, ctx: Ctx, runId: string, atMost: number): Promise<contract.UnderstandingRun['state'] | null> {
  const { workspaceId } = ctx.actor
  const run = await db.selectFrom('understanding_run').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', runId).forUpdate().executeTakeFirst()
  if (!run) return null
  if (run.state !== 'waiting' && run.state !== 'running') return run.state
  const calibration = (await calibrationsInReach(db)).get(workspaceId)
  const to_look = run.to_look ?? await mentionsIn(db, workspaceId)
  const done = await understandAnew(db, { workspaceId, calibration, version: understoodBy(calibration), below: run.below, atMost })
  const looked = run.looked + done.looked
  const changed = run.changed + done.changed
  const now = ctx.now()
  const state = done.below === null ? 'done' : 'running'
  await db.updateTable('understanding_run').set({
    state, looked, changed, to_look: state === 'done' ? looked : Math.max(to_look, looked), below: done.below ?? run.below, moved_at: now,
    per_second: paceAfter(run, done.looked, now), started_at: run.started_at ?? now, ended_at: state === 'done' ? now : null,
  }).where('workspace_id', '=', workspaceId).where('id', '=', runId).execute()
  if (state === 'done' && changed > 0) await record(db, ctx, 'ingest.understanding_finished', { version: run.version, looked, changed })
  return state
}

/** Weighs the pace of one step against what it was before. */
const NEWEST_WEIGHS = 0.1

/** So many in a second: lately, rests included. Of a run that has just begun, or goes on, nobody knows yet. */
function paceAfter({ state, moved_at, per_second }: { state: string; moved_at: Date | null; per_second: number | null }, looked: number, now: Date): number | null {
  const tookS = (now.getTime() - (moved_at ?? now).getTime()) / 1_000
  if (state !== 'running' || tookS <= 0) return per_second
  const pace = looked / tookS
  return per_second === null ? pace : 1 / ((1 - NEWEST_WEIGHS) / per_second + NEWEST_WEIGHS / pace)
}

async function mentionsIn(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db.selectFrom('mention').select(({ fn }) => fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * Begins in each workspace whose mentions are brought up to other models than today’s, or learned otherwise since; and hands anew to the
 * queue what should be under way and may have been lost. What somebody has stopped stays so until the models change. A chore.
 */
export async function bringUpToDate({ doors, now }: { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>; readonly now: Date }): Promise<void> {
  const { rows } = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id } of rows) await doors.inWorkspace(id, (db) => beginIfDue(db, id, now))
}

async function beginIfDue(db: Db, workspaceId: string, now: Date): Promise<void> {
  const run = await lastRun(db)
  const version = await versionOf(db, workspaceId)
  if (run?.version !== version) await begin(db, { workspaceId, version, now })
  else if (run.state === 'waiting' || run.state === 'running') await goOnLater(db, run.id)
}

const versionOf = async (db: Db, workspaceId: string): Promise<string> => understoodBy((await calibrationsInReach(db)).get(workspaceId))
const lastRun = (db: Db) => db.selectFrom('understanding_run').selectAll().forUpdate().executeTakeFirst()

async function begin(db: Db, { workspaceId, version, now }: { workspaceId: string; version: string; now: Date }): Promise<void> {
  const fresh = {
    id: uuidv7(now), version, state: 'waiting' as const, to_look: null, looked: 0, changed: 0, below: HIGHEST_ID, per_second: null, moved_at: null,
    asked_at: now, started_at: null, ended_at: null,
  }
  await db.insertInto('understanding_run').values({ workspace_id: workspaceId, ...fresh }).onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(fresh)).execute()
  await goOnLater(db, fresh.id)
}

/** How far Heed is with understanding stored mentions anew; null where nothing was ever begun. */
export function understandingRun(ctx: Ctx): Promise<OutputOf<typeof contract.understandingRun>> {
  return ctx.transact(async (db) => ({ run: present(await db.selectFrom('understanding_run').selectAll().executeTakeFirst()), version: await versionOf(db, ctx.actor.workspaceId) }))
}

/** Begins, from the newest on; goes on where it was stopped before its end. One that is under way is left alone. */
export function understandStoredAnew(ctx: Ctx): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const run = await lastRun(db)
    const version = await versionOf(db, ctx.actor.workspaceId)
    if (run && run.version === version && run.state === 'cancelled') {
      await db.updateTable('understanding_run').set({ state: 'waiting', ended_at: null, per_second: null, moved_at: null }).where('id', '=', run.id).execute()
      await goOnLater(db, run.id)
    } else if (run?.version !== version || run.state === 'done') await begin(db, { workspaceId: ctx.actor.workspaceId, version, now: ctx.now() })
    else return {}
    await record(db, ctx, 'ingest.understanding_begun', { version })
    return {}
  })
}

/** Stops where it is; what was understood anew stays so. Refused when nothing is under way. */
export function stopUnderstanding(ctx: Ctx): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const run = await lastRun(db)
    if (run?.state !== 'waiting' && run?.state !== 'running') throw new Refusal('not_found')
    await db.updateTable('understanding_run').set({ state: 'cancelled', ended_at: ctx.now() }).where('id', '=', run.id).execute()
    await record(db, ctx, 'ingest.understanding_stopped', { version: run.version, looked: run.looked })
    return {}
  })
}

function present(run: Awaited<ReturnType<typeof lastRun>>): contract.UnderstandingRun | null {
  if (!run) return null
  const { version, state, looked, changed } = run
  return {
    version, state, looked, changed, toLook: run.to_look, perSecond: run.per_second, startedAt: run.started_at?.toISOString() ?? null, endedAt: run.ended_at?.toISOString() ?? null,
  }
}
