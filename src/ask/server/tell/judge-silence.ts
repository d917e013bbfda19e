import type { Calendar } from '../../../people/index.ts'
import type { EmergencyTime } from '../cards/emergency.ts'
import { dayIn, endOfWorkingDay, nextWorkingDay, plusDays, startOfDay } from '../working-days.ts'

/** Ten years: whoever works on none of their days is never late. */
const DAYS_MAX = 3_660

/** A message that asked for the answer, and what is known of it. */
export type Sent = {
  readonly way: 'mail' | 'ticket' | 'whatsapp' | 'copy' | 'app'
  readonly purpose: 'ask' | 'reminder' | 'deputy'
  /** Who was to get it: a person's id, or an address; empty for whoever it was handed to. */
  readonly to: string
  readonly state: 'waiting' | 'sent' | 'refused' | 'bounced' | 'unknown'
  readonly at: Date
}

/** One wait for one answer: of a round, or for the date that a *yes* lacks. */
export type Waiting = {
  readonly since: Date
  /** When somebody of the asked side is known to have had it before them since then: opened by a touch, read in the app, answered a mail. */
  readonly touchedAt: Date | null
  /** Somebody stands in for whom it was sent to. */
  readonly hasDeputy: boolean
  /** Since then. */
  readonly sent: readonly Sent[]
}

/** How fast the asked department answers, and when its time runs. */
export type AnswerClock = { readonly calendar: Calendar; readonly answerDays: number; readonly emergencies: readonly EmergencyTime[] }

/** What can fairly be said of a wait. */
export type Judgement = {
  /** Since when it is known to have arrived; null: it is not. */
  readonly knownSince: Date | null
  /** By when an answer is due, as far as is known. Null: no end of it can be named, as in an emergency. */
  readonly answerBy: Date | null
  /** It counts as not answered. */
  readonly isSilent: boolean
}

/**
 * The rule of fair silence, whole. Not answering counts only when
 * 1. it is known that the ask has arrived: somebody had it before them, **or** it was brought to mind by two different ways, neither of
 *    which gave anything back, **and** the deputy was tried too, where there is one;
 * 2. and since that moment the department has had all its answer time: that many whole working days of its own calendar, after the day on
 *    which it arrived, none of them touched by an emergency.
 * Otherwise it is *not known to have been seen*, however long it takes.
 */
export function judgeSilence(waiting: Waiting, clock: AnswerClock, now: Date): Judgement {
  const knownSince = arrival(waiting)
  const answerBy = answerTime(clock, knownSince ?? waiting.since)
  return { knownSince, answerBy, isSilent: knownSince !== null && answerBy !== null && answerBy <= now }
}

/** Since when it is known to have arrived. */
function arrival({ touchedAt, hasDeputy, sent }: Waiting): Date | null {
  const arrived = sent.filter((one) => one.state === 'sent' && !gaveBack(sent, one)).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const reminders = arrived.filter(({ purpose }) => purpose === 'reminder')
  const second = reminders.find(({ way }) => way !== reminders[0]?.way)
  const deputy = arrived.find(({ purpose }) => purpose === 'deputy')
  const reminded = second && (!hasDeputy || deputy) ? later(second.at, hasDeputy && deputy ? deputy.at : second.at) : null
  return touchedAt && reminded ? earlier(touchedAt, reminded) : touchedAt ?? reminded
}

/** Whether anything sent to the same place by the same way came back: then nothing sent there arrives. */
const gaveBack = (sent: readonly Sent[], { way, to }: Sent): boolean => sent.some((one) => one.state === 'bounced' && one.way === way && one.to === to)

const later = (a: Date, b: Date): Date => (a > b ? a : b)
const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** The end of the answer time that begins at a moment; null when it has none. */
export function answerTime({ calendar, answerDays, emergencies }: AnswerClock, from: Date): Date | null {
  let day: string | null = dayIn(calendar.zone, from)
  let left = answerDays
  for (let days = 0; days < DAYS_MAX && day !== null; days += 1) {
    day = nextWorkingDay(calendar, plusDays(day, 1))
    if (day === null) return null
    const [start, end] = [startOfDay(calendar, day), endOfWorkingDay(calendar, day)]
    const disturbed = emergencies.find((one) => one.from < end && (one.until === null || one.until > start))
    if (disturbed?.until === null) return null
    if (!disturbed) left -= 1
    if (left <= 0) return end
  }
  return null
}
