import { z } from 'zod'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts'
import type { Ctx } from '../../ctx.ts'
import { type Doors, openDoors, openPool } from './database.ts'
import { enqueue, job, startJobs } from './jobs.ts'
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

beforeAll(async () => {
  database = await testDatabase()
  doors = openDoors(database)
  const ctxFor = (workspaceId: string, signal: AbortSignal): Ctx => ({
    actor: { workspaceId, userId: null, role: 'owner' }, now: () => new Date(), io: createIo({ allowPrivate: false, userAgent: 'test', signal }),
    transact: (work) => doors.inWorkspace(workspaceId, work),
  })
  const pool = openPool(database.owner, { max: 4, name: 'jobs' })
  const started = await startJobs({ pool, jobs: [count, stumble], chores: [], ctxFor, onError: (name, error) => problems.push(`${name}: ${(error as Error).message}`) })
  queue = { stop: async () => {
    await started.stop()
    await pool.end()
  } }
})
afterAll(async () => {
  await queue.stop()
  await doors.close()
  await database.close()
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

it('a job that fails is told of and tried again', async () => {
  await doors.inWorkspace(WORKSPACE, (db) => enqueue(db, stumble, {}))
  await expect.poll(() => attempts, { timeout: 30_000 }).toBe(2)
  expect(problems).toEqual(['test.stumble: not yet'])
})
