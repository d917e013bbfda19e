import { expect, it } from 'vitest'
import { niceCeiling } from './histogram.tsx'

it.each([[0, 5], [3, 5], [6, 10], [11, 20], [20, 20], [21, 50], [51, 100], [640, 1000], [1000, 1000], [1001, 2000]])('sets the scale for %d at %d', (most, ceiling) => {
  expect(niceCeiling(most)).toBe(ceiling)
})
