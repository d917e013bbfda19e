import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { presentView, refuseTakenViewName, savedView, storedFilter } from './views.ts'

/** Renames a view or gives it another filter. Of two browsers that do so at once, the second is told and nothing of the first is lost. */
export async function changeView(ctx: Ctx, { viewId, revision, name, filter }: ParsedOf<typeof contract.changeView>): Promise<contract.View> {
  const stored = storedFilter(filter, ctx.actor)
  return refuseTakenViewName(name, () => ctx.transact(async (db) => {
    const row = await db
      .updateTable('view')
      .set({ name, filter: stored, revision: revision + 1, changed_at: ctx.now() })
      .where('id', '=', viewId)
      .where('revision', '=', revision)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('conflict', { now: presentView(await savedView(db, viewId)) })
    await record(db, ctx, 'listen.view_changed', { viewId, name, revision: row.revision })
    return presentView(row)
  }))
}
