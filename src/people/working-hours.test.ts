import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areHours, type DayHours, type MarketTime, workingHours } from './working-hours.ts'
import { isZone, localDayAt, reached } from './zoned-time.ts'

const NINE_TO_SIX: DayHours = [[540, 1080]]
const ISRAEL: MarketTime = {
  zone: 'Asia/Jerusalem',
  country: 'IL',
  hours: [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []],
  holidays: true,
  specialDays: [],
}
const israel = workingHours(ISRAEL)
const at = (iso: string) => new Date(iso)

describe('a Sunday–Thursday week in Israel', () => {
  it('is open on Sunday and closed on Friday and Saturday', () => {
    expect(israel.isOpen(at('2026-11-22T10:00:00+02:00'))).toBe(true)
    expect(israel.isOpen(at('2026-11-27T10:00:00+02:00'))).toBe(false)
    expect(israel.isOpen(at('2026-11-28T10:00:00+02:00'))).toBe(false)
  })

  it('opens on the minute and is closed on the minute it closes', () => {
    expect(israel.isOpen(at('2026-11-22T08:59:59.999+02:00'))).toBe(false)
    expect(israel.isOpen(at('2026-11-22T09:00:00+02:00'))).toBe(true)
    expect(israel.isOpen(at('2026-11-22T17:59:59.999+02:00'))).toBe(true)
    expect(israel.isOpen(at('2026-11-22T18:00:00+02:00'))).toBe(false)
  })

  it('goes on counting on Sunday what Thursday evening left over', () => {
    expect(israel.addWorking(at('2026-11-26T17:30:00+02:00'), 60)).toEqual(at('2026-11-29T09:30:00+02:00'))
    expect(israel.nextOpening(at('2026-11-26T18:00:00+02:00'))).toEqual(at('2026-11-29T09:00:00+02:00'))
  })

  it('ends a count at the minute of closing, not at the next opening', () => {
    expect(israel.addWorking(at('2026-11-26T17:00:00+02:00'), 60)).toEqual(at('2026-11-26T18:00:00+02:00'))
  })

  it('rests on holidays and goes home early on their eves', () => {
    // Yom Kippur 2026 is a Monday, its eve a Sunday.
    expect(israel.isOpen(at('2026-09-20T12:59:00+03:00'))).toBe(true)
    expect(israel.isOpen(at('2026-09-20T13:00:00+03:00'))).toBe(false)
    expect(israel.nextOpening(at('2026-09-20T13:00:00+03:00'))).toEqual(at('2026-09-22T09:00:00+03:00'))
  })

  it('lets the market’s own special days go before the country’s', () => {
    const open = workingHours({ ...ISRAEL, specialDays: [{ day: '2026-09-21', hours: [[600, 720]] }] })
    expect(open.workingMinutesBetween(at('2026-09-21T00:00:00+03:00'), at('2026-09-22T00:00:00+03:00'))).toBe(120)
  })

  it('keeps its local hours when the clocks change', () => {
    // Clocks go forward on Friday 2026-03-27 and back on Sunday 2026-10-25.
    expect(israel.nextOpening(at('2026-03-26T18:00:00+02:00'))).toEqual(at('2026-03-29T09:00:00+03:00'))
    expect(israel.nextOpening(at('2026-10-24T12:00:00+03:00'))).toEqual(at('2026-10-25T09:00:00+02:00'))
  })
})

