import { expect, it } from 'vitest'
import { clock, exactly, since } from './moment.ts'

const now = new Date(2026, 2, 15, 12, 0)
const ago = (ms: number) => new Date(now.getTime() - ms)
const MINUTE_MS = 60_000

it('says how long ago in the words of the language', () => {
  expect([since(ago(5000), now, 'en'), since(ago(5000), now, 'he')]).toEqual(['now', 'עכשיו'])
  expect(since(ago(5 * MINUTE_MS), now, 'en')).toBe('5 min ago')
  expect(since(ago(5 * MINUTE_MS), now, 'he')).toBe('לפני 5 דקות')
  expect(since(ago(2 * 60 * MINUTE_MS), now, 'he')).toBe('לפני שעתיים')
  expect(since(ago(3 * 60 * MINUTE_MS), now, 'en')).toMatch(/^3 hr/)
})

it('says the date after a day, and the year when it is another one', () => {
  expect(since(new Date(2026, 2, 4), now, 'he')).toBe('4.3')
  expect(since(new Date(2026, 2, 4), now, 'en')).toBe('4 Mar')
  expect(since(new Date(2024, 2, 4), now, 'he')).toBe('4.3.2024')
})

it('takes a clock that is a little ahead for now, and a far one for a date', () => {
  expect(since(ago(-30_000), now, 'en')).toBe('now')
  expect(since(new Date(9999, 0, 2), now, 'en')).toBe('2 Jan 9999')
})

it('tells the whole moment on a 24-hour clock', () => {
  expect(exactly(new Date(2026, 2, 15, 17, 5), 'en')).toContain('17:05')
  expect(exactly(new Date(2026, 2, 15, 17, 5), 'he')).toContain('17:05')
})

it('tells the hour of today, and the day of any other', () => {
  expect(clock(new Date(2026, 2, 15, 9, 3), now, 'he')).toBe('09:03')
  expect(clock(new Date(2026, 2, 14, 9, 3), now, 'en')).toBe('14 Mar, 09:03')
})
