import { sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { endOfHour } from './calendar.ts'
import { counted, HOUR_MS } from './counted.ts'

type Mover = OutputOf<typeof contract.today>['movers'][number]

const MOVERS_MAX = 5
const WEEK_MS = 7 * 24 * HOUR_MS
const WEEKS_BEFORE = 4
/** Fewer mentions than this in a week, then as now, are no news. */
const FLOOR = 5
/** How many standard deviations are clearly more or less. */
const Z_MIN = 3
/** A week differs from another by so much without anything having happened, however many mentions it has. */
const RESTLESS = 0.1

/** The queries that were heard clearly more or less in the last seven days than in the four weeks before, strongest first. */
export async function moversOf(db: Db, now: Date): Promise<Mover[]> {
  const until = endOfHour(now)
  const weeks = Array.from({ length: WEEKS_BEFORE + 1 }, (_, week) => new Date(until.getTime() - (WEEKS_BEFORE + 1 - week) * WEEK_MS))
  const range = { from: weeks[0] ?? until, until }
  const { rows } = await sql<{ queryId: string; name: string; week: number; count: number }>`
    select q.id as "queryId", q.name, width_bucket(slot, ${weeks}::timestamptz[]) - 1 as week, sum(n)::int as count
    from ${counted({ range, whose: 'each', byHour: true, byKind: false })} c join query q on q.id = c.query_id group by 1, 2, 3`.execute(db)
  const from = new Date(until.getTime() - WEEK_MS)
  return [...Map.groupBy(rows, ({ queryId }) => queryId).values()]
    .flatMap((of) => {
      const counts = weeks.map((_, at) => of.find(({ week }) => week === at)?.count ?? 0)
      const [{ queryId = '', name = '' } = {}] = of
      const moved = movedBy(counts)
      return moved ? [{ queryId, name, count: counts.at(-1) ?? 0, before: moved.before, z: moved.z }] : []
    })
    .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))
    .slice(0, MOVERS_MAX)
    .map(({ queryId, name, count, before }) => ({ queryId, name, count, before, from: from.toISOString(), until: until.toISOString() }))
}

/**
 * Whether the last of these weekly counts differs from what came before, or null. Compared is with the mean of the weeks since the
 * first that had any (two at least). The deviation is that of a count (Poisson), or of those weeks among themselves when that is
 * more, widened for the few weeks that the mean is of, and by `RESTLESS`.
 */
export function movedBy(counts: readonly number[]): { before: number; z: number } | null {
  const now = counts.at(-1) ?? 0
  const first = counts.findIndex((count) => count > 0)
  const weeks = counts.slice(Math.max(0, first), -1)
  if (weeks.length < 2) return null
  const before = weeks.reduce((sum, count) => sum + count, 0) / weeks.length
  const spread = weeks.reduce((sum, count) => sum + (count - before) ** 2, 0) / (weeks.length - 1)
  const z = (now - before) / Math.sqrt(Math.max(before, spread, 1) * (1 + 1 / weeks.length) + (RESTLESS * before) ** 2)
  return Math.max(now, before) >= FLOOR && Math.abs(z) >= Z_MIN ? { before, z } : null
}