describe('nights and odd clocks', () => {
  const always: DayHours = [[0, 1440]]
  const week = Array.from({ length: 7 }, () => always)
  const nonstop = (zone: string) => workingHours({ zone, country: 'XX', hours: week, holidays: false, specialDays: [] })

  it.each(['Asia/Jerusalem', 'America/Sao_Paulo', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
    'round the clock in %s is every minute, over every change of clocks', (zone) => {
      const [from, until] = [at('2006-01-01T00:00:00Z'), at('2012-01-01T00:00:00Z')]
      expect(nonstop(zone).workingMinutesBetween(from, until)).toBe((until.getTime() - from.getTime()) / 60_000)
    })

  it('a time that the clocks jump over is reached when they jump', () => {
    const day = Date.UTC(2026, 2, 27) / 86_400_000
    expect(new Date(reached('Asia/Jerusalem', day, 150))).toEqual(at('2026-03-27T03:00:00+03:00'))
  })

  it('a time that the clocks show twice is reached the first time', () => {
    const day = Date.UTC(2026, 9, 25) / 86_400_000
    expect(new Date(reached('Asia/Jerusalem', day, 90))).toEqual(at('2026-10-25T01:30:00+03:00'))
    expect(new Date(reached('Asia/Jerusalem', day, 120))).toEqual(at('2026-10-25T02:00:00+02:00'))
  })

  it('a day that begins at one o’clock begins', () => {
    // Until 2018 the clocks of São Paulo went from midnight to one.
    const day = Date.UTC(2018, 10, 4) / 86_400_000
    expect(new Date(reached('America/Sao_Paulo', day, 0))).toEqual(at('2018-11-04T01:00:00-02:00'))
    expect(localDayAt('America/Sao_Paulo', at('2018-11-04T01:00:00-02:00').getTime())).toBe(day)
  })

  it('a market that never works says so instead of searching for ever', () => {
    const never = workingHours({ ...ISRAEL, hours: Array.from({ length: 7 }, () => []) })
    expect(never.nextOpening(at('2026-01-01T00:00:00Z'))).toBeNull()
    expect(never.addWorking(at('2026-01-01T00:00:00Z'), 1)).toBeNull()
    expect(never.workingMinutesBetween(at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(0)
  })

  it('knows which zones there are', () => {
    expect(isZone('Asia/Jerusalem')).toBe(true)
    expect(isZone('Asia/Atlantis')).toBe(false)
  })
})

describe('hours of a day', () => {
  it('are in order, apart and within the day', () => {
    expect(areHours([])).toBe(true)
    expect(areHours([[540, 780], [780, 1080], [1200, 1440]])).toBe(true)
    expect(areHours([[540, 540]])).toBe(false)
    expect(areHours([[540, 800], [780, 1080]])).toBe(false)
    expect(areHours([[600, 1441]])).toBe(false)
  })
})

describe('whatever the hours, the zone and the day', () => {
  const dayHours = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }).map((minutes): DayHours => {
    const sorted = minutes.toSorted((a, b) => a - b)
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => [sorted[2 * i] ?? 0, sorted[2 * i + 1] ?? 0])
  })
  const day = fc.integer({ min: 0, max: 60 }).map((n) => isoDay(2026, 2, 1 + n))
  const market = fc.record({
    zone: fc.constantFrom('Asia/Jerusalem', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Europe/Dublin'),
    country: fc.constantFrom('IL', 'DE'),
    hours: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
    holidays: fc.boolean(),
    specialDays: fc.array(fc.record({ day, hours: dayHours }), { maxLength: 3 }),
  })
  const moment = fc.date({ min: at('2026-02-20T00:00:00Z'), max: at('2026-11-20T00:00:00Z'), noInvalidDate: true })

  it('time added is the time between', () => {
    expect(fc.check(fc.property(market, moment, fc.integer({ min: 0, max: 6_000 }), (given, from, minutes) => {
      const hours = workingHours(given)
      const until = hours.addWorking(from, minutes)
      return until === null || near(hours.workingMinutesBetween(from, until), minutes)
    }), RUNS)).toMatchObject({ failed: false })
  })

  it('time between adds up over any moment in the middle, and turns its sign', () => {
    expect(fc.check(fc.property(market, moment, moment, moment, (given, a, b, c) => {
      const { workingMinutesBetween: between } = workingHours(given)
      return near(between(a, b) + between(b, c), between(a, c)) && near(between(a, b), -between(b, a))
    }), RUNS)).toMatchObject({ failed: false })
  })

  it('nothing is worked before the next opening, which is open', () => {
    expect(fc.check(fc.property(market, moment, (given, from) => {
      const hours = workingHours(given)
      const opening = hours.nextOpening(from)
      if (opening === null) return !hours.isOpen(from)
      return hours.isOpen(opening)
        && hours.workingMinutesBetween(from, opening) === 0
        && (opening.getTime() === from.getTime()) === hours.isOpen(from)
    }), RUNS)).toMatchObject({ failed: false })
  })
})

const RUNS = { numRuns: 150 }

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6

function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}
