import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../../people/index.ts'
import { type DayHours, workingHours } from '../../../people/working-hours.ts'
import { dayIn } from '../working-days.ts'
import { type AnswerClock, answerTime, judgeSilence, type Sent, type Waiting } from './judge-silence.ts'

const NINE_TO_SIX: DayHours = [[540, 1080]]
const WEEK: DayHours[] = [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []]

/** Sunday to Thursday in Israel; on `daysOff` nobody works. */
function israel(daysOff: readonly string[] = []): Calendar {
  const market = { zone: 'Asia/Jerusalem', country: 'IL', hours: WEEK, holidays: true, specialDays: daysOff.map((day) => ({ day, hours: [] })) }
  return { zone: market.zone, country: market.country, hours: workingHours(market) }
}

const at = (local: string): Date => new Date(`${local}+02:00`)
const SUNDAY = at('2026-03-15T10:00:00')
const clock = (given: Partial<AnswerClock> = {}): AnswerClock => ({ calendar: israel(), answerDays: 2, emergencies: [], ...given })
const waiting = (given: Partial<Waiting> = {}): Waiting => ({ since: SUNDAY, touchedAt: null, hasDeputy: false, sent: [], ...given })
const sent = (local: string, given: Partial<Sent> = {}): Sent => ({ way: 'mail', purpose: 'ask', to: 'dana', state: 'sent', at: at(local), ...given })
const LATE = at('2026-06-01T12:00:00')

const REMINDED = [
  sent('2026-03-15T10:00:00'),
  sent('2026-03-16T09:00:00', { purpose: 'reminder' }),
  sent('2026-03-17T09:00:00', { purpose: 'reminder', way: 'whatsapp', to: '' }),
]

describe('not answering', () => {
  it('counts once the answer time has passed since somebody is known to have seen the ask', () => {
    const seen = waiting({ touchedAt: at('2026-03-16T12:00:00') })
    const answerBy = at('2026-03-18T18:00:00')
    expect(judgeSilence(seen, clock(), new Date(answerBy.getTime() - 1))).toMatchObject({ answerBy, isSilent: false })
    expect(judgeSilence(seen, clock(), answerBy)).toEqual({ knownSince: seen.touchedAt, answerBy, isSilent: true })
  })

  it('never counts while nobody knows whether it has arrived, however long it takes', () => {
    const stories: Sent[][] = [
      [], [sent('2026-03-15T10:00:00')],
      REMINDED.slice(0, 2),
      [...REMINDED.slice(0, 2), sent('2026-03-17T09:00:00', { purpose: 'reminder' })],
      REMINDED.map((one) => (one.way === 'whatsapp' ? one : { ...one, state: 'bounced' })),
      REMINDED.map((one) => (one.way === 'whatsapp' ? one : { ...one, state: 'unknown' })),
      REMINDED.map((one) => (one.purpose === 'ask' ? { ...one, state: 'bounced' } : one)),
    ]
    for (const story of stories) expect(judgeSilence(waiting({ sent: story }), clock(), LATE)).toMatchObject({ knownSince: null, isSilent: false })
  })

  it('counts after two reminders by two ways that nothing gave back, from the second on', () => {
    const judged = judgeSilence(waiting({ sent: REMINDED }), clock(), LATE)
    expect(judged).toEqual({ knownSince: at('2026-03-17T09:00:00'), answerBy: at('2026-03-19T18:00:00'), isSilent: true })
  })

  it('waits for the deputy to be tried, where there is one', () => {
    const alone = waiting({ sent: REMINDED, hasDeputy: true })
    expect(judgeSilence(alone, clock(), LATE).isSilent).toBe(false)
    const tried = { ...alone, sent: [...REMINDED, sent('2026-03-22T09:00:00', { purpose: 'deputy', to: 'avi' })] }
    expect(judgeSilence(tried, clock(), LATE)).toMatchObject({ knownSince: at('2026-03-22T09:00:00'), isSilent: true })
    const gaveBack = { ...tried, sent: tried.sent.map((one) => (one.to === 'avi' ? { ...one, state: 'bounced' as const } : one)) }
    expect(judgeSilence(gaveBack, clock(), LATE).isSilent).toBe(false)
  })

  it('does not count for days of a holiday, a weekend or an emergency', () => {
    const touchedAt = at('2026-03-18T09:00:00')
    const emergencies = [{ from: at('2026-03-22T17:00:00'), until: at('2026-03-23T08:00:00') }]
    const judged = judgeSilence(waiting({ touchedAt }), clock({ calendar: israel(['2026-03-19']), emergencies }), LATE)
    expect(judged.answerBy).toEqual(at('2026-03-25T18:00:00'))
  })

  it('stands still while an emergency lasts, and does not end what had ended before it', () => {
    const seen = waiting({ touchedAt: SUNDAY })
    expect(judgeSilence(seen, clock({ emergencies: [{ from: at('2026-03-17T12:00:00'), until: null }] }), LATE)).toMatchObject({ answerBy: null, isSilent: false })
    expect(judgeSilence(seen, clock({ emergencies: [{ from: at('2026-03-17T18:00:00'), until: null }] }), LATE).isSilent).toBe(true)
  })

  it('is never late where nobody ever works', () => {
    const never = workingHours({ zone: 'UTC', country: 'GB', hours: [[], [], [], [], [], [], []], holidays: false, specialDays: [] })
    expect(answerTime(clock({ calendar: { zone: 'UTC', country: 'GB', hours: never } }), SUNDAY)).toBeNull()
  })
})

