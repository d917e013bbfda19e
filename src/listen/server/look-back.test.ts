import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import type { Doors } from '../../base/server/database.ts'
import { enqueue } from '../../base/server/jobs.ts'
import type { Ctx } from '../../ctx.ts'
import { addBlock, eraseAuthor } from '../../ingest/contract.ts'
import { addQuery, archiveQuery, changeQuery, figures, listMentions, type Query, queryWork, resumeQueryWork, stopQueryWork } from '../contract.ts'
import { listenJobs } from './look-back.ts'

const AT_ONCE = 4
const STEPS_MAX = 2

let world: World
let owner: Asker & { readonly workspaceId: string }
let say: (...sayings: Saying[]) => Promise<void>

beforeAll(async () => {
  world = await newWorld({ now: new Date('2026-05-20T12:34:00Z') })
})
afterAll(() => world.close())

/** A workspace that has heard of lifts: so many that are stuck, so many that work. */
async function newListener(stuck: number, working: number): Promise<void> {
  owner = await world.owner()
  say = await newNetwork(world, owner.workspaceId)
  await add('All', 'lift')
  await work()
  const all = [...Array(stuck).fill('the lift is stuck'), ...Array(working).fill('the lift works')] as string[]
  await say(...all.map((text, n) => ({ externalId: `${n}`, text, saidAt: world.clock.now })))
}

type Death = 'in the middle of a step' | 'between two steps'
class Killed extends Error {}

/** Doors behind which the process dies after so many transactions of the job. */
function doorsUntil(steps: number, death: Death): Pick<Doors, 'asIngest'> {
  let done = 0
  return {
    asIngest: (ids, run) => {
      if (done === steps && death === 'between two steps') throw new Killed()
      return world.doors.asIngest(ids, async (db) => {
        const answer = await run(db)
        if (done === steps) throw new Killed()
        done += 1
        return answer
      })
    },
  }
}

/** Does what waits in the queue for the workspace, and what that leaves there, as the queue would; what was killed is done again. Returns how many runs it took. */
async function work(doors: Pick<Doors, 'asIngest'> = world.doors, runsMax = Infinity): Promise<number> {
  const { workspaceId } = owner
  const ctx: Ctx = {
    now: () => world.clock.now, io: {} as Ctx['io'], actor: { workspaceId, userId: null, role: 'owner' }, transact: (run) => world.doors.inWorkspace(workspaceId, run),
  }
  const [job] = listenJobs({ doors, atOnce: AT_ONCE, stepsMax: STEPS_MAX })
  if (!job) throw new Error('there is a job')
  for (let runs = 0; ; runs += 1) {
    if (runs === runsMax) return runs
    const { rows: [next] } = await sql<{ payload: { data: unknown } }>`
      delete from graphile_worker._private_jobs where id = (
        select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where (j.payload::jsonb ->> 'workspaceId') = ${workspaceId} and t.identifier = ${job.name} order by j.run_at, j.id limit 1)
      returning payload`.execute(world.db)
    if (!next) return runs
    const data = job.data.parse(next.payload.data)
    await job.run(ctx, data).catch(async (error: unknown) => {
      await world.doors.inWorkspace(workspaceId, (db) => enqueue(db, job, data))
      throw error
    })
  }
}

const add = async (name: string, text: string): Promise<Query> => (await world.call(addQuery, { name, text }, owner)).body
const change = async ({ id, name, revision }: Query, text: string, newName = name): Promise<Query> => (
  (await world.call(changeQuery, { queryId: id, revision, name: newName, text }, owner)).body
)
const backTest = async ({ id }: Query) => (await world.call(queryWork, { queryId: id }, owner)).body.backTest
const idOf = async (query: Query): Promise<string> => (await backTest(query))?.id ?? ''
const matchesOf = async ({ id }: Query): Promise<number> => {
  const { count } = await world.db.selectFrom('mention_match').select(({ fn }) => fn.countAll<string>().as('count')).where('query_id', '=', id).executeTakeFirstOrThrow()
  return Number(count)
}
const counted = async ({ id }: Query) => (await world.call(figures, { queryId: id }, owner)).body.total
const facts = async (name: string) => (
  world.db.selectFrom('fact').select('data').where('workspace_id', '=', owner.workspaceId).where('name', '=', name).orderBy('id').execute()
)

const toldOfMatches = async () => (await facts('ingest.mentions_matched')).reduce((sum, { data }) => sum + (data as { count: number }).count, 0)

