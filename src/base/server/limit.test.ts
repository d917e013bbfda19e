import { expect, it } from 'vitest'
import { createLimit } from './limit.ts'

const at = (ms: number) => new Date(1_700_000_000_000 + ms)

it('lets so much pass in so long a time, for each key apart', () => {
  const within = createLimit({ most: 2, withinMs: 1_000 })
  expect([within('a', at(0)), within('a', at(10)), within('a', at(20)), within('b', at(20))]).toEqual([true, true, false, true])
  expect(within('a', at(1_000))).toBe(true)
})

it('does not lock anybody out when the clock is set back', () => {
  const within = createLimit({ most: 1, withinMs: 1_000 })
  within('a', at(60_000))
  expect(within('a', at(0))).toBe(true)
})
