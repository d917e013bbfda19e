import { describe, expect, it } from 'vitest'
import { type Calendar, quietTimes } from '../../../people/index.ts'
import { type DayHours, workingHours } from '../../../people/working-hours.ts'
import { type Duty, dutiesOfPromise, dutiesOfWaiting, type Manners, slotOf, whatNow, workingMoment } from './plan-tending.ts'

const NINE_TO_SIX: DayHours = [[540, 1080]]
/** Open every day of the week, holidays too, as a shop is. */
const shop: Calendar = calendar([NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX], false)
const office: Calendar = calendar([NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []], true)

function calendar(hours: DayHours[], holidays: boolean): Calendar {
  const market = { zone: 'Asia/Jerusalem', country: 'IL', hours, holidays, specialDays: [] }
  return { zone: market.zone, country: market.country, hours: workingHours(market) }
}

const at = (local: string, offset = '+02:00'): Date => new Date(`${local}${offset}`)
const manners = (given: Partial<Manners> = {}): Manners => ({
  calendar: office, quiet: quietTimes({ zone: 'Asia/Jerusalem', country: 'IL', sabbath: true, memorial: true }), isEmergency: false, lastWrittenAt: null, ...given,
})
const briefly = (duties: readonly Duty[]): string[] => duties.map(({ what, at: moment }) => `${what} ${moment.toISOString()}`)

describe('a reminder may leave', () => {
  it('only when the department works', () => {
    expect(workingMoment(manners(), at('2026-03-15T12:34:56'))).toEqual(at('2026-03-15T12:34:56'))
    expect(workingMoment(manners(), at('2026-03-19T18:00:00'))).toEqual(at('2026-03-22T09:00:00'))
  })

  it('never on the Sabbath, a holiday or a memorial day that the workspace keeps, also where one works then', () => {
    const open = manners({ calendar: shop })
    expect(workingMoment(open, at('2026-03-20T15:30:00'))).toEqual(at('2026-03-22T09:00:00'))
    expect(workingMoment(open, at('2026-03-21T12:00:00'))).toEqual(at('2026-03-22T09:00:00'))
    expect(workingMoment(open, at('2026-04-02T12:00:00', '+03:00'))).toEqual(at('2026-04-03T09:00:00', '+03:00')) // Passover
    expect(workingMoment(open, at('2026-04-14T10:00:00', '+03:00'))).toEqual(at('2026-04-15T09:00:00', '+03:00')) // Holocaust Memorial Day
    const loud = quietTimes({ zone: 'Asia/Jerusalem', country: 'IL', sabbath: false, memorial: false })
    expect(workingMoment({ ...open, quiet: loud }, at('2026-03-21T12:00:00'))).toEqual(at('2026-03-21T12:00:00'))
  })

  it('never in an emergency, nor twice on one day', () => {
    expect(workingMoment(manners({ isEmergency: true }), at('2026-03-15T12:00:00'))).toBeNull()
    expect(workingMoment(manners({ lastWrittenAt: at('2026-03-15T09:00:00') }), at('2026-03-15T16:00:00'))).toEqual(at('2026-03-16T09:00:00'))
    expect(workingMoment(manners({ lastWrittenAt: at('2026-03-19T23:00:00') }), at('2026-03-19T23:30:00'))).toEqual(at('2026-03-22T09:00:00'))
  })

  it('nowhere where nobody ever works', () => {
    expect(workingMoment(manners({ calendar: calendar([[], [], [], [], [], [], []], false) }), at('2026-03-15T12:00:00'))).toBeNull()
  })
})

describe('what there is to do', () => {
  const since = at('2026-03-15T10:00:00')
  const waiting = { since, touchedAt: null, hasDeputy: false, sent: [{ way: 'mail', purpose: 'ask', to: 'dana', state: 'sent', at: since }] } as const
  const judged = { knownSince: null, answerBy: at('2026-03-18T18:00:00'), isSilent: false }

  it('while an answer is waited for: halfway, and on the morning of the day on which it is due', () => {
    expect(briefly(dutiesOfWaiting(waiting, judged, office))).toEqual(['half 2026-03-17T07:30:00.000Z', 'last_call 2026-03-18T07:00:00.000Z'])
    expect(briefly(dutiesOfWaiting({ ...waiting, touchedAt: since }, judged, office)).at(-1)).toBe('second 2026-03-18T07:00:00.000Z')
  })

  it('is nothing for what never left, came back, or cannot end', () => {
    expect(dutiesOfWaiting({ ...waiting, sent: [] }, judged, office)).toEqual([])
    expect(dutiesOfWaiting({ ...waiting, sent: [{ ...waiting.sent[0], state: 'bounced' }] }, judged, office)).toEqual([])
    expect(dutiesOfWaiting(waiting, { ...judged, answerBy: null }, office)).toEqual([])
  })

  it('for a promise: the working morning before, the day, the working morning after', () => {
    expect(briefly(dutiesOfPromise({ due: '2026-03-22', madeAt: since }, office))).toEqual([
      'due_soon 2026-03-19T07:00:00.000Z', 'due_today 2026-03-22T07:00:00.000Z', 'overdue 2026-03-23T07:00:00.000Z',
    ])
    expect(briefly(dutiesOfPromise({ due: '2026-03-16', madeAt: since }, office))).toEqual(['due_today 2026-03-16T07:00:00.000Z', 'overdue 2026-03-17T07:00:00.000Z'])
    expect(briefly(dutiesOfPromise({ due: '2026-03-15', madeAt: since }, office))).toEqual(['overdue 2026-03-16T07:00:00.000Z'])
  })

  it('is only the last of what is due, once', () => {
    const duties = dutiesOfPromise({ due: '2026-03-18', madeAt: since }, office)
    const now = at('2026-03-18T10:00:00')
    expect(whatNow(duties, new Set(), manners(), now)).toEqual({ due: duties[1], next: at('2026-03-19T09:00:00') })
    expect(whatNow(duties, new Set(duties.slice(1, 2).map(slotOf)), manners(), now)).toEqual({ due: null, next: at('2026-03-19T09:00:00') })
    expect(whatNow(duties, new Set(duties.map(slotOf)), manners(), at('2026-04-19T10:00:00'))).toEqual({ due: null, next: null })
  })

  it('waits until it may leave', () => {
    const duties = dutiesOfPromise({ due: '2026-03-18', madeAt: since }, office)
    expect(whatNow(duties, new Set(), manners(), at('2026-03-18T20:00:00'))).toEqual({ due: null, next: at('2026-03-19T09:00:00') })
    expect(whatNow(duties, new Set(), manners({ isEmergency: true }), at('2026-03-18T10:00:00'))).toEqual({ due: null, next: null })
  })
})
