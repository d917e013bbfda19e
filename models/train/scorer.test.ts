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