const HOUR_MS = 3_600_000
const hours = fc.integer({ min: 0, max: 24 * 20 }).map((hour) => new Date(SUNDAY.getTime() + hour * HOUR_MS))
const message: fc.Arbitrary<Sent> = fc.record({
  way: fc.constantFrom('mail', 'whatsapp', 'copy', 'ticket'),
  purpose: fc.constantFrom('ask', 'reminder', 'deputy'),
  to: fc.constantFrom('dana', 'avi', ''),
  state: fc.oneof({ weight: 5, arbitrary: fc.constant('sent') }, { weight: 3, arbitrary: fc.constantFrom('bounced', 'refused', 'unknown', 'waiting') }),
  at: hours,
})
const story = fc.record({
  waiting: fc.record({ since: fc.constant(SUNDAY), touchedAt: fc.option(hours), hasDeputy: fc.boolean(), sent: fc.array(message, { maxLength: 8 }) }),
  daysOff: fc.array(hours.map((moment) => dayIn('Asia/Jerusalem', moment)), { maxLength: 6 }),
  emergencies: fc.array(fc.tuple(hours, fc.integer({ min: 1, max: 60 })), { maxLength: 3 })
    .map((all) => all.map(([from, length]) => ({ from, until: new Date(from.getTime() + length * HOUR_MS) }))),
  answerDays: fc.integer({ min: 1, max: 5 }),
  after: fc.integer({ min: 0, max: 24 * 60 }),
})

type Story = Omit<typeof story extends fc.Arbitrary<infer It> ? It : never, 'waiting'> & { waiting: Waiting }

/** Whether it is fair to count, told as slowly and plainly as can be: hour by hour, and day by day. */
function isFair({ waiting, daysOff, emergencies, answerDays }: Story, now: Date): boolean {
  const { hours: worked } = israel(daysOff)
  let arrivedAt: Date | null = null
  for (let moment = SUNDAY; moment <= now && arrivedAt === null; moment = new Date(moment.getTime() + HOUR_MS)) {
    const good = waiting.sent.filter((one) => one.at <= moment && one.state === 'sent')
      .filter((one) => !waiting.sent.some((other) => other.state === 'bounced' && other.way === one.way && other.to === one.to))
    const ways = new Set(good.filter(({ purpose }) => purpose === 'reminder').map(({ way }) => way))
    const isDeputyTried = !waiting.hasDeputy || good.some(({ purpose }) => purpose === 'deputy')
    const isTouched = waiting.touchedAt !== null && waiting.touchedAt <= moment
    if (isTouched || (ways.size >= 2 && isDeputyTried)) arrivedAt = moment
  }
  if (arrivedAt === null) return false
  const days = new Map<string, { open: Date[]; all: Date[] }>()
  for (let moment = SUNDAY; moment < now; moment = new Date(moment.getTime() + HOUR_MS)) {
    const day = dayIn('Asia/Jerusalem', moment)
    const known = days.get(day) ?? { open: [], all: [] }
    known.all.push(moment)
    if (worked.isOpen(moment)) known.open.push(moment)
    days.set(day, known)
  }
  const arrivedOn = dayIn('Asia/Jerusalem', arrivedAt)
  const whole = [...days].filter(([day, { open, all }]) => {
    const last = open.at(-1)
    if (day <= arrivedOn || last === undefined) return false
    const untilEnd = all.filter((moment) => moment <= last)
    return !emergencies.some(({ from, until }) => untilEnd.some((moment) => from < new Date(moment.getTime() + HOUR_MS) && until > moment))
  })
  // The last of these days counts only when its work has ended, which the next hour tells.
  const ended = whole.filter(([, { open }]) => {
    const last = open.at(-1)
    const next = last && new Date(last.getTime() + HOUR_MS)
    return next !== undefined && next <= now && !worked.isOpen(next)
  })
  return ended.length >= answerDays
}

/** What has happened of it by a moment. */
const knownAt = ({ touchedAt, sent, ...rest }: Waiting, now: Date): Waiting =>
  ({ ...rest, sent: sent.filter((one) => one.at <= now), touchedAt: touchedAt !== null && touchedAt <= now ? touchedAt : null })

const judge = ({ waiting, daysOff, emergencies, answerDays }: Story, now: Date): boolean =>
  judgeSilence(waiting, { calendar: israel(daysOff), answerDays, emergencies }, now).isSilent

describe('whatever happens', () => {
  it('silence counts exactly when a slow and plain telling of the rule calls it fair', () => {
    fc.assert(fc.property(story, (told) => {
      const now = new Date(SUNDAY.getTime() + told.after * HOUR_MS)
      const soFar = { ...told, waiting: knownAt(told.waiting, now) }
      expect(judge(soFar, now)).toBe(isFair(soFar, now))
    }), { numRuns: 300 })
  })

  it('silence counts in the end whenever the ask is known to have arrived, and never otherwise', () => {
    fc.assert(fc.property(story, (told) => {
      const known = judgeSilence(told.waiting, { calendar: israel(told.daysOff), answerDays: told.answerDays, emergencies: told.emergencies }, LATE).knownSince
      expect(judge(told, LATE)).toBe(known !== null)
    }), { numRuns: 300 })
  })
})