describe('a back-test', () => {
  beforeEach(() => newListener(3, 2))

  it('finds in what is stored all that a query would have heard, with the places, and the counts know it', async () => {
    const query = await add('Stuck', 'stuck')
    expect(await backTest(query)).toMatchObject({ state: 'waiting', looked: 0, toLook: null, found: 0, startedAt: null, endedAt: null })
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: 5, toLook: 5, found: 3, problem: null })
    const { mentions } = (await world.call(listMentions, { queryId: query.id, limit: 10 }, owner)).body
    expect(mentions.map(({ text, matches }) => [text, matches.find(({ queryId }) => queryId === query.id)?.spans])).toEqual([1, 2, 3].map(() => ['the lift is stuck', [[12, 17]]]))
    expect(await counted(query)).toBe(3)
    expect(await facts('listen.back_test_finished')).toMatchObject([{}, { data: { queryId: query.id, revision: 1, looked: 5, found: 3 } }])
  })

  it('of a changed query takes away what matches no more, and moves the places of what still does', async () => {
    const query = await add('Lift', 'lift')
    await work()
    expect(await counted(query)).toBe(5)
    const changed = await change(query, 'works OR "is stuck"')
    await work()
    expect([await counted(changed), await counted(await change(changed, 'works'))]).toEqual([5, 5])
    await work()
    expect([await matchesOf(query), await counted(query)]).toEqual([2, 2])
    expect(await toldOfMatches()).toBe(5 + 5 + 3)
  })

  it('changes nothing when it is done twice, and tells of nothing', async () => {
    const query = await add('Stuck', 'stuck')
    await work()
    await change(await change(query, 'stuck OR stuck'), 'stuck')
    await work()
    expect([await counted(query), await toldOfMatches()]).toEqual([3, 3])
  })

  it('is not begun anew by another name', async () => {
    const query = await add('Stuck', 'stuck')
    await work()
    const before = await backTest(query)
    await change(query, 'stuck', 'Another')
    expect([await work(), await backTest(query)]).toEqual([0, before])
  })

  it('of nothing is done at once', async () => {
    owner = await world.owner()
    const query = await add('First', 'first')
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: 0, toLook: 0, found: 0 })
  })

  it('matches what is blocked, for when it is shown again, and counts it not', async () => {
    await world.call(addBlock, { kind: 'words', value: 'works' }, owner)
    await sql`update mention set blocked_by = (select id from block where block.workspace_id = mention.workspace_id)
      where workspace_id = ${owner.workspaceId} and text like '%works'`.execute(world.db)
    const query = await add('Both', 'works OR stuck')
    await work()
    expect([await matchesOf(query), await counted(query), (await backTest(query))?.found]).toEqual([5, 3, 3])
    await sql`update mention set blocked_by = null where workspace_id = ${owner.workspaceId}`.execute(world.db)
    expect(await counted(query)).toBe(5)
  })

  it('leaves what was deleted or erased as it is', async () => {
    await say({ externalId: '0', kind: 'deleted', text: '' })
    await say({ externalId: 'hers', text: 'my lift is stuck', saidAt: world.clock.now, author: { id: 'her', handle: 'her.example', name: null, followers: null } })
    const query = await add('Stuck', 'stuck OR works')
    await work()
    await say({ externalId: '1', kind: 'deleted', text: '' })
    expect([await matchesOf(query), await counted(query)]).toEqual([5, 5])
    const { network } = await world.db.selectFrom('mention').select('network').where('external_id', '=', 'hers').executeTakeFirstOrThrow()
    expect((await world.call(eraseAuthor, { network, authorId: 'her' }, owner)).body).toEqual({ erased: 1 })
    await change(query, 'works')
    await work()
    expect([await matchesOf(query), await counted(query)]).toEqual([4, 4])
  })

  it('never touches another workspace', async () => {
    const theirs = owner
    const query = await add('Theirs', 'lift')
    await work()
    await newListener(2, 0)
    const ours = await add('Ours', 'lift')
    await work()
    expect([await matchesOf(query), await matchesOf(ours)]).toEqual([5, 2])
    const input = { queryId: query.id, workId: (await world.call(queryWork, { queryId: query.id }, theirs)).body.backTest?.id ?? '' }
    for (const endpoint of [stopQueryWork, resumeQueryWork]) expect((await world.call(endpoint, input, owner)).status).toBe(404)
    expect((await world.call(queryWork, { queryId: query.id }, owner)).status).toBe(404)
  })

  it('corrects what a server stored that had not heard of the change yet', async () => {
    const query = await add('Stuck', 'works')
    await work(world.doors, 1)
    expect(await backTest(query)).toMatchObject({ state: 'done', found: 2 })
    world.clock.now = new Date(world.clock.now.getTime() + 100)
    await say({ externalId: 'late', text: 'it works again, the lift', saidAt: world.clock.now })
    await sql`delete from mention_match where query_id = ${query.id} and mention_id in (select id from mention where external_id = 'late')`.execute(world.db)
    expect(await matchesOf(query)).toBe(2)
    await work()
    expect([await matchesOf(query), await counted(query)]).toEqual([3, 3])
  })

  it('may be looked at by who reads queries, and stopped by who manages them', async () => {
    const query = await add('Stuck', 'stuck')
    const viewer = await world.as('viewer', owner.workspaceId)
    const input = { queryId: query.id, workId: await idOf(query) }
    expect((await world.call(queryWork, input, viewer)).status).toBe(200)
    expect((await world.call(stopQueryWork, input, viewer)).status).toBe(403)
    expect((await world.call(resumeQueryWork, input, viewer)).status).toBe(403)
  })

  it('of a query whose text cannot be read any more fails and says so', async () => {
    const query = await add('Old', 'stuck')
    await sql`update query set text = '(' where id = ${query.id}`.execute(world.db)
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'failed', problem: 'unreadable' })
  })
})

