import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { Doors } from '../../base/server/database.ts'
import { enqueue } from '../../base/server/jobs.ts'
import type { Ctx } from '../../ctx.ts'
import { UNDERSTOOD_BY } from '../../language/index.ts'
import { addQuery, figures } from '../../listen/contract.ts'
import { eraseAuthor, stopUnderstanding, understandingRun, understandStoredAnew } from '../contract.ts'
import { bringUpToDate, understandAnewJob } from './understanding-run.ts'

const AT_ONCE = 4
const STEPS_MAX = 2

let world: World
let owner: Asker & { readonly workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld({ now: new Date('2026-05-20T12:34:00Z') })
})
afterAll(() => world.close())

/** A workspace that has heard eleven questions, understood when other models did. */
beforeEach(async () => {
  owner = await world.owner()
  await world.call(addQuery, { name: 'Lift', text: 'lift' }, owner)
  say = await newNetwork(world, owner.workspaceId)
  await say(...Array.from({ length: 11 }, (_, n) => ({ externalId: `${n}`, text: 'When will the lift be repaired?', saidAt: world.clock.now })))
  await forgetModels()
})

/** As if all had been understood by older models, and some by none. */
const forgetModels = () => sql`
  update mention set (sentiment, intent, question, needs_answer, about_staff, understood_by) = (
    select case when external_id::int < 8 then 'positive' end, case when external_id::int < 8 then 'praise' end, o, o, o, case when external_id::int < 8 then 'old' end
    from (select case when external_id::int < 8 then true end as o) x)
  where workspace_id = ${owner.workspaceId}`.execute(world.db)

class Killed extends Error {}

/** Doors behind which the process dies in its so-manieth transaction. */
function doorsUntil(steps: number): Pick<Doors, 'asIngest'> {
  let done = 0
  return {
    asIngest: (ids, run) => world.doors.asIngest(ids, async (db) => {
      const answer = await run(db)
      if (done === steps) throw new Killed()
      done += 1
      return answer
    }),
  }
}

const ctx = (): Ctx => {
  const { workspaceId } = owner
  return {
    now: () => world.clock.now, io: { signal: new AbortController().signal } as Ctx['io'], actor: { workspaceId, userId: null, role: 'owner' },
    transact: (run) => world.doors.inWorkspace(workspaceId, run),
  }
}

/** Does what waits in the queue for the workspace, and what that leaves there; what was killed is done again. Returns how many runs it took. */
async function work(doors: Pick<Doors, 'asIngest'> = world.doors, runsMax = Infinity): Promise<number> {
  const job = understandAnewJob({ doors, atOnce: AT_ONCE, stepsMax: STEPS_MAX })
  for (let runs = 0; ; runs += 1) {
    if (runs === runsMax) return runs
    const { rows: [next] } = await sql<{ payload: { data: unknown } }>`
      delete from graphile_worker._private_jobs where id = (
        select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where (j.payload::jsonb ->> 'workspaceId') = ${owner.workspaceId} and t.identifier = ${job.name} order by j.run_at, j.id limit 1)
      returning payload`.execute(world.db)
    if (!next) return runs
    const data = job.data.parse(next.payload.data)
    await job.run(ctx(), data).catch(async (error: unknown) => {
      await world.doors.inWorkspace(owner.workspaceId, (db) => enqueue(db, job, data))
      throw error
    })
  }
}

const begin = () => bringUpToDate({ doors: world.doors, now: world.clock.now })
const run = async () => (await world.call(understandingRun, {}, owner)).body.run
const old = async () => {
  const { rows: [row] } = await sql<{ n: number }>`
    select count(*)::int as n from mention where workspace_id = ${owner.workspaceId} and text <> '' and understood_by is distinct from ${UNDERSTOOD_BY}`.execute(world.db)
  return row?.n
}
const questions = async () => (await world.call(figures, { intents: 'question' }, owner)).body.total
const facts = async () => (
  (await world.db.selectFrom('fact').select('name').where('workspace_id', '=', owner.workspaceId).where('name', 'like', 'ingest.understanding%').orderBy('id').execute()).map(({ name }) => name)
)

