/** What is counted, said once: sums, roll-ups and the lists that figures open to all read this. See docs/asks.md. */
import { type RawBuilder, sql } from 'kysely'
import { DAYS_MAX, type LedgerFigure, MANAGEMENT_DAYS, PAIR_DAYS } from '../../ledger-contract.ts'

export const DAY_MS = 86_400_000

/** In the roll-ups: whichever department; people of no department. */
export const ANY_DEPARTMENT = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
export const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000'

/** What `seenBy` reads of a row. */
export const COLUMNS = sql.raw(`workspace_id, ask_id, round, to_id, from_id, asked_at, month, short_notice, no_evidence, answer, answer_at, in_time, days, reason,
  management_only, has_condition, is_met, turned_at, promise, promise_at, answer_held_until, promise_held_until`)

/** Every number of days to an answer that is told apart. */
export const DAYS: readonly number[] = Array.from({ length: DAYS_MAX + 1 }, (_, days) => days)

const IS_EXCUSED = '(asked_in_haste or asked_without_evidence)'
const NOT_AS_PROMISED = "promise in ('late', 'not_kept', 'taken_back')"

/** The columns of ledger_month, and of which rows, as a reader sees them (`seenBy`), each is the number. */
export const COUNTS = {
  asked: 'true',
  yes: "answer = 'yes'",
  but: "answer = 'but'",
  no: "answer = 'no'",
  silent: "answer = 'silent'",
  in_time: 'in_time',
  in_time_of: `in_time or (not in_time and not ${IS_EXCUSED})`,
  kept: "promise = 'kept'",
  moved: "promise = 'moved'",
  late: "promise = 'late'",
  not_kept: "promise = 'not_kept'",
  taken_back: "promise = 'taken_back'",
  kept_of: `promise in ('kept', 'moved') or (${NOT_AS_PROMISED} and not ${IS_EXCUSED})`,
  short_notice: 'short_notice',
  no_evidence: 'no_evidence',
  ...Object.fromEntries(DAYS.map((days) => [`days_${days}`, `days = ${days}`])),
} as const satisfies Record<string, string>

/** Of which rows a figure is the number. */
export const FIGURE_ROWS: Readonly<Record<LedgerFigure, string>> = {
  asked: COUNTS.asked, yes: COUNTS.yes, but: COUNTS.but, no: COUNTS.no, silent: COUNTS.silent,
  waiting: 'answer is null',
  answered: 'days is not null',
  in_time: COUNTS.in_time, in_time_of: COUNTS.in_time_of,
  kept: COUNTS.kept, moved: COUNTS.moved, late: COUNTS.late, not_kept: COUNTS.not_kept, taken_back: COUNTS.taken_back,
  open: "promise = 'open'",
  kept_or_moved: "promise in ('kept', 'moved')",
  kept_of: COUNTS.kept_of, short_notice: COUNTS.short_notice, no_evidence: COUNTS.no_evidence,
  conditions: 'reason is not null and has_condition', met: 'reason is not null and is_met', turned: 'reason is not null and has_turned',
}

/** What is counted of reasons: the columns of ledger_reason_month. */
export const REASON_COUNTS = { no: 'true', conditions: 'has_condition', met: 'is_met', turned: 'has_turned' } as const

/** Who reads: whose department's figures are their own, at what time. */
export type Watcher = { readonly own: string | null; readonly now: Date }

/**
 * A subquery of `rows` (of ledger_row, with `n`) as somebody sees them: what happened is seen by the department itself at once, by the other
 * side 14 days later, by all others who may read it 28 days later; while the department and the other side have not settled how it was, by
 * the department alone. What is not seen yet reads as if it had not happened; an open promise whose day has passed is late.
 * Of the asking side's short notice and missing evidence it is the asking side that sees it first.
 */
export function seenBy({ own, now }: Watcher, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const [pair, management] = [PAIR_DAYS, MANAGEMENT_DAYS].map((days) => new Date(now.getTime() - days * DAY_MS))
  const [isAsked, isAsking] = [sql`to_id = ${own}::uuid`, sql`from_id = ${own}::uuid`]
  const seenUntil = (first: RawBuilder<unknown>, then: RawBuilder<unknown>) =>
    sql`case when ${first} then ${now}::timestamptz when ${then} then ${pair}::timestamptz else ${management}::timestamptz end`
  const askersSeen = sql`asked_at <= ${seenUntil(isAsking, isAsked)}`
  const isOver = (held: string) => sql`(${sql.ref(held)} is null or ${sql.ref(held)} <= ${now} or ${isAsked})`
  return sql`(
    select *, is_answer_seen and turned_at <= until as has_turned,
      case when not is_answer_seen then null when promise_was = 'released' then null
        when promise_at <= until and ${isOver('promise_held_until')} then case when promise_was = 'open' then 'late' else promise_was end
        when promise_was is not null then 'open' end as promise
    from (
      select n, ask_id, round, to_id, from_id, asked_at, answer_at, promise_at, promise_held_until, turned_at, promise as promise_was, until,
        short_notice as asked_in_haste, no_evidence as asked_without_evidence,
        short_notice and ${askersSeen} as short_notice, no_evidence and ${askersSeen} as no_evidence,
        month, management_only, has_condition, is_met, is_answer_seen,
        case when is_answer_seen then answer end as answer, case when is_answer_seen then in_time end as in_time,
        case when is_answer_seen then days end as days, case when is_answer_seen then reason end as reason
      from (
        select *, answer_at <= until and ${isOver('answer_held_until')} as is_answer_seen
        from (select *, ${seenUntil(isAsked, isAsking)} as until from ${rows} raw) timed) answered) seen)`
}

/** Every count as a column: of rows with `n`, or of rows that are sums already. */
export const sumsOf = (counts: Readonly<Record<string, string>>): RawBuilder<unknown> =>
  sql.raw(Object.entries(counts).map(([name, of]) => `coalesce(sum(n) filter (where ${of}), 0)::int as ${name}`).join(', '))
export const sumsOfSums = (counts: Readonly<Record<string, string>>): RawBuilder<unknown> =>
  sql.raw(Object.keys(counts).map((name) => `sum(${name})::int as ${name}`).join(', '))

/** The figures of one line: sums by the names of `COUNTS`. */
export type Sums = Readonly<Record<keyof typeof COUNTS | 'open', number>> & Readonly<Record<string, number>>
