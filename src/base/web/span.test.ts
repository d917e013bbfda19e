import { expect, it } from 'vitest'
import { span } from './span.ts'

const MINUTE = 60_000

it.each([
  [0, 'seconds', 0],
  [1_400, 'seconds', 1],
  [59_000, 'seconds', 59],
  [MINUTE, 'minutes', 1],
  [90 * MINUTE, 'minutes', 90],
  [120 * MINUTE, 'hours', 2],
  [26 * 60 * MINUTE, 'hours', 26],
  [48 * 60 * MINUTE, 'days', 2],
  [396 * 24 * 60 * MINUTE, 'days', 396],
])('says %d ms in %s', (ms, unit, count) => {
  expect(span(ms)).toEqual({ unit, count })
})
