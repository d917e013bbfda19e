import { sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { calendarOf } from './calendar.ts'
import { counted } from './counted.ts'
import { rangeOf } from './figures.ts'
import { standingQueries } from './queries.ts'

/** Mentions of each standing query on each of the last days, today included. */
export function queryFigures(ctx: Ctx): Promise<OutputOf<typeof contract.queryFigures>> {
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const range = rangeOf({ from: null, until: null }, calendar, ctx.now())
    const days = calendar.cut(range, 'day')
    const { rows } = await sql<{ queryId: string; day: number; count: number }>`
      select query_id as "queryId", width_bucket(slot, ${days.map(({ from }) => from)}::timestamptz[]) - 1 as day, sum(n)::int as count
      from ${counted({ range, whose: 'each', byHour: true, byKind: false })} c group by 1, 2`.execute(db)
    const byQuery = Map.groupBy(rows, ({ queryId }) => queryId)
    const queries = (await standingQueries(db)).map(({ id }) => {
      const counts = new Map(byQuery.get(id)?.map(({ day, count }) => [day, count]))
      return { queryId: id, days: days.map((_, day) => counts.get(day) ?? 0) }
    })
    return { queries }
  })
}
