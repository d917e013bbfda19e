import { describe, expect, it } from 'vitest'
import { calendar, stepOf } from './calendar.ts'

const DAY_MS = 86_400_000
const range = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) })
const starts = (pieces: readonly { from: Date }[]) => pieces.map(({ from }) => from.toISOString().replace(':00.000Z', ''))

describe('the calendar of figures', () => {
  const jerusalem = calendar('Asia/Jerusalem', 0)

  it('cuts days at local midnight, in summer and in winter, and leaves no hole', () => {
    const days = jerusalem.cut(range('2026-03-25T10:00:00Z', '2026-03-29T10:00:00Z'), 'day')
    expect(starts(days)).toEqual(['2026-03-25T10:00', '2026-03-25T22:00', '2026-03-26T22:00', '2026-03-27T21:00', '2026-03-28T21:00'])
    expect(days.slice(1).every(({ from }, at) => from.getTime() === days[at]?.until.getTime())).toBe(true)
    expect(days.at(-1)?.until).toEqual(new Date('2026-03-29T10:00:00Z'))
  })

  it('begins weeks on the market’s first day and months on their first', () => {
    expect(starts(jerusalem.cut(range('2026-05-05T00:00:00Z', '2026-05-20T00:00:00Z'), 'week'))).toEqual(['2026-05-05T00:00', '2026-05-09T21:00', '2026-05-16T21:00'])
    expect(starts(calendar('Europe/Berlin', 1).cut(range('2026-05-05T00:00:00Z', '2026-05-13T00:00:00Z'), 'week'))).toEqual(['2026-05-05T00:00', '2026-05-10T22:00'])
    expect(starts(jerusalem.cut(range('2025-12-15T00:00:00Z', '2026-02-02T00:00:00Z'), 'month'))).toEqual(['2025-12-15T00:00', '2025-12-31T22:00', '2026-01-31T22:00'])
  })

  it('begins a day with the UTC hour in which it begins, where that is not on the hour', () => {
    const kolkata = calendar('Asia/Kolkata', 0)
    expect(starts(kolkata.cut(range('2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z'), 'day'))).toEqual(['2026-05-01T00:00', '2026-05-01T18:00'])
    expect(kolkata.dayAt(new Date('2026-05-01T18:10:00Z'))).toBe(kolkata.dayAt(new Date('2026-05-02T06:00:00Z')))
  })

  it('tells three days by the hour, a quarter by the day, two years by the week, and more by the month', () => {
    const stepIn = (days: number) => stepOf({ from: new Date(0), until: new Date(days * DAY_MS) })
    expect([1, 3, 4, 92, 93, 731, 733].map(stepIn)).toEqual(['hour', 'hour', 'day', 'day', 'week', 'week', 'month'])
    expect(stepOf(range('2026-10-23T21:00:00Z', '2026-10-26T22:00:00Z'))).toBe('hour') // three local days, one of them of 25 hours
  })
})
