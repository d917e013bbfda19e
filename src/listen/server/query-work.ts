import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import { type BackFill, backFillsOf, resumeBackFill, stopBackFill } from '../../ingest/index.ts'
import type * as contract from '../contract.ts'
import { backTestOf, resumeBackTest, stopBackTest } from './back-test.ts'
import { standingQuery } from './queries.ts'

/** How far Heed is with the past of a query: in what is stored, and in what networks still have. */
export function queryWork(ctx: Ctx, { queryId }: ParsedOf<typeof contract.queryWork>): Promise<OutputOf<typeof contract.queryWork>> {
  return ctx.transact(async (db) => {
    await standingQuery(db, queryId)
    return { backTest: await backTestOf(db, queryId), backFills: (await backFillsOf(db, queryId)).map(presentBackFill) }
  })
}

/** Stops work where it is. What has ended stays as it is; what is no work of this query is refused. */
export function stopQueryWork(ctx: Ctx, { queryId, workId }: ParsedOf<typeof contract.stopQueryWork>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const query = await standingQuery(db, queryId)
    const isIts = await stopBackTest(db, ctx, query, workId) || await stopBackFill(db, ctx, { queryId, backFillId: workId })
    if (!isIts) throw new Refusal('not_found')
    return {}
  })
}

/** Goes on with work that was stopped or failed, from where it was; other work goes on as it does. */
export function resumeQueryWork(ctx: Ctx, { queryId, workId }: ParsedOf<typeof contract.resumeQueryWork>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const query = await standingQuery(db, queryId)
    const isIts = await resumeBackTest(db, ctx, query, workId) || await resumeBackFill(db, ctx, { queryId, backFillId: workId })
    if (!isIts) throw new Refusal('not_found')
    return {}
  })
}

function presentBackFill(fill: BackFill): contract.BackFill {
  const { id, state, looked, found, problem, sourceId, sourceName, network, share, lost, says } = fill
  const text = (at: Date | null) => at?.toISOString() ?? null
  return {
    id, state, looked, toLook: null, found, problem, sourceId, sourceName, network, share, lost: [...lost], says,
    from: fill.from.toISOString(), until: fill.until.toISOString(),
    wholeSince: text(fill.wholeSince), nextTryAt: text(fill.nextTryAt), startedAt: text(fill.startedAt), endedAt: text(fill.endedAt),
  }
}
