import type { Calendar, QuietTimes } from '../../../people/index.ts'
import { dayIn, isWorkingDay, nextWorkingDay, plusDays, startOfDay } from '../working-days.ts'
import type { Judgement, Waiting } from './judge-silence.ts'

const HALF = 0.5
const LOOK_BACK_DAYS = 30
const TRIES_MAX = 60

/**
 * What Heed does for an ask by itself: `half` of the answer time has passed; the day on which an answer is due has come and nobody is known
 * to have the ask (`last_call`), or somebody is (`second`); a promise's day is near, has come, or has passed.
 */
export type Duty = {
  readonly what: 'half' | 'last_call' | 'second' | 'due_soon' | 'due_today' | 'overdue'
  /** With `what` and this it is done once. */
  readonly of: string
  /** From when it is due; when the department works, see `workingMoment`. */
  readonly at: Date
}

/** An open promise. `due` is an ISO date. */
export type OpenPromise = { readonly due: string; readonly madeAt: Date }

export const slotOf = ({ what, of }: Pick<Duty, 'what' | 'of'>): string => `${what} ${of}`

/** What there is to do while an answer is waited for, in order. Nothing where nothing was sent and nobody has it. */
export function dutiesOfWaiting(waiting: Waiting, { answerBy }: Judgement, { zone, hours, ...calendar }: Calendar): Duty[] {
  const isOut = waiting.touchedAt !== null || waiting.sent.some(({ state }) => state === 'sent' || state === 'waiting')
  if (!isOut || answerBy === null) return []
  const of = waiting.since.toISOString()
  const lastMorning = hours.nextOpening(startOfDay({ zone, hours, ...calendar }, dayIn(zone, answerBy)))
  const half = waiting.since < answerBy ? hours.addWorking(waiting.since, hours.workingMinutesBetween(waiting.since, answerBy) * HALF) : null
  const duties: Duty[] = []
  if (half && lastMorning && half < lastMorning) duties.push({ what: 'half', of, at: half })
  if (lastMorning) duties.push({ what: waiting.touchedAt ? 'second' : 'last_call', of, at: lastMorning })
  return duties
}

/** What there is to do while a promise is open, in order: the working morning before its day, its own, and the next working one after. */
export function dutiesOfPromise({ due, madeAt }: OpenPromise, calendar: Calendar): Duty[] {
  const morning = (day: string | null): Date | null => day === null ? null : calendar.hours.nextOpening(startOfDay(calendar, day))
  const made = dayIn(calendar.zone, madeAt)
  const before = workingDayBefore(calendar, due)
  const duties = [
    { what: 'due_soon', of: due, at: before !== null && before > made ? morning(before) : null },
    { what: 'due_today', of: due, at: due > made && isWorkingDay(calendar, due) ? morning(due) : null },
    { what: 'overdue', of: due, at: morning(nextWorkingDay(calendar, plusDays(due, 1))) },
  ] as const
  return duties.flatMap(({ at, ...duty }) => (at === null ? [] : [{ ...duty, at }]))
}

function workingDayBefore(calendar: Calendar, day: string): string | null {
  for (let days = 1; days <= LOOK_BACK_DAYS; days += 1) {
    const before = plusDays(day, -days)
    if (isWorkingDay(calendar, before)) return before
  }
  return null
}

/** What decides when a message may leave. */
export type Manners = {
  readonly calendar: Calendar
  readonly quiet: QuietTimes
  readonly isEmergency: boolean
  /** When the asked side was last written to about this ask. */
  readonly lastWrittenAt: Date | null
}

/** The first moment from then on at which the department works, nothing is quiet, and it is another day than it was written to last; null: none now. */
export function workingMoment({ calendar, quiet, isEmergency, lastWrittenAt }: Manners, from: Date): Date | null {
  if (isEmergency) return null
  let at: Date | null = from
  for (let tries = 0; tries < TRIES_MAX && at !== null; tries += 1) {
    const opening = calendar.hours.nextOpening(at)
    if (opening === null) return null
    const day = dayIn(calendar.zone, opening)
    const isSameDay = lastWrittenAt !== null && day === dayIn(calendar.zone, lastWrittenAt)
    if (!quiet.isQuiet(opening) && !isSameDay) return opening
    at = isSameDay ? startOfDay(calendar, plusDays(day, 1)) : quiet.nextLoud(opening)
  }
  return null
}

/**
 * What is to be done now, and when to look again: of duties that follow one another only the last that is due counts, so that after a time
 * in which nothing ran nobody is told what is no longer so. `done` are slots.
 */
export function whatNow(duties: readonly Duty[], done: ReadonlySet<string>, manners: Manners, now: Date): { due: Duty | null; next: Date | null } {
  const last = duties.findLast(({ at }) => at <= now)
  const open = last && !done.has(slotOf(last)) ? last : null
  const moment = open && workingMoment(manners, now)
  const isNow = moment !== null && moment.getTime() === now.getTime()
  const ahead = duties.find((duty) => duty.at > now && !done.has(slotOf(duty)))
  const coming = ahead ? workingMoment(manners, ahead.at) : null
  const next = open && moment && !isNow ? moment : coming
  return { due: isNow ? open : null, next }
}
