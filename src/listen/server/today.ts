import { sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { type Calendar, calendarOf, endOfHour } from './calendar.ts'
import { counted, HOUR_MS, type Range } from './counted.ts'
import { moversOf } from './movers.ts'
import { ANY_KIND } from './read-filter.ts'
import { voicesOf } from './voices.ts'

const WEEKS_COMPARED = 4
const WEEKS_MIN = 2
/** What was said before is not waited for any more. */
const ANSWERS_BACK_MS = 7 * 24 * HOUR_MS

/** What the first screen of the morning tells of listening. */
export function today(ctx: Ctx): Promise<OutputOf<typeof contract.today>> {
  const now = ctx.now()
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const { heard, usual } = await heardToday(db, calendar, now)
    const { created_at: begun } = await db.selectFrom('workspace').select('created_at').executeTakeFirstOrThrow()
    const first = await db.selectFrom('mention').select('heard_at').where('forgotten_at', 'is', null).orderBy('heard_at').limit(1).executeTakeFirst()
    return {
      from: calendar.startOf(calendar.dayAt(now)).toISOString(),
      until: now.toISOString(),
      heard,
      usual,
      voices: await voicesOf(db, ctx.actor, now),
      needAnswer: await needAnswer(db, now),
      movers: await moversOf(db, now),
      firstHeardAt: first?.heard_at.toISOString() ?? null,
      begunAt: begun.toISOString(),
    }
  })
}

/**
 * How much was said today until now, and usually by then: the median of the last four same weekdays, of those at whose end a week
 * lay in which anything was said; null when there are fewer than two.
 */
async function heardToday(db: Db, calendar: Calendar, now: Date): Promise<{ heard: number; usual: number | null }> {
  const day = calendar.dayAt(now)
  const days = Array.from({ length: WEEKS_COMPARED }, (_, week) => day - 7 * (week + 1))
  const until = (other: number): Range => ({ from: calendar.startOf(other), until: calendar.sameTimeOn(other, now) })
  const weekTo = (other: number): Range => ({ from: calendar.startOf(other - 6), until: calendar.startOf(other + 1) })
  const [heard = 0, ...counts] = await countsIn(db, [until(day), ...days.map(until), ...days.map(weekTo)])
  const same = counts.slice(0, days.length).filter((_, at) => (counts[days.length + at] ?? 0) > 0)
  return { heard, usual: same.length < WEEKS_MIN ? null : median(same) }
}

/** What was lately said that needs an answer, up to the end of this hour. */
async function needAnswer(db: Db, now: Date): Promise<OutputOf<typeof contract.today>['needAnswer']> {
  const until = endOfHour(now)
  const range = { from: new Date(until.getTime() - ANSWERS_BACK_MS), until }
  const kinds = { ...ANY_KIND, needsAnswer: true }
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(n), 0)::int as count from ${counted({ range, whose: 'all', kinds, byHour: false, byKind: false })} c`.execute(db)
  return { count: rows[0]?.count ?? 0, from: range.from.toISOString(), until: range.until.toISOString() }
}

/** How many mentions were said in each range. */
async function countsIn(db: Db, ranges: readonly Range[]): Promise<number[]> {
  const parts = ranges.map((range) => sql`
    (select coalesce(sum(n), 0)::int as count from ${counted({ range, whose: 'all', byHour: true, byKind: false })} c)`)
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(parts)}] as counts`.execute(db)
  return rows[0]?.counts ?? []
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
