import type { InputOf } from '../../base/endpoint.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { MarketDays, addMarket as contract } from '../contract.ts'
import { countryName, customsOf, languageOfCountry } from './country-customs.ts'
import { marketDays, refuseBadTime, replaceSpecialDays } from './markets.ts'

/** Adds a market; what is left out follows the customs of its country, its name the language of the workspace. */
export function addMarket(ctx: Pick<Ctx, 'actor' | 'now' | 'transact'>, input: InputOf<typeof contract>): Promise<MarketDays> {
  refuseBadTime(input)
  const { workspaceId } = ctx.actor
  const customs = customsOf(input.country)
  return ctx.transact(async (db) => {
    const { language } = await db
      .selectFrom('workspace')
      .select('language')
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    const id = uuidv7(ctx.now())
    const name = input.name ?? countryName(input.country, language)
    await db
      .insertInto('market')
      .values({
        workspace_id: workspaceId,
        id,
        name,
        country: input.country,
        language: input.language ?? languageOfCountry(input.country),
        zone: input.zone,
        week_starts: input.weekStarts ?? customs.weekStarts,
        holidays: input.holidays ?? customs.holidays,
        hours: JSON.stringify(input.hours ?? customs.hours),
        created_at: ctx.now(),
      })
      .execute()
    await replaceSpecialDays(db, workspaceId, id, input.specialDays ?? [])
    await record(db, ctx, 'people.market_added', { marketId: id, name })
    return marketDays(db, workspaceId, id)
  })
}
