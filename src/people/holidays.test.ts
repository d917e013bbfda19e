import { describe, expect, it } from 'vitest'
import { holidaysOf, memorialDaysOf } from './holidays.ts'

/** Dates as published for the years named. */
const PUBLISHED: Record<string, string[]> = {
  rosh_hashanah: ['2020-09-19', '2021-09-07', '2022-09-26', '2023-09-16', '2024-10-03', '2025-09-23', '2026-09-12'],
  yom_kippur: ['2020-09-28', '2021-09-16', '2022-10-05', '2023-09-25', '2024-10-12', '2025-10-02', '2026-09-21'],
  sukkot: ['2020-10-03', '2021-09-21', '2022-10-10', '2023-09-30', '2024-10-17', '2025-10-07', '2026-09-26'],
  passover: ['2020-04-09', '2021-03-28', '2022-04-16', '2023-04-06', '2024-04-23', '2025-04-13', '2026-04-02'],
  // Moved off the Sabbath: 2021 and 2025 to Thursday, 2022 from Friday to Thursday, 2024 from Monday to Tuesday.
  independence: ['2020-04-29', '2021-04-15', '2022-05-05', '2023-04-26', '2024-05-14', '2025-05-01', '2026-04-22'],
  shavuot: ['2020-05-29', '2021-05-17', '2022-06-05', '2023-05-26', '2024-06-12', '2025-06-02', '2026-05-22'],
}

describe('Israeli holidays', () => {
  it.each(Object.entries(PUBLISHED))('%s falls where the calendar says', (key, days) => {
    const found = days.map((day) => holidaysOf('IL', Number(day.slice(0, 4))).find((holiday) => holiday.key === key)?.day)
    expect(found).toEqual(days)
  })

  it('are nine rest days and eight eves in every year from 2020 to 2040', () => {
    for (let year = 2020; year <= 2040; year++) {
      const days = holidaysOf('IL', year)
      expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(9)
      expect(days.filter(({ kind }) => kind === 'eve')).toHaveLength(8)
      expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted())
    }
  })

  it('never put Independence Day or its eve on a Sabbath', () => {
    for (let year = 2020; year <= 2040; year++) {
      const days = holidaysOf('IL', year).filter(({ key }) => key.startsWith('independence'))
      const weekdays = days.map(({ day }) => new Date(day).getUTCDay())
      expect(weekdays).not.toContain(6)
      expect(weekdays).not.toContain(5)
    }
  })

  it('are unknown for other countries and for years beyond the rules', () => {
    expect(holidaysOf('DE', 2026)).toEqual([])
    expect(holidaysOf('IL', 1999)).toEqual([])
    expect(holidaysOf('IL', 9999)).toEqual([])
  })
})

describe('Israeli memorial days', () => {
  // As published. 2021 moved from Friday to Thursday, 2024 from Sunday to Monday; 2025 and 2026 stay.
  it('Holocaust Remembrance Day falls where the calendar says', () => {
    const days = ['2020-04-21', '2021-04-08', '2022-04-28', '2023-04-18', '2024-05-06', '2025-04-24', '2026-04-14']
    expect(days.map((day) => memorialDaysOf('IL', Number(day.slice(0, 4))).find(({ key }) => key === 'holocaust')?.day)).toEqual(days)
  })

  it('Memorial Day is the day before Independence Day, wherever that moves', () => {
    for (let year = 2004; year <= 2100; year++) {
      const independence = holidaysOf('IL', year).find(({ key }) => key === 'independence_eve')?.day
      expect([year, memorialDaysOf('IL', year).find(({ key }) => key === 'fallen')?.day]).toEqual([year, independence])
    }
  })

  it('are two in every year, and neither begins or ends on a Sabbath', () => {
    for (let year = 2004; year <= 2100; year++) {
      const days = memorialDaysOf('IL', year)
      expect(days.map(({ key }) => key)).toEqual(['holocaust', 'fallen'])
      // The evening before a Sunday is the Sabbath's end, and Friday's ends in one.
      expect(days.filter(({ key, day }) => key === 'holocaust' && [0, 5, 6].includes(new Date(day).getUTCDay()))).toEqual([])
    }
  })

  it('are unknown for other countries', () => {
    expect(memorialDaysOf('DE', 2026)).toEqual([])
  })
})
