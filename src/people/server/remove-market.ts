import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { removeMarket as contract } from '../contract.ts'

/** Removes a market, but never the last: a workspace's clocks run somewhere. Its departments stay, without one. */
export async function removeMarket(ctx: Ctx, { id }: ParsedOf<typeof contract>): Promise<Record<never, never>> {
  const { workspaceId } = ctx.actor
  await ctx.transact(async (db) => {
    const all = await db
      .selectFrom('market')
      .select(['id', 'name'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('id')
      .forUpdate()
      .execute()
    const market = all.find((row) => row.id === id)
    if (!market) throw new Refusal('not_found')
    if (all.length === 1) throw new Refusal('people.last_market')
    await db
      .updateTable('department')
      .set({ market_id: null })
      .where('workspace_id', '=', workspaceId)
      .where('market_id', '=', id)
      .execute()
    await db.deleteFrom('market').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
    await record(db, ctx, 'people.market_removed', { marketId: id, name: market.name })
  })
  return {}
}
