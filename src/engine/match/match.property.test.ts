import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, type Tally } from './compare.test-support.ts'
import { randomLanguage, randomPost, randomQuery } from './random.test-support.ts'

const POSTS = 40
const QUERIES = 50

test('the matcher agrees with a slow, obvious reference on ids and places, and narrowing loses no match', { timeout: 240_000 }, () => {
  const tally: Tally = { pairs: 0, matched: 0 }
  const posts = fc.array(randomPost, { minLength: 1, maxLength: POSTS, size: 'max' })
  const queries = fc.array(randomQuery, { minLength: 1, maxLength: QUERIES, size: 'max' })
  const agrees = fc.property(posts, queries, randomLanguage, (posts, queries, spoken) => compare(posts, queries, spoken, tally))
  fc.assert(agrees, { numRuns: 150, seed: 20261123 })
  while (tally.pairs < 100_000) fc.assert(agrees, { numRuns: 20 })
  expect(tally.matched).toBeGreaterThan(5_000)
})
