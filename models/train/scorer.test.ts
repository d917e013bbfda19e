import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readFeatures } from '../../src/language/features.ts'
import { scorerOf } from '../../src/language/scorer.ts'
import { parseWeights } from '../../src/language/weights.ts'
import { seedRows, seedSentiment } from './examples.ts'
import { scorerModel } from './scorer.ts'
import { weightsBytes } from './write-weights.ts'

const { train, dev } = seedRows('he-service')
const model = scorerModel({
  name: 'small',
  examples: seedSentiment(train),
  judges: [seedSentiment(dev)],
  ratings: [['תודה', 25], ['גרוע', -25], ['לא עונים', -20]],
  bits: 12,
  balance: 0.5,
  smoothing: 20,
  cost: 0.1,
})

test('training on the rows that come along gives the same bytes on every machine', () => {
  expect(createHash('sha256').update(weightsBytes(model)).digest('hex')).toBe('91df6807a0b6f67fc9efb88d54a858696eab6d87143aa47f7260a3951d8c9822')
})

test('what was trained tells its own examples apart', () => {
  const score = scorerOf(parseWeights(weightsBytes(model), 'small', 'small.bin'))
  const scores = new Float64Array(3)
  const right = seedSentiment(train).filter(({ text, label }) => {
    score(readFeatures(text), scores)
    return scores.indexOf(Math.max(...scores)) === label
  })
  expect(right.length / train.length).toBeGreaterThan(0.9)
})

test('without judges, probabilities are fitted to the examples that have a group, by models that did not learn from them', () => {
  const recipe = { name: 'small', ratings: [], bits: 12, balance: 0.5, smoothing: 20, cost: 0.1 }
  const examples = seedSentiment(train)
  const held = scorerModel({ ...recipe, examples: examples.map((example) => ({ ...example, group: 0 })) })
  const flattered = scorerModel({ ...recipe, examples, judges: [examples] })
  expect(Number(held.notes['slope'])).toBeGreaterThan(0)
  expect(Number(held.notes['slope'])).toBeLessThan(Number(flattered.notes['slope']))
  expect(held.arrays).toEqual(flattered.arrays)
})

test('what is lent teaches, but changes neither how telling buckets are nor how rare classes are', () => {
  const recipe = { name: 'small', judges: [seedSentiment(dev)], ratings: [], bits: 12, balance: 0.5, smoothing: 20, cost: 0.1 }
  const own = seedSentiment(train)
  const lent = { text: 'מעולה מעולה', label: 0, isLent: true }
  const rowsOf = (importance: number): ArrayLike<number> | undefined => {
    return scorerModel({ ...recipe, examples: [...own, { ...lent, importance }] }).arrays['rows']?.numbers
  }
  const [little, much] = [rowsOf(1e-9), rowsOf(50)]
  const tellingOf = (rows: ArrayLike<number> = []): number[] => Array.from(rows).filter((_, at) => at % 4 === 3)
  expect(tellingOf(much)).toEqual(tellingOf(little))
  expect(much).not.toEqual(little)
})
