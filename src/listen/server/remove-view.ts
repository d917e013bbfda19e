import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'

/** Removes a saved view; its name is free again. */
export function removeView(ctx: Ctx, { viewId }: ParsedOf<typeof contract.removeView>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const row = await db.deleteFrom('view').where('id', '=', viewId).returning('name').executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'listen.view_removed', { viewId, name: row.name })
    return {}
  })
}
