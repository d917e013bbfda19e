import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Doors } from '../../base/server/database.ts'
import { enqueue, type Job } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import { leastUuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import { parse } from '../../engine/index.ts'
import { rematch } from '../../ingest/index.ts'
import { type Search, searchFor } from './search.ts'

/** Mentions looked at in one transaction. */
const LOOKED_AT_ONCE = 1_000
/** Transactions in one run of the job; what remains is a job of its own, so that others get their turn. */
const STEPS_MAX = 20
/** How long after a query was saved some server may still listen for what it was before. */
const SETTLED_MS = 10_000
/** What was matched with a query as it was before had been heard at most so long before it was saved. */
const HEARD_BEFORE_MS = 60_000

const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const LOWEST_ID = '00000000-0000-0000-0000-000000000000'

const LookBack = z.object({
  backTestId: z.uuid(),
  /** Of the second look, the mention before which it goes on; null: the first. */
  again: z.guid().nullable(),
})
type LookBack = z.infer<typeof LookBack>
const lookBack = { name: 'listen.look_back', data: LookBack }

/** Hands a test to the queue, to begin or to go on. */
export const lookBackLater = (db: Db, backTestId: string): Promise<void> => (
  enqueue(db, lookBack, { backTestId, again: null }, { key: `look back ${backTestId}` })
)

const lookAgainLater = (db: Db, backTestId: string, again: string, runAt: Date): Promise<void> => (
  enqueue(db, lookBack, { backTestId, again }, { key: `look again ${backTestId}`, runAt })
)

/** A test of this age should have got somewhere; if not, the queue has lost it, in a restored installation for one. */
const LOST_MS = 600_000

/** Hands anew to the queue the tests that should be under way, in every workspace. One that is, takes turns with itself. */
export async function resumeLost({ doors, now }: { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>; readonly now: Date }): Promise<void> {
  const before = new Date(now.getTime() - LOST_MS)
  const workspaces = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  const tests = await doors.asIngest(workspaces.rows.map(({ id }) => id), (db) => (
    db.selectFrom('back_test').select(['workspace_id', 'id']).where('state', 'in', ['waiting', 'running']).where('asked_at', '<', before).execute()
  ))
  for (const { workspace_id, id } of tests) await doors.inWorkspace(workspace_id, (db) => lookBackLater(db, id))
}

type Given = { readonly doors: Pick<Doors, 'asIngest'>; readonly atOnce?: number; readonly stepsMax?: number }

/** Work of this slice that is done later. */
export const listenJobs = (given: Given): Job[] => [{ ...lookBack, run: (ctx, data) => goBack(ctx, given, LookBack.parse(data)) }]

type Looking = { readonly ctx: Ctx; readonly backTestId: string; readonly atMost: number; readonly prepare: (text: string) => Search | null }

/**
 * Looks at what is stored, from the last heard to the first; and later once more at what was heard while servers may still have
 * listened for the query as it was before. Each transaction matches some, and says how far it came: a run that is killed goes on from
 * there. Two at once take turns.
 */
async function goBack(ctx: Ctx, { doors, atOnce = LOOKED_AT_ONCE, stepsMax = STEPS_MAX }: Given, { backTestId, again }: LookBack): Promise<void> {
  const looking: Looking = { ctx, backTestId, atMost: atOnce, prepare: preparing() }
  const within = <T>(work: (db: Db) => Promise<T>) => doors.asIngest([ctx.actor.workspaceId], work)
  let below = again
  for (let steps = 0; steps < stepsMax; steps += 1) {
    if (below === null) {
      const state = await within((db) => look(db, looking))
      if (state === 'running') continue
      if (state === 'done') await ctx.transact((db) => settleLater(db, looking))
      return
    }
    const from: string = below
    below = await within((db) => lookAgain(db, looking, from))
    if (below === null) return
  }
  const rest = below
  await ctx.transact((db) => (rest === null ? lookBackLater(db, backTestId) : lookAgainLater(db, backTestId, rest, ctx.now())))
}

/** One step of the first look; returns how the test stands then, or null when it is no query's test any more. */
async function look(db: Db, looking: Looking): Promise<Test['state'] | null> {
  const { ctx, atMost, prepare } = looking
  const test = await testToMove(db, looking)
  if (!test) return null
  if (test.state !== 'waiting' && test.state !== 'running') return test.state
  const now = ctx.now()
  if (test.archived_at !== null) return moved(db, test, { state: 'cancelled', ended_at: now })
  const search = prepare(test.text)
  if (!search) return moved(db, test, { state: 'failed', ended_at: now, problem: 'unreadable' })
  const to_look = test.to_look ?? await mentionsIn(db, test.workspace_id)
  const step = await rematch(db, {
    workspaceId: test.workspace_id, queryId: test.query_id, ...search, from: LOWEST_ID, below: test.below, atMost, now,
  })
  const looked = test.looked + step.looked
  const sum = { looked, found: test.found + step.found, started_at: test.started_at ?? now }
  if (step.below !== null) return moved(db, test, { ...sum, state: 'running', below: step.below, to_look })
  await record(db, ctx, 'listen.back_test_finished', { queryId: test.query_id, name: test.name, revision: test.revision, looked, found: sum.found })
  return moved(db, test, { ...sum, state: 'done', to_look: looked, ended_at: now })
}

/** Plans the second look, for when every server listens for the query as it is now. */
async function settleLater(db: Db, { backTestId }: Looking): Promise<void> {
  const test = await db.selectFrom('back_test').select('asked_at').where('id', '=', backTestId).executeTakeFirst()
  if (test) await lookAgainLater(db, backTestId, HIGHEST_ID, new Date(test.asked_at.getTime() + SETTLED_MS))
}

/** One step of the second look; returns where to go on, or null at the end. */
async function lookAgain(db: Db, looking: Looking, below: string): Promise<string | null> {
  const test = await testToMove(db, looking)
  if (test?.state !== 'done' || test.archived_at !== null) return null
  const search = looking.prepare(test.text)
  if (!search) return null
  const from = leastUuidv7(new Date(test.asked_at.getTime() - HEARD_BEFORE_MS))
  const step = await rematch(db, {
    workspaceId: test.workspace_id, queryId: test.query_id, ...search, from, below, atMost: looking.atMost, now: looking.ctx.now(),
  })
  return step.below
}

type Test = NonNullable<Awaited<ReturnType<typeof testToMove>>>

/** The test and its query as they are now. Whoever saves the query or stops the test waits until this transaction has ended. */
function testToMove(db: Db, { ctx, backTestId }: Looking) {
  return db
    .selectFrom('back_test as t')
    .innerJoin('query as q', (join) => join.onRef('q.workspace_id', '=', 't.workspace_id').onRef('q.id', '=', 't.query_id'))
    .selectAll('t').select(['q.name', 'q.text', 'q.archived_at'])
    .where('t.workspace_id', '=', ctx.actor.workspaceId).where('t.id', '=', backTestId)
    .forUpdate('t')
    .executeTakeFirst()
}

async function moved(db: Db, { workspace_id, id }: Test, to: Partial<Omit<Test, 'name' | 'text' | 'archived_at'>> & Pick<Test, 'state'>): Promise<Test['state']> {
  await db.updateTable('back_test').set(to).where('workspace_id', '=', workspace_id).where('id', '=', id).execute()
  return to.state
}

async function mentionsIn(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db.selectFrom('mention').select(({ fn }) => fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  return Number(count)
}

/** Prepares the text of a query once, however often it is asked for; null for one that cannot be read any more. */
function preparing(): (text: string) => Search | null {
  let last: { text: string; search: Search | null } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, search: parse(text).ok ? searchFor(text) : null }
    return last.search
  }
}
