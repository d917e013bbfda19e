import { expect, it } from 'vitest'
import { readHours, writeHours } from './day-hours.ts'

it.each([
  ['', []],
  ['9-18', [[540, 1080]]],
  ['9:00-13:00, 14:30–18:00', [[540, 780], [870, 1080]]],
  [' 8:30 - 12   13-17 ', [[510, 720], [780, 1020]]],
  ['9־18', [[540, 1080]]],
  ['0-24', [[0, 1440]]],
])('reads “%s”', (text, hours) => {
  expect(readHours(text)).toEqual(hours)
})

it.each(['18-9', '9', 'nine to five', '9-13, 12-18', '9-25', '9:75-10', '-9'])('does not read “%s”', (text) => {
  expect(readHours(text)).toBeNull()
})

it('reads back what it writes', () => {
  for (const hours of [[], [[540, 1080]], [[0, 1], [1439, 1440]]] as [number, number][][]) expect(readHours(writeHours(hours))).toEqual(hours)
})
