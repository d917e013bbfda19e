import type { ParsedOf } from '../../base/endpoint.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { standingQuery } from './queries.ts'

/** Stops listening for a query. Its mentions stay, and its name is free again. */
export async function archiveQuery(ctx: Ctx, input: ParsedOf<typeof contract.archiveQuery>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const query = await standingQuery(db, input.queryId)
    await db.updateTable('query').set({ archived_at: ctx.now() }).where('id', '=', query.id).execute()
    await record(db, ctx, 'listen.query_archived', { queryId: query.id, name: query.name })
    return {}
  })
}
