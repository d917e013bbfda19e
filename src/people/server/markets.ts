import type { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { type Page, cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { MarketDays, SpecialDay } from '../contract.ts'
import { type WorkingHours, areHours, workingHours } from '../working-hours.ts'
import { isZone } from '../zoned-time.ts'
import { presentMarket } from './present.ts'

const SPECIAL_DAYS_MAX = 400

/** The markets of a workspace, newest first. */
export async function pageOfMarkets(db: Db, workspaceId: string, page: z.output<typeof Page>) {
  const query = db
    .selectFrom('market')
    .where('workspace_id', '=', workspaceId)
    .where(olderThan('created_at', 'id', page.after))
    .selectAll()
    .orderBy('created_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
  return cut(await query.execute(), page.limit, (row) => ({ at: row.created_at, id: row.id }))
}

/** One market with its special days, in order. Refuses one that is not there. */
export async function marketDays(db: Db, workspaceId: string, id: string): Promise<MarketDays> {
  const row = await db.selectFrom('market').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const specialDays = await db
    .selectFrom('special_day')
    .select(['day', 'name', 'kind', 'hours'])
    .where('workspace_id', '=', workspaceId)
    .where('market_id', '=', id)
    .orderBy('special_day.day')
    .limit(SPECIAL_DAYS_MAX)
    .execute()
  return { ...presentMarket(row), specialDays }
}

/** How a department's time goes: the calendar of its market, of the workspace's first where it has none. `hours` remembers days: ask it often. */
export type Calendar = { readonly zone: string; readonly country: string; readonly hours: WorkingHours }

/** The calendar of a department; of null: the workspace's own. */
export async function calendarOf(db: Db, workspaceId: string, departmentId: string | null): Promise<Calendar> {
  const { id } = await db
    .selectFrom('market')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .orderBy((eb) => eb.exists(eb
      .selectFrom('department')
      .select('department.id')
      .whereRef('department.workspace_id', '=', 'market.workspace_id')
      .whereRef('department.market_id', '=', 'market.id')
      .where('department.id', '=', departmentId)), 'desc')
    .orderBy('created_at').orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const market = await marketDays(db, workspaceId, id)
  return { zone: market.zone, country: market.country, hours: workingHours(market) }
}

type MarketTime = { readonly [Part in 'zone' | 'hours' | 'specialDays']?: MarketDays[Part] | undefined }

/** Refuses a zone there is not, and hours that overlap. */
export function refuseBadTime(market: MarketTime): void {
  if (market.zone !== undefined && !isZone(market.zone)) throw new Refusal('people.unknown_zone', { zone: market.zone })
  const days = [...(market.hours ?? []), ...(market.specialDays ?? []).map(({ hours }) => hours)]
  if (!days.every(areHours)) throw new Refusal('people.bad_hours')
}

/** Puts these special days in the place of those there were. Of two for one day the later counts. */
export async function replaceSpecialDays(db: Db, workspaceId: string, marketId: string, days: readonly SpecialDay[]): Promise<void> {
  await db.deleteFrom('special_day').where('workspace_id', '=', workspaceId).where('market_id', '=', marketId).execute()
  const rows = [...new Map(days.map((one) => [one.day, one])).values()].map(({ day, name, kind, hours }) =>
    ({ workspace_id: workspaceId, market_id: marketId, day, name, kind, hours: JSON.stringify(hours) }))
  if (rows.length > 0) await db.insertInto('special_day').values(rows).execute()
}
