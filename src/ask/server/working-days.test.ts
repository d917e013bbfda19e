import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../people/index.ts'
import { type DayHours, workingHours } from '../../people/working-hours.ts'
import {
  afterWorkingDays, answerDue, dayIn, endOfWorkingDay, firstPossibleDay, isWorkingDay, nextWorkingDay, plusDays, startOfDay, workingDaysFrom,
} from './working-days.ts'

const NINE_TO_SIX: DayHours = [[540, 1080]]

/** Sunday to Thursday in Israel, with its holidays. */
function calendar(hours: DayHours[] = [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []], specialDays: { day: string; hours: DayHours }[] = []): Calendar {
  const market = { zone: 'Asia/Jerusalem', country: 'IL', hours, holidays: true, specialDays }
  return { zone: market.zone, country: market.country, hours: workingHours(market) }
}

const israel = calendar()
const nobody = calendar([[], [], [], [], [], [], []])
const at = (iso: string) => new Date(iso)

describe('a day', () => {
  it('is the one it is where the department works', () => {
    expect(dayIn('Asia/Jerusalem', at('2026-03-15T21:59:59Z'))).toBe('2026-03-15')
    expect(dayIn('Asia/Jerusalem', at('2026-03-15T22:00:00Z'))).toBe('2026-03-16')
    expect(dayIn('America/New_York', at('2026-03-15T02:00:00Z'))).toBe('2026-03-14')
  })

  it('begins at midnight there, also when the clocks change', () => {
    expect(startOfDay(israel, '2026-03-27')).toEqual(at('2026-03-27T00:00:00+02:00'))
    expect(startOfDay(israel, '2026-03-28')).toEqual(at('2026-03-28T00:00:00+03:00'))
  })

  it('has others before and after it, over months and leap years', () => {
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(plusDays('2026-01-01', -1)).toBe('2025-12-31')
  })
})

describe('a working day', () => {
  it('is one on which any work is done: not the weekend, not a holiday', () => {
    expect(isWorkingDay(israel, '2026-03-15')).toBe(true)
    expect(isWorkingDay(israel, '2026-03-13')).toBe(false) // Friday
    expect(isWorkingDay(israel, '2026-04-01')).toBe(true) // the eve of Passover: until one
    expect(isWorkingDay(israel, '2026-04-02')).toBe(false) // Passover
    expect(isWorkingDay(calendar(undefined, [{ day: '2026-03-15', hours: [] }]), '2026-03-15')).toBe(false)
  })

  it('comes next after those on which nobody works', () => {
    expect(nextWorkingDay(israel, '2026-03-12')).toBe('2026-03-12') // Thursday
    expect(nextWorkingDay(israel, '2026-03-13')).toBe('2026-03-15')
    expect(workingDaysFrom(israel, '2026-03-12', 4)).toEqual(['2026-03-12', '2026-03-15', '2026-03-16', '2026-03-17'])
  })

  it('never comes where nobody works', () => {
    expect(nextWorkingDay(nobody, '2026-03-15')).toBeNull()
    expect(workingDaysFrom(nobody, '2026-03-15', 3)).toEqual([])
    expect(afterWorkingDays(nobody, '2026-03-15', 2)).toBeNull()
    expect(answerDue(nobody, at('2026-03-15T08:00:00Z'), 3)).toBeNull()
  })

  it('ends when its last hours do', () => {
    expect(endOfWorkingDay(israel, '2026-03-15')).toEqual(at('2026-03-15T18:00:00+02:00'))
    expect(endOfWorkingDay(israel, '2026-04-01')).toEqual(at('2026-04-01T13:00:00+03:00'))
    const twice = calendar(Array.from({ length: 7 }, (): DayHours => [[480, 720], [840, 1020]]))
    expect(endOfWorkingDay(twice, '2026-03-15')).toEqual(at('2026-03-15T17:00:00+02:00'))
    expect(endOfWorkingDay(israel, '2026-03-14')).toEqual(at('2026-03-14T00:00:00+02:00'))
  })
})

describe('an answer', () => {
  it('is due at the end of the so-manieth working day after that of asking', () => {
    expect(answerDue(israel, at('2026-03-15T08:00:00Z'), 1)).toEqual(at('2026-03-16T18:00:00+02:00'))
    expect(answerDue(israel, at('2026-03-12T08:00:00Z'), 3)).toEqual(at('2026-03-17T18:00:00+02:00')) // asked on Thursday
    expect(answerDue(israel, at('2026-03-14T08:00:00Z'), 1)).toEqual(at('2026-03-15T18:00:00+02:00')) // asked on the Sabbath
  })
})

describe('what takes working days', () => {
  it('is possible after them, counted from tomorrow; what takes none, on the next day of work', () => {
    expect(firstPossibleDay(israel, at('2026-03-12T08:00:00Z'), 0)).toBe('2026-03-12')
    expect(firstPossibleDay(israel, at('2026-03-13T08:00:00Z'), 0)).toBe('2026-03-15')
    expect(firstPossibleDay(israel, at('2026-03-12T08:00:00Z'), 1)).toBe('2026-03-15')
    expect(firstPossibleDay(israel, at('2026-03-12T08:00:00Z'), 10)).toBe('2026-03-26')
  })

  it('ends on a working day, later the more it takes, and has exactly so many between', () => {
    const days = fc.integer({ min: 0, max: 3_000 }).map((days) => plusDays('2024-01-01', days))
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 60 }), (day, count) => {
      const last = afterWorkingDays(israel, day, count) ?? ''
      expect(isWorkingDay(israel, last)).toBe(true)
      expect(workingDaysFrom(israel, plusDays(day, 1), 400).filter((one) => one <= last)).toHaveLength(count)
      expect((afterWorkingDays(israel, day, count + 1) ?? '') > last).toBe(true)
    }), { numRuns: 40 })
  })
})
