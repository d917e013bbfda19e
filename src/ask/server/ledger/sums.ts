import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import type { Figures, LedgerSpan } from '../../ledger-contract.ts'
import { dayIn } from '../working-days.ts'
import { ANY_DEPARTMENT, COLUMNS, COUNTS, DAYS, NO_DEPARTMENT, seenBy, type Sums, sumsOf, sumsOfSums, type Watcher } from './counts.ts'

/** What all departments’ asking is told by. */
const ASKING = { asked: COUNTS.asked, short_notice: COUNTS.short_notice, no_evidence: COUNTS.no_evidence }
const OPEN = { open: "promise = 'open'" }
const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/** The first day of the months that a span counts, this one the last of them; null: all there are. */
export function firstDayOf(span: LedgerSpan, zone: string, now: Date): string | null {
  if (span === 'all') return null
  const [year = 0, month = 0] = dayIn(zone, now).split('-').map(Number)
  return new Date(Date.UTC(year, month - MONTHS[span], 1)).toISOString().slice(0, 10)
}

/** Which months of a roll-up, or of rows, a span counts. */
export const ofMonths = (from: string | null): RawBuilder<unknown> => (from === null ? sql`month = '-infinity'` : sql`month >= ${from}::date`)
const ofRowMonths = (from: string | null): RawBuilder<unknown> => (from === null ? sql`true` : sql`month >= ${from}::date`)

/** Rows that are not rolled up, and those to take off what is, as a subquery with `n`; of which, `where` says. */
export const unrolled = (from: string | null, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select ${COLUMNS}, 1 as n from ledger_row where not is_rolled and ${where} and ${ofRowMonths(from)}
  union all select ${COLUMNS}, -1 from ledger_undone where ${where} and ${ofRowMonths(from)})`

/** Which lines: those of the asks to one department, or by one, by the other side; or of all departments, as asked or as asking. */
export type Lines = { readonly to: string } | { readonly from: string } | 'asked' | 'asking'

/** The sums of each line, by the department it is about (null: people of no department), exact at this moment. */
export async function sumsByLine(db: Db, watcher: Watcher, from: string | null, lines: Lines): Promise<Map<string | null, Sums>> {
  const counts = lines === 'asking' ? ASKING : COUNTS
  const by = lines === 'asked' || (typeof lines === 'object' && 'from' in lines) ? 'to_id' : 'from_id'
  const key = sql.ref(by)
  const [rolled, rows] = whichOf(lines)
  const { rows: found } = await sql<Sums & { line: string }>`
    select line, ${sumsOfSums({ ...counts, ...OPEN })}
    from (
      select ${key} as line, ${sql.raw(Object.keys(counts).join(', '))}, 0 as open from ledger_month where ${rolled} and ${ofMonths(from)}
      union all
      select coalesce(${key}, ${NO_DEPARTMENT}), ${sumsOf({ ...counts, ...OPEN })}
      from (select * from ${seenBy(watcher, unrolled(from, rows))} each offset 0) seen group by 1) both_ways
    group by 1 having sum(asked) <> 0`.execute(db)
  return new Map(found.map(({ line, ...sums }) => [line === NO_DEPARTMENT ? null : line, sums]))
}

/** Where the lines stand in the roll-up, and which rows are theirs. */
function whichOf(lines: Lines): [rolled: RawBuilder<unknown>, rows: RawBuilder<unknown>] {
  if (lines === 'asked') return [sql`from_id = ${ANY_DEPARTMENT}`, sql`true`]
  if (lines === 'asking') return [sql`to_id = ${ANY_DEPARTMENT}`, sql`from_id is not null`]
  if ('to' in lines) return [sql`to_id = ${lines.to} and from_id <> ${ANY_DEPARTMENT}`, sql`to_id = ${lines.to}`]
  return [sql`from_id = ${lines.from} and to_id <> ${ANY_DEPARTMENT}`, sql`from_id = ${lines.from}`]
}

/** The figures that sums make; of several lines together, or of none. */
export function figuresOf(...lines: readonly Sums[]): Figures {
  const sum = (name: string): number => lines.reduce((total, line) => total + (line[name] ?? 0), 0)
  const answered = sum('yes') + sum('but') + sum('no')
  return {
    asked: sum('asked'), yes: sum('yes'), but: sum('but'), no: sum('no'), silent: sum('silent'),
    waiting: sum('asked') - answered - sum('silent'),
    inTime: sum('in_time'), inTimeOf: sum('in_time_of'),
    kept: sum('kept'), moved: sum('moved'), late: sum('late'), notKept: sum('not_kept'), takenBack: sum('taken_back'), open: sum('open'), keptOf: sum('kept_of'),
    shortNotice: sum('short_notice'), noEvidence: sum('no_evidence'),
    medianDays: medianOf(DAYS.map((days) => sum(`days_${days}`))),
  }
}

/** The smallest number of days within which at least half of the answers came; `counts[n]` came after n days. */
function medianOf(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let within = 0
  return counts.findIndex((count) => {
    within += count
    return within * 2 >= total
  })
}
