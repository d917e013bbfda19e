import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type { MarketDays, updateMarket as contract } from '../contract.ts'
import { marketDays, refuseBadTime, replaceSpecialDays } from './markets.ts'

/** Changes what is given of a market; hours and special days are replaced whole. */
export function updateMarket(ctx: Ctx, { id, ...change }: ParsedOf<typeof contract>): Promise<MarketDays> {
  refuseBadTime(change)
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const row = await db
      .updateTable('market')
      .set((eb) => ({
        name: change.name ?? eb.ref('name'),
        country: change.country ?? eb.ref('country'),
        language: change.language ?? eb.ref('language'),
        zone: change.zone ?? eb.ref('zone'),
        week_starts: change.weekStarts ?? eb.ref('week_starts'),
        holidays: change.holidays ?? eb.ref('holidays'),
        ...(change.hours && { hours: JSON.stringify(change.hours) }),
      }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    if (change.specialDays) await replaceSpecialDays(db, workspaceId, id, change.specialDays)
    await record(db, ctx, 'people.market_updated', { marketId: id, name: row.name })
    return marketDays(db, workspaceId, id)
  })
}
