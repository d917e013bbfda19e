import type { Selectable } from 'kysely'
import type { Calendar } from '../../../people/index.ts'
import { CORRECT_DAYS, type CorrectionAbout, type CorrectionTruth, DAYS_MAX, MANAGEMENT_DAYS } from '../../ledger-contract.ts'
import type { EmergencyTime } from '../cards/emergency.ts'
import type { AnswerTable, PromiseTable } from '../tables.ts'
import { dayIn, plusDays, startOfDay, workingDaysFrom } from '../working-days.ts'
import type { LedgerCorrectionTable, LedgerRowTable } from './tables.ts'

const DAY_MS = 86_400_000

/** A row as it is kept: what nobody has counted yet. */
export type LedgerRow = Omit<Selectable<LedgerRowTable>, 'is_rolled'>

/** What a round is from its beginning: whom it concerns, and its clock. */
export type Question = Pick<
  LedgerRow, 'workspace_id' | 'ask_id' | 'round' | 'to_id' | 'from_id' | 'asked_at' | 'answer_by' | 'short_notice' | 'no_evidence'>

/** An answer that counts, with when it was confirmed and what would make its no a yes. */
export type Answered = Omit<Selectable<AnswerTable>, 'confirmed_at'> & { readonly confirmed_at: Date; readonly condition: { readonly isMet: boolean } | null }

export type Round = {
  readonly question: Question
  /** Since when it counts as not answered. */
  readonly silentAt: Date | null
  /** Of this round, in the order in which they began to count. */
  readonly answers: readonly Answered[]
  /** Of this round, oldest first. */
  readonly promises: readonly Selectable<PromiseTable>[]
  readonly corrections: readonly Selectable<LedgerCorrectionTable>[]
  /** Since when a later round's answer is a yes. */
  readonly turnedAt: Date | null
  readonly calendar: Calendar
  readonly emergencies: readonly EmergencyTime[]
}

/** How a round stands in the ledger: all of its row follows from what is stored of the ask. Pure. */
export function countRound(round: Round): LedgerRow {
  const { question, calendar, corrections } = round
  const answer = answerOf(round)
  const promise = promiseOf(round)
  const given = answer.answer === 'no' ? round.answers.findLast(({ kind }) => kind === 'no_because') : undefined
  const held = (subject: Standing): Date | null => {
    const open = corrections.find(({ state, about }) => state === 'open' && about === subject.about)
    return open && subject.at ? plus(open.made_at, CORRECT_DAYS) : null
  }
  const row = {
    ...question,
    month: `${dayIn(calendar.zone, question.asked_at).slice(0, 7)}-01`,
    answer: answer.answer, answer_at: answer.at, in_time: answer.inTime, days: answer.days,
    reason: given?.reason ?? null,
    management_only: given?.management_only ?? false,
    has_condition: given?.condition !== undefined && given.condition !== null,
    is_met: given?.condition?.isMet ?? false,
    turned_at: round.turnedAt,
    promise: promise.promise, promise_at: promise.at,
    answer_held_until: held(answer), promise_held_until: held(promise),
  }
  const last = [row.asked_at, row.answer_at, row.promise_at, row.turned_at].map((at) => (at === null ? 0 : plus(at, MANAGEMENT_DAYS).getTime()))
  const holds = [row.answer_held_until, row.promise_held_until].map((until) => until?.getTime() ?? 0)
  return { ...row, settles_at: new Date(Math.max(...last, ...holds)) }
}

/** What of a row a department may say was otherwise. */
type Standing = { readonly at: Date | null; readonly about: CorrectionAbout | null }

