import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { presentView, refuseTakenViewName, savedViews, storedFilter, VIEWS_MAX } from './views.ts'

/** Saves a filter under a name. A name that is taken, or a filter that cannot be read, changes nothing. */
export async function addView(ctx: Ctx, { name, filter }: ParsedOf<typeof contract.addView>): Promise<contract.View> {
  const stored = storedFilter(filter, ctx.actor)
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  return refuseTakenViewName(name, () => ctx.transact(async (db) => {
    if ((await savedViews(db)).length >= VIEWS_MAX) throw new Refusal('listen.too_many_views', { max: VIEWS_MAX })
    const row = await db
      .insertInto('view')
      .values({ workspace_id: workspaceId, id: uuidv7(now), name, filter: stored, created_by: userId, created_at: now, changed_at: now })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'listen.view_added', { viewId: row.id, name })
    return presentView(row)
  }))
}
