import type { Pool } from 'pg'
import { z } from 'zod'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts'
import type { Ctx } from '../../ctx.ts'
import { type Doors, openDoors, openPool } from './database.ts'
import { type Chore, enqueue, job, startJobs } from './jobs.ts'
import { createIo } from './safe-fetch.ts'

const WORKSPACE = '0190a1b2-0000-7000-8000-000000000001'

let database: TestDatabase
let doors: Doors
let queue: Awaited<ReturnType<typeof startJobs>>
const done: { workspaceId: string; n: number }[] = []
const problems: string[] = []
let attempts = 0

const count = job({ name: 'test.count', data: z.object({ n: z.number() }), run: async (ctx, { n }) => void done.push({ workspaceId: ctx.actor.workspaceId, n }) })
const stumble = job({
  name: 'test.stumble', data: z.object({}),
  run: async () => {
    attempts += 1
    if (attempts === 1) throw new Error('not yet')
  },
})

/** Begins to work on a pool. */
const start = (pool: Pool, chores: readonly Chore[] = []) => {
  const ctxFor = (workspaceId: string, signal: AbortSignal): Ctx => ({
    actor: { workspaceId, userId: null, role: 'owner' }, now: () => new Date(), io: createIo({ allowPrivate: false, userAgent: 'test', signal }),
    transact: (work) => doors.inWorkspace(workspaceId, work),
  })
  return startJobs({ pool, jobs: [count, stumble], chores, ctxFor, onError: (name, error) => problems.push(`${name}: ${(error as Error).message}`) })
}

async function onOwnPool(): Promise<typeof queue> {
  const pool = openPool(database.owner, { max: 4, name: 'jobs' })
  const started = await start(pool)
  return { stop: async () => {
    await started.stop()
    await pool.end()
  } }
}

beforeAll(async () => {
  database = await testDatabase()
  doors = openDoors(database)
  queue = await onOwnPool()
})
afterAll(async () => {
  await queue.stop()
  await doors.close()
  await database.close()
})

it('a chore at times that nobody can read is refused, and nothing is left at work', async () => {
  const pool = openPool(database.owner, { max: 4, name: 'jobs' })
  await expect(start(pool, [{ name: 'test.odd', pattern: '2-59/5 * * * *', run: async () => undefined }])).rejects.toThrow('2-59/5')
  await pool.end()
})

it('a job is done in the workspace whose transaction handed it over, and only if that commits', async () => {
  await expect(doors.inWorkspace(WORKSPACE, async (db) => {
    await enqueue(db, count, { n: 1 })
    throw new Error('never mind')
  })).rejects.toThrow('never mind')
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, count, { n: 2 }))
  await expect.poll(() => done).toEqual([{ workspaceId: WORKSPACE, n: 2 }])
})

it('a later job with the same key replaces one that has not begun', async () => {
  const runAt = new Date(Date.now() + 3_600_000)
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, count, { n: 3 }, { runAt, key: 'once' }))
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, count, { n: 4 }, { key: 'once' }))
  await expect.poll(() => done.map(({ n }) => n)).toEqual([2, 4])
})

it('a job that died with its process is done by the next one, at once', async () => {
  const owner = openPool(database.owner, { max: 4, name: 'jobs' })
  await queue.stop()
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, count, { n: 5 }))
  await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'`)
  const again = await start(owner)
  await expect.poll(() => done.map(({ n }) => n)).toEqual([2, 4, 5])
  await again.stop()
  await owner.end()
  queue = await onOwnPool()
})

it('a job in the hands of another that lives is left to it', async () => {
  const owner = openPool(database.owner, { max: 4, name: 'jobs' })
  await owner.query(`select graphile_worker.add_job('test.count', $1, run_at => now() + interval '1 hour')`, [JSON.stringify({ workspaceId: WORKSPACE, data: { n: 6 } })])
  await owner.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a live worker'`)
  const second = await start(owner)
  const { rows } = await owner.query('select locked_by from graphile_worker.jobs')
  expect(rows).toEqual([{ locked_by: 'a live worker' }])
  await second.stop()
  await owner.query('delete from graphile_worker._private_jobs')
  await owner.end()
})

it('a job that fails is told of and tried again', async () => {
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, stumble, {}))
  await expect.poll(() => attempts, { timeout: 30_000 }).toBe(2)
  expect(problems).toEqual(['test.stumble: not yet'])
})
