import { expect, test } from 'vitest'
import { balancedWeights, idfOf, randomNumbers, rowsOf, scoresOf, tellingOf, trainLinear, weighRows, withDense } from './linear.ts'

const texts = ['good', 'very good', 'bad', 'very bad', 'the shop', 'the street']
const labels = [2, 2, 0, 0, 1, 1]

test('classes are told apart by their words', () => {
  const rows = rowsOf(texts, 12)
  weighRows(rows, tellingOf(rows, labels, 3, 1), 1)
  const model = trainLinear({ rows, labels, classes: 3, cost: 1, classWeights: balancedWeights(labels, 3), epochs: 20, seed: 1 })
  const scores = scoresOf(model, rows)
  expect(labels.map((_, row) => scores.subarray(row * 3, row * 3 + 3)).map((each) => each.indexOf(Math.max(...each)))).toEqual(labels)
})

test('a bucket counts once in a row, however often its word stands there', () => {
  expect(rowsOf(['ha ha ha ha ha'], 12).buckets).toHaveLength(rowsOf(['ha ha ha'], 12).buckets.length)
})

test('rare buckets tell more than common ones, and words of one class more than those of all', () => {
  const rows = rowsOf(['a x', 'b x', 'a x', 'c x'], 12)
  const bucket = (word: string): number => rowsOf([word], 12).buckets[0] ?? 0
  const [idf, telling] = [idfOf(rows), tellingOf(rows, [0, 1, 0, 1], 2, 1)]
  expect(idf[bucket('b')]).toBeGreaterThan(idf[bucket('x')] ?? 0)
  expect(telling[bucket('a')]).toBeGreaterThan(telling[bucket('x')] ?? 0)
})

test('an empty text is a row without buckets', () => {
  const rows = rowsOf(['', 'a'], 12)
  weighRows(rows, idfOf(rows), 1)
  expect([...rows.starts]).toEqual([0, 0, rows.buckets.length])
  expect([...withDense(rows, [1, 2, 3, 4], 2).buckets.subarray(0, 2)]).toEqual([4096, 4097])
})

test('random numbers are the same for the same seed', () => {
  const [one, other] = [randomNumbers(7), randomNumbers(7)]
  expect([one(), one()]).toEqual([other(), other()])
  expect(randomNumbers(8)()).not.toBe(randomNumbers(7)())
})
