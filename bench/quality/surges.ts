import { figuresOf } from '../surges.ts'
import { SCORED_FROM, simulated, streamOf } from '../surges/simulated-stream.ts'
import { surgesOf } from '../../src/language/surges/watch.ts'
import type { QualityRow } from './row.ts'

const SEEDS = [20_261_123, 7, 99]

/** Events found and false alarms in three simulated streams, on average: seeded, so no file is read. */
export function surgeRows(): QualityRow[] {
  const figures = SEEDS.map((seed) => {
    const world = simulated(seed)
    return figuresOf(world.bursts, surgesOf(streamOf(world)).filter(({ to }) => to > SCORED_FROM))
  })
  const mean = (of: 'recall' | 'falseAlarms') => figures.reduce((sum, each) => sum + each[of], 0) / figures.length
  return [
    { set: 'surges (simulated)', metric: 'recall of events', value: mean('recall'), floor: 0.85, goal: 0.9, moonshot: 0.95, published: 'docs/themes.md' },
    { set: 'surges (simulated)', metric: 'false alarms per term and week, fewer is better', value: mean('falseAlarms'), floor: 0.01, goal: 0.005, moonshot: 0.001, published: 'docs/themes.md' },
  ]
}
