import { describe, expect, test } from 'vitest'
import type { DateStyle } from '../import-contract.ts'
import { dateReader, stylesOf } from './read-date.ts'

const read = (style: DateStyle, text: string, zone = 'Asia/Jerusalem') => dateReader(style, zone)(text)?.toISOString() ?? null

describe('a moment', () => {
  test.each([
    ['iso', '2026-03-15 14:05', '2026-03-15T12:05:00.000Z'],
    ['iso', '2026-03-15', '2026-03-14T22:00:00.000Z'],
    ['iso', '2026-03-15T14:05:06.789Z', '2026-03-15T14:05:06.000Z'],
    ['iso', '2026-03-15T14:05:06+0530', '2026-03-15T08:35:06.000Z'],
    ['iso', '2026/3/5 9:07 PM', '2026-03-05T19:07:00.000Z'],
    ['day_first', '15.3.2026 14:05', '2026-03-15T12:05:00.000Z'],
    ['day_first', '15/03/2026', '2026-03-14T22:00:00.000Z'],
    ['day_first', '\u200f15/03/26, 14:05:33', '2026-03-15T12:05:33.000Z'],
    ['month_first', '3/15/2026 2:05 PM', '2026-03-15T12:05:00.000Z'],
    ['month_first', '3/15/2026, 12:05 a.m.', '2026-03-14T22:05:00.000Z'],
    ['words', '15-Mar-2026 02:05PM', '2026-03-15T12:05:00.000Z'],
    ['words', 'March 15, 2026 at 2:05 PM', '2026-03-15T12:05:00.000Z'],
    ['words', '15 במרץ 2026 בשעה 14:05', '2026-03-15T12:05:00.000Z'],
    ['words', 'Sun, 15 Mar 2026 14:05:00 +0000', '2026-03-15T14:05:00.000Z'],
    ['words', 'Sun Mar 15 14:05:00 +0000 2026', '2026-03-15T14:05:00.000Z'],
    ['excel', '46096.586805556', '2026-03-15T12:05:00.000Z'],
    ['unix_s', '1773576300', '2026-03-15T12:05:00.000Z'],
    ['unix_ms', '1773576300000', '2026-03-15T12:05:00.000Z'],
  ] as const)('written %s as %s is read', (style, text, at) => {
    expect(read(style, text)).toBe(at)
  })

  test('is that of the chosen zone, summer and winter, also on the day the clocks change', () => {
    expect(read('iso', '2026-07-01 12:00')).toBe('2026-07-01T09:00:00.000Z')
    expect(read('iso', '2026-01-01 12:00')).toBe('2026-01-01T10:00:00.000Z')
    expect(read('iso', '2026-03-27 01:59')).toBe('2026-03-26T23:59:00.000Z')
    expect(read('iso', '2026-03-27 03:00')).toBe('2026-03-27T00:00:00.000Z')
    expect(read('iso', '2026-07-01 12:00', 'America/New_York')).toBe('2026-07-01T16:00:00.000Z')
  })

  test.each(['', 'yesterday', '31.2.2026', '15.13.2026', '2026-03-15 25:00', '1/1/1801', '99999999999999', `${' '.repeat(70)}-${' '.repeat(9)}`, '١٥/٣/٢٠٢٦'])('is not seen in %j', (text) => {
    for (const style of ['iso', 'day_first', 'month_first', 'words', 'excel', 'unix_s', 'unix_ms'] as const) expect([style, read(style, text)]).toEqual([style, null])
  })
})

describe('the style of a column', () => {
  test('is the one that reads it', () => {
    expect(stylesOf(['15.3.2026', '1.2.2026', ''])).toEqual(['day_first'])
    expect(stylesOf(['3/15/2026 2:05 PM', '1/2/2026 1:00 AM'])).toEqual(['month_first'])
    expect(stylesOf(['2026-03-15', '2026-03-16'])).toEqual(['iso'])
  })

  test('is never guessed where days and months could be either', () => {
    expect(stylesOf(['1/2/2026', '3/4/2026'])).toEqual(['day_first', 'month_first'])
  })

  test('is told by most cells, however few are bad', () => {
    expect(stylesOf([...Array.from({ length: 9 }, () => '15.3.2026'), 'soon'])).toEqual(['day_first'])
    expect(stylesOf(['15.3.2026', 'soon', 'later'])).toEqual([])
  })
})
