import { describe, expect, it } from 'vitest'
import { wilson } from './wilson.ts'

describe('an interval', () => {
  it('is that of the literature', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    expect(wilson(81, 263).map((share) => share.toFixed(4))).toEqual(['0.2553', '0.3662'])
    expect(wilson(15, 148).map((share) => share.toFixed(4))).toEqual(['0.0624', '0.1605'])
    expect(wilson(0, 20).map((share) => share.toFixed(4))).toEqual(['0.0000', '0.1611'])
    expect(wilson(1, 29).map((share) => share.toFixed(4))).toEqual(['0.0061', '0.1718'])
  })

  it('never claims certainty, and narrows with more', () => {
    const [low, high] = wilson(20, 20)
    expect(high).toBe(1)
    expect(low).toBeLessThan(0.9)
    expect(wilson(200, 200)[0]).toBeGreaterThan(low)
  })
})