describe('a long back-test', () => {
  const stuck = 7
  const all = 11
  beforeAll(() => newListener(stuck, all - stuck))

  it.each<Death>(['in the middle of a step', 'between two steps'])('that is killed %s goes on where it was', async (death) => {
    const query = await add(`Killed ${death}`, 'stuck')
    await expect(work(doorsUntil(1, death))).rejects.toThrow(Killed)
    expect(await backTest(query)).toMatchObject({ state: 'running', looked: AT_ONCE, toLook: all })
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: all, found: stuck })
    expect([await matchesOf(query), await counted(query)]).toEqual([stuck, stuck])
  })

  it('that is stopped stops there, keeps what it found, and goes on when it is resumed', async () => {
    const query = await add('Stopped', 'lift')
    await expect(work(doorsUntil(1, 'between two steps'))).rejects.toThrow(Killed)
    const input = { queryId: query.id, workId: await idOf(query) }
    expect((await world.call(stopQueryWork, input, owner)).status).toBe(200)
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'cancelled', looked: AT_ONCE, found: AT_ONCE })
    expect(await counted(query)).toBe(AT_ONCE)
    expect((await world.call(resumeQueryWork, input, owner)).status).toBe(200)
    expect(await backTest(query)).toMatchObject({ state: 'waiting', endedAt: null })
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: all, found: all })
    expect((await world.call(stopQueryWork, input, owner)).status).toBe(200)
    expect(await backTest(query)).toMatchObject({ state: 'done' })
  })

  it('is ended by a change of its query: the new one begins anew, and the old one’s work is refused', async () => {
    const query = await add('Changing', 'stuck')
    await expect(work(doorsUntil(2, 'between two steps'))).rejects.toThrow(Killed)
    const old = await idOf(query)
    await change(query, 'works')
    await work()
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: all, found: all - stuck })
    expect([await matchesOf(query), await counted(query)]).toEqual([all - stuck, all - stuck])
    expect((await world.call(resumeQueryWork, { queryId: query.id, workId: old }, owner)).status).toBe(404)
  })

  it('done by two at once finds each mention once', async () => {
    const query = await add('Twice', 'stuck')
    const data = { backTestId: await idOf(query), again: null }
    const [job] = listenJobs({ doors: world.doors, atOnce: AT_ONCE })
    const { workspaceId } = owner
    const ctx: Ctx = {
      now: () => world.clock.now, io: {} as Ctx['io'], actor: { workspaceId, userId: null, role: 'owner' }, transact: (run) => world.doors.inWorkspace(workspaceId, run),
    }
    await Promise.all([job?.run(ctx, data), job?.run(ctx, data)])
    expect(await backTest(query)).toMatchObject({ state: 'done', looked: all, found: stuck })
    expect([await matchesOf(query), await counted(query)]).toEqual([stuck, stuck])
    await work()
  })

  it('beside another query’s finds what each would have found alone', async () => {
    const [one, other] = [await add('One', 'stuck'), await add('Other', 'works')]
    await Promise.all([work(), work()]).catch(() => undefined)
    await work()
    expect([await counted(one), await counted(other)]).toEqual([stuck, all - stuck])
  })

  it('of an archived query stops', async () => {
    const query = await add('Gone', 'stuck')
    await world.call(archiveQuery, { queryId: query.id }, owner)
    await work()
    expect(await matchesOf(query)).toBe(0)
  })

  it('leaves others their turn: after some steps the rest is work of its own', async () => {
    await add('In turns', 'lift')
    expect(await work(world.doors, 1)).toBe(1)
    expect(await work()).toBe(3)
  })
})