function answerOf({ question, answers, silentAt, corrections, calendar, emergencies }: Round): Standing & {
  answer: LedgerRow['answer']; inTime: boolean | null; days: number | null
} {
  const counting = answers.filter(({ kind }) => kind !== 'yes_needs_date')
  const last = counting.at(-1)
  if (!last) {
    const about = 'silent' as const
    if (silentAt === null || truthOf(corrections, about)) return { answer: null, at: null, inTime: null, days: null, about: null }
    return { answer: 'silent', at: silentAt, inTime: false, days: null, about }
  }
  const first = counting.map((answer) => saidAt(answer, calendar)).reduce((one, other) => (other < one ? other : one))
  const kinds = { yes_by: 'yes', yes_but: 'but', no_because: 'no', yes_needs_date: null } as const
  const isLate = question.answer_by !== null && first > question.answer_by
  const truth = isLate ? truthOf(corrections, 'late_answer') : null
  return {
    answer: kinds[last.kind],
    at: last.confirmed_at,
    inTime: truth === 'not_counted' ? null : !isLate || truth === 'in_time',
    days: workingDaysBetween(calendar, emergencies, question.asked_at, first),
    about: isLate && truth === null ? 'late_answer' : null,
  }
}

/** When an answer was given: of one that was told, by the end of the day on which it was, if not written down before. */
function saidAt({ at, told_on }: Answered, calendar: Calendar): Date {
  const told = told_on === null ? at : new Date(startOfDay(calendar, plusDays(told_on, 1)).getTime() - 1)
  return told < at ? told : at
}

/** How many working days began after the day of asking, up to the day of the answer; days on which all clocks stood still are none. */
function workingDaysBetween(calendar: Calendar, emergencies: readonly EmergencyTime[], askedAt: Date, answeredAt: Date): number {
  const last = dayIn(calendar.zone, answeredAt)
  const days = workingDaysFrom(calendar, plusDays(dayIn(calendar.zone, askedAt), 1), DAYS_MAX + 1 + emergencies.length * DAYS_MAX)
  const stoodStill = (day: string): boolean => emergencies.some(({ from, until }) =>
    dayIn(calendar.zone, from) <= day && (until === null || dayIn(calendar.zone, until) >= day))
  return Math.min(DAYS_MAX, days.filter((day) => day <= last && !stoodStill(day)).length)
}

/**
 * The last promise of the round. One that follows another that was taken back has moved: in advance, or after the day had passed. What
 * the asking side released, by no longer asking, counts for nothing; what was taken back after its day had passed was not kept.
 */
function promiseOf({ promises, answers, corrections, calendar }: Round): Standing & { promise: LedgerRow['promise'] } {
  const last = promises.at(-1)
  if (!last) return { promise: null, at: null, about: null }
  const lateFrom = (promise: { readonly due: string }): Date => startOfDay(calendar, plusDays(promise.due, 1))
  const isLateMove = (promise: Selectable<PromiseTable>): boolean => promise.moved_late || (promise.ended_at !== null && promise.ended_at >= lateFrom(promise))
  const movedLate = last.moved_late || promises.slice(0, -1).some(isLateMove)
  const moved = promises.length > 1 || last.moves > 0
  const ended = last.ended_at ?? lateFrom(last)
  const promise = (): LedgerRow['promise'] => {
    if (last.state === 'due') return 'open'
    if (last.state === 'not_kept') return 'not_kept'
    if (last.state === 'kept') return movedLate || (last.kept_on ?? last.due) > last.due ? 'late' : moved ? 'moved' : 'kept'
    if (!answers.some(({ confirmed_at, id }) => id !== last.answer_id && confirmed_at >= ended)) return 'released'
    return ended >= lateFrom(last) ? 'not_kept' : 'taken_back'
  }
  const found = promise()
  const about = found === 'open' ? 'late' : found === 'late' || found === 'not_kept' || found === 'taken_back' ? found : null
  const truth = about && found !== 'open' ? truthOf(corrections, about) : null
  if (truth === 'not_counted') return { promise: 'released', at: ended, about: null }
  return truth === 'kept' || truth === 'moved' ? { promise: truth, at: ended, about: null } : { promise: found, at: ended, about }
}

/** What is true instead, if both sides say so. */
const truthOf = (corrections: Round['corrections'], about: CorrectionAbout): CorrectionTruth | null =>
  corrections.find((one) => one.about === about && one.state === 'accepted')?.truth ?? null

const plus = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)
