import { expect, it } from 'vitest'
import { niceCeiling } from './histogram.tsx'

it.each([[0, 5], [3, 5], [6, 6], [11, 15], [20, 20], [27, 30], [51, 60], [640, 800], [1000, 1000], [1001, 1500]])('sets the scale for %d at %d', (most, ceiling) => {
  expect(niceCeiling(most)).toBe(ceiling)
})