describe('stored mentions', () => {
  it('are brought up to today’s models by themselves, the last heard first, with their counts', async () => {
    expect([await old(), await questions()]).toEqual([11, 0])
    await begin()
    expect(await run()).toMatchObject({ state: 'waiting', looked: 0, toLook: null, version: UNDERSTOOD_BY })
    await work(world.doors, 1)
    expect(await run()).toMatchObject({ state: 'running', looked: 8, toLook: 11 })
    expect(await old()).toBe(3)
    await work()
    expect(await run()).toMatchObject({ state: 'done', looked: 11, toLook: 11, changed: 11 })
    expect([await old(), await questions()]).toEqual([0, 11])
    expect(await facts()).toEqual(['ingest.understanding_finished'])
  })

  it('are left alone when the models are the same, and understood anew when somebody asks', async () => {
    await begin()
    await work()
    await forgetModels()
    await begin()
    expect([await work(), await old()]).toEqual([0, 11])
    await world.call(understandStoredAnew, {}, owner)
    await work()
    expect([await old(), await facts()]).toEqual([0, ['ingest.understanding_finished', 'ingest.understanding_begun', 'ingest.understanding_finished']])
  })

  it.each([0, 1, 2])('are all understood once when Heed is killed in step %i', async (deadly) => {
    await begin()
    await expect(work(doorsUntil(deadly))).rejects.toThrow(Killed)
    await begin()
    await work()
    expect(await run()).toMatchObject({ state: 'done', looked: 11, changed: 11 })
    expect([await old(), await questions()]).toEqual([0, 11])
  })

  it('are understood once by two who work at once, while more is heard', async () => {
    await begin()
    await work(world.doors, 0)
    const { rows: [{ id } = { id: '' }] } = await sql<{ id: string }>`select id from understanding_run where workspace_id = ${owner.workspaceId}`.execute(world.db)
    const job = understandAnewJob({ doors: world.doors, atOnce: AT_ONCE, stepsMax: 9 })
    const hear = Array.from({ length: 5 }, (_, n) => ({ externalId: `new ${n}`, text: 'Is the lift new?', saidAt: world.clock.now }))
    await Promise.all([job.run(ctx(), { runId: id }), job.run(ctx(), { runId: id }), say(...hear)])
    expect((await run())?.state).toBe('done')
    expect([await old(), await questions()]).toEqual([0, 16])
  })

  it('stop and go on where they were, and stay stopped until the models change', async () => {
    await begin()
    await work(world.doors, 1)
    expect((await world.call(stopUnderstanding, {}, owner)).status).toBe(200)
    await work()
    await begin()
    await work()
    expect([(await run())?.state, await old()]).toEqual(['cancelled', 3])
    expect((await world.call(stopUnderstanding, {}, owner)).body.code).toBe('not_found')
    await world.call(understandStoredAnew, {}, owner)
    await work()
    expect(await run()).toMatchObject({ state: 'done', looked: 11, changed: 11 })
    expect(await old()).toBe(0)
  })

  it('keep what a person has said of them', async () => {
    await sql`update mention set corrected = '{sentiment,about_staff}' where workspace_id = ${owner.workspaceId} and external_id = '5'`.execute(world.db)
    await begin()
    await work()
    await say({ kind: 'edited', externalId: '5', text: 'When will the lift be mended?' })
    const kept = await world.db.selectFrom('mention').select(['sentiment', 'intent', 'about_staff', 'understood_by']).where('workspace_id', '=', owner.workspaceId).where('external_id', '=', '5').executeTakeFirst()
    expect(kept).toEqual({ sentiment: 'positive', intent: 'question', about_staff: true, understood_by: UNDERSTOOD_BY })
  })

  it('that were deleted or forgotten are understood to mean nothing', async () => {
    await say({ kind: 'deleted', externalId: '3' })
    await begin()
    await work()
    const { rows } = await sql<{ sentiment: string | null; understood_by: string | null; negative_p: number | null }>`
      select sentiment, understood_by, negative_p from mention where workspace_id = ${owner.workspaceId} and external_id = '3'`.execute(world.db)
    expect(rows).toEqual([{ sentiment: null, understood_by: null, negative_p: null }])
    expect(await questions()).toBe(10)
    const { rows: [{ network } = { network: '' }] } = await sql<{ network: string }>`select network from mention where workspace_id = ${owner.workspaceId} limit 1`.execute(world.db)
    expect((await world.call(eraseAuthor, { network, authorId: 'author-1' }, owner)).status).toBe(200)
    expect(await questions()).toBe(0)
  })
})
