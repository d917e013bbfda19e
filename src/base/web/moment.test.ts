import { expect, it } from 'vitest'
import { age, clock, day, exactly } from './moment.ts'

const now = new Date(2026, 2, 15, 12, 0)
const ago = (ms: number) => new Date(now.getTime() - ms)
const MINUTE_MS = 60_000

it('counts minutes, then hours, then leaves it to the date', () => {
  expect([age(ago(5000), now)?.unit, age(ago(5 * MINUTE_MS), now), age(ago(170 * MINUTE_MS), now), age(ago(24 * 60 * MINUTE_MS), now)]).toEqual([
    'now',
    { unit: 'minutes', count: 5 },
    { unit: 'hours', count: 2 },
    null,
  ])
})

it('takes a clock that is a little ahead for now, and a far one for a date', () => {
  expect([age(ago(-30_000), now)?.unit, age(ago(-2 * MINUTE_MS), now), age(new Date(9999, 0, 2), now)]).toEqual(['now', null, null])
})

it('says the date, and the year when it is another one', () => {
  expect(day(new Date(2026, 2, 4), now, 'he')).toBe('4.3')
  expect(day(new Date(2026, 2, 4), now, 'en')).toBe('4 Mar')
  expect(day(new Date(2024, 2, 4), now, 'he')).toBe('4.3.2024')
})

it('tells the whole moment on a 24-hour clock', () => {
  expect(exactly(new Date(2026, 2, 15, 17, 5), 'en')).toContain('17:05')
  expect(exactly(new Date(2026, 2, 15, 17, 5), 'he')).toContain('17:05')
})

it('tells the hour of today, and the day of any other', () => {
  expect(clock(new Date(2026, 2, 15, 9, 3), now, 'he')).toBe('09:03')
  expect(clock(new Date(2026, 2, 14, 9, 3), now, 'en')).toBe('14 Mar, 09:03')
  expect(clock(new Date(2026, 2, 14, 9, 3), now, 'he')).toBe('\u200F14.3, 09:03') // a mark of direction: set apart, the date is read first
})
