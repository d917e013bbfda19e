import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../../tests/simulate/random.ts'
import { type Drawn, estimate, type Meant } from './estimate.ts'

describe('an estimate', () => {
  it('is exact when all was looked at', () => {
    const drawn = [{ size: 3, groups: [3] }, { size: 0, groups: [] }, { size: 2, groups: [1, 1] }]
    const meant = [{ bar: 0, group: 0 }, { bar: 0, group: 0 }, { bar: 2, group: 1 }]
    expect(estimate(drawn, meant)).toEqual({ bars: [2, 0, 1], total: 3, margin: 0 })
  })

  it('of a bar that was not looked at takes the share of all others', () => {
    const { bars, total } = estimate([{ size: 100, groups: [10, 10] }, { size: 50, groups: [] }], Array.from({ length: 10 }, () => ({ bar: 0, group: 0 })))
    expect({ bars, total }).toEqual({ bars: [50, 25], total: 75 })
  })

  it('that saw none or all does not claim to know', () => {
    const drawn = [{ size: 1_000, groups: Array(100).fill(1) as number[] }]
    const all = Array.from({ length: 100 }, (_, group) => ({ bar: 0, group }))
    expect(estimate(drawn, [])).toMatchObject({ total: 0, margin: 27 })
    expect(estimate(drawn, all)).toMatchObject({ total: 1_000, margin: 27 })
    expect(estimate([{ size: 1_000, groups: [] }], [])).toMatchObject({ total: 0, margin: 1_000 })
  })

  it.each([['rare', 0.004], ['now and then', 0.05], ['common', 0.5]])('of what is said %s is off by more than its margin in less than one of ten cases, bursts and all', (_, share) => {
    const random = randomFrom(20261123)
    const misses = Array.from({ length: 120 }, () => {
      const { drawn, meant, truth } = drawOf(share)
      const { total, margin } = estimate(drawn, meant)
      return Math.abs(total - truth) > margin
    }).filter(Boolean)
    expect(misses.length).toBeLessThan(12)

    /** Thirty days of twenty cells, in some of which everybody speaks of it; of each cell some are looked at. */
    function drawOf(share: number): { drawn: Drawn[]; meant: Meant[]; truth: number } {
      const meant: Meant[] = []
      let truth = 0
      const drawn = Array.from({ length: 30 }, (_, bar) => {
        const groups: number[] = []
        let size = 0
        for (let cell = 0; cell < 20; cell += 1) {
          const said = random.between(20, 80)
          const here = random.percent(3) ? Math.min(1, share * 4) : share
          const about = Array.from({ length: said }, () => random.next() < here)
          truth += about.filter(Boolean).length
          size += said
          const seen = about.slice(0, random.between(2, 10))
          groups.push(seen.length)
          for (const isMeant of seen) if (isMeant) meant.push({ bar, group: cell })
        }
        return { size, groups }
      })
      return { drawn, meant, truth }
    }
  })
})
