import { Logger, parseCronItems, run, type Runner, type Task } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { Db } from './database.ts'

/** Work done later, in one workspace. The queue leases and retries it; it may run twice, so it must be safe to. */
export type Job<Data = unknown> = {
  /** `slice.verb`, imperative. */
  readonly name: string
  readonly data: z.ZodType<Data>
  run(ctx: Ctx, data: Data): Promise<void>
}

/** Work done by the clock for the whole installation, not in a workspace. `pattern` is a crontab line's five fields, in UTC. */
export type Chore = { readonly name: string; readonly pattern: string; readonly run: () => Promise<void> }

/** Declares a job; only types happen here. */
export function job<Data>(declared: Job<Data>): Job<Data> {
  return declared
}

/** Hands work over in this transaction: it will be done exactly if the transaction commits. A later call with the same `key` replaces it. */
export async function enqueue<Data>(db: Db, work: Pick<Job<Data>, 'name' | 'data'>, data: Data, options: { runAt?: Date; key?: string } = {}): Promise<void> {
  const payload = JSON.stringify(data)
  await sql`select enqueue(${work.name}, ${payload}::jsonb, ${options.runAt ?? null}::timestamptz, ${options.key ?? null})`.execute(db)
}

/** An advisory lock: whoever works through the queue shares it. */
const AT_WORK = `hashtextextended('heed at work on the queue', 0)`

const Envelope = z.object({ workspaceId: z.uuid(), data: z.unknown() })

/**
 * Works through the queue until stopped. `pool` is the owner's: the queue's tables are shut to all others; each job itself
 * runs with `ctxFor` its workspace, as the app. What a process was killed over is done anew. `stop` waits for the jobs in hand.
 */
export async function startJobs(options: {
  pool: pg.Pool
  jobs: readonly Job[]
  chores: readonly Chore[]
  ctxFor: (workspaceId: string, signal: AbortSignal) => Ctx
  onError: (job: string, error: unknown) => void
}): Promise<{ stop: () => Promise<void> }> {
  const parsedCronItems = parseCronItems(options.chores.map((chore) => ({ task: chore.name, match: chore.pattern })))
  const leave = await comeToWork(options.pool)
  const ending = new AbortController()
  const tasks: Record<string, Task> = {}
  for (const work of options.jobs) {
    tasks[work.name] = async (payload) => {
      const { workspaceId, data } = Envelope.parse(payload)
      await reporting(options, work.name, work.run(options.ctxFor(workspaceId, ending.signal), work.data.parse(data)))
    }
  }
  for (const chore of options.chores) tasks[chore.name] = () => reporting(options, chore.name, chore.run())
  const runner: Runner = await run({
    pgPool: options.pool,
    taskList: tasks,
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined), // what fails is told by `onError`
    pollInterval: 5_000,
    parsedCronItems,
  }).catch((error: unknown) => {
    leave()
    throw error
  })
  runner.promise.catch((error: unknown) => options.onError('queue', error))
  return {
    stop: async () => {
      ending.abort()
      await runner.stop()
      leave()
    },
  }
}

/**
 * Says, until it is called off, that somebody works through the queue. Who finds nobody else at work takes up at once what others were killed
 * over: by itself the queue would lend it to the dead for four hours.
 */
async function comeToWork(pool: pg.Pool): Promise<() => void> {
  const line = await pool.connect()
  try {
    const { rows } = await line.query(`select pg_try_advisory_lock(${AT_WORK}) as alone`)
    if (rows[0]?.alone) {
      await line.query(`
        select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
        where locked_by is not null having count(*) > 0`)
    }
    await line.query(`select pg_advisory_lock_shared(${AT_WORK})`)
    if (rows[0]?.alone) await line.query(`select pg_advisory_unlock(${AT_WORK})`)
    return () => line.release(true)
  } catch (error) {
    line.release(true)
    throw error
  }
}

async function reporting(options: { onError: (job: string, error: unknown) => void }, name: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    options.onError(name, error)
    throw error // the queue tries again, later and later
  }
}
