import { expect, it } from 'vitest'
import { wordsOf } from './words-of.ts'

it('writes each term as a word, whatever is in it', () => {
  expect(wordsOf({ all: ["o'brien", { begins: 'cust' }, { any: ['a\\b', '#tag & c'] }] })).toBe(`('o''brien' & 'cust':* & ('a\\\\b' | '#tag & c'))`)
})

it('looks up nothing where nothing must be there', () => {
  expect([wordsOf({ all: [] }), wordsOf({ any: ['a', { all: [] }] })]).toEqual([null, null])
})

it.each([
  ['of what must all be there takes the parts with the fewest terms', { all: [{ any: ['a', 'b', 'c'] }, 'd', { any: ['e', 'f'] }] }, 3, `('d' & ('e' | 'f'))`],
  ['of alternatives takes some of each', { any: [{ all: ['a', 'b', 'c'] }, { all: ['d', 'e'] }] }, 4, `(('a' & 'b') | ('d' & 'e'))`],
  ['of more alternatives than terms takes none', { any: ['a', 'b', 'c'] }, 2, null],
] as const)('%s, when there are more than it may look up', (_, need, termsMax, words) => {
  expect(wordsOf(need, termsMax)).toBe(words)
})
