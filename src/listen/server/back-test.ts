/** What is stored, put to a query since it was last saved, so that its past is as if it had always stood. look-back.ts does the work. */
import type { Selectable } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import { startBackFills } from '../../ingest/index.ts'
import type * as contract from '../contract.ts'
import { lookBackLater } from './look-back.ts'
import type { BackTestTable } from './tables.ts'

type Saved = { readonly id: string; readonly name: string; readonly revision: number }

/** Looks for a query in what is stored and in what networks still have, in place of what was begun before: in the transaction that saves its text. */
export async function lookAtThePast(db: Db, ctx: Ctx, query: Saved & { readonly text: string }): Promise<void> {
  await startBackFills(db, query)
  await beginBackTest(db, ctx, query)
}

async function beginBackTest(db: Db, ctx: Ctx, query: Saved): Promise<void> {
  const now = ctx.now()
  const fresh = {
    id: uuidv7(now), revision: query.revision, state: 'waiting' as const, to_look: null, looked: 0, found: 0,
    below: 'ffffffff-ffff-ffff-ffff-ffffffffffff', asked_at: now, started_at: null, ended_at: null, problem: null,
  }
  await db
    .insertInto('back_test')
    .values({ workspace_id: ctx.actor.workspaceId, query_id: query.id, ...fresh })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'query_id']).doUpdateSet(fresh))
    .execute()
  await lookBackLater(db, fresh.id)
}

/** The last test of a query; null for one that was saved before there were any. */
export async function backTestOf(db: Db, queryId: string): Promise<contract.QueryWork | null> {
  const row = await db.selectFrom('back_test').selectAll().where('query_id', '=', queryId).executeTakeFirst()
  return row ? presentBackTest(row) : null
}

/** Stops a test where it is; what has ended stays as it is. Returns whether there is such a test. */
export async function stopBackTest(db: Db, ctx: Ctx, query: Saved, backTestId: string): Promise<boolean> {
  const test = await lockedTest(db, query.id, backTestId)
  if (test?.state === 'waiting' || test?.state === 'running') {
    await db.updateTable('back_test').set({ state: 'cancelled', ended_at: ctx.now() }).where('id', '=', test.id).execute()
    await record(db, ctx, 'listen.back_test_stopped', { queryId: query.id, name: query.name, looked: test.looked })
  }
  return test !== undefined
}

/** Goes on with a test that was stopped or failed, from where it was. Returns whether there is such a test. */
export async function resumeBackTest(db: Db, ctx: Ctx, query: Saved, backTestId: string): Promise<boolean> {
  const test = await lockedTest(db, query.id, backTestId)
  if (test?.state === 'cancelled' || test?.state === 'failed') {
    await db.updateTable('back_test').set({ state: 'waiting', ended_at: null, problem: null }).where('id', '=', test.id).execute()
    await record(db, ctx, 'listen.back_test_resumed', { queryId: query.id, name: query.name, looked: test.looked })
    await lookBackLater(db, test.id)
  }
  return test !== undefined
}

function lockedTest(db: Db, queryId: string, backTestId: string) {
  return db.selectFrom('back_test').select(['id', 'state', 'looked']).where('query_id', '=', queryId).where('id', '=', backTestId).forUpdate().executeTakeFirst()
}

function presentBackTest(row: Selectable<BackTestTable>): contract.QueryWork {
  const { id, state, looked, found, problem } = row
  return {
    id, state, looked, toLook: row.to_look, found, problem,
    startedAt: row.started_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
  }
}
