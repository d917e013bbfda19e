import * as fc from 'fast-check'
import { assert, describe, expect, test } from 'vitest'
import { compile, Matcher, parse } from '../index.ts'
import { hashOf } from '../text/hash.ts'
import { costOf } from './cost.ts'
import type { Match } from './matcher.ts'
import type { Post } from './post.ts'
import { Statistics } from './statistics.ts'

const WORDS = ['ikea', 'sofa', 'bed', 'lamp', 'שופרסל', 'ויזה', 'אל על', 'צה"ל', '東京', 'nest*', '#sale', '@shop', 'site:shop.example', 'lang:he']
const TEXTS = ['IKEA sofa and bed, nestlé', 'בשופרסל עם ויזה #sale', 'אלעל צהל @shop', 'https://www.shop.example lamp 東京', 'bed lamp sofa']

const word = fc.constantFrom(...WORDS)
const query = fc.array(word, { minLength: 1, maxLength: 4 }).chain((words) => (
  fc.constantFrom(words.join(' '), words.join(' OR '), `${words.join(' ')} -lamp`, `ikea NEAR/3 sofa OR (${words.join(' ')})`)))
  .filter((text) => parse(text).ok)
const change = fc.record({ id: fc.nat({ max: 40 }).map(String), text: fc.option(query, { freq: 3 }) })
const post = fc.constantFrom(...TEXTS).map((text): Post => ({ text, lang: null, network: 'feed' }))

function understood(text: string) {
  const read = parse(text)
  if (!read.ok) throw new Error(text)
  return read.query
}

const sorted = (matches: readonly Match[]) => matches.toSorted((a, b) => a.query.localeCompare(b.query))
const hebrew = { language: () => 'he' }

/** Does what is asked to a matcher, and keeps which queries stand. */
function changed(matcher: Matcher, standing: Map<string, string>, { id, text }: { id: string; text: string | null }): void {
  if (text === null) {
    matcher.remove(id)
    standing.delete(id)
  } else {
    matcher.add(id, understood(text))
    standing.set(id, text)
  }
}

const fresh = (standing: ReadonlyMap<string, string>) => compile([...standing].map(([id, text]) => ({ id, query: understood(text) })))

describe('a matcher whose queries come and go', () => {
  test('matches as one that was built of those that stand', () => {
    fc.assert(fc.property(fc.array(fc.tuple(change, fc.option(post)), { maxLength: 120, size: 'max' }), (story) => {
      const matcher = new Matcher()
      const standing = new Map<string, string>()
      for (const [what, post] of story) {
        changed(matcher, standing, what)
        if (post) assert.deepEqual(sorted(matcher.match(post, hebrew)), sorted(fresh(standing).match(post, hebrew)))
      }
      assert.deepEqual(matcher.size, standing.size)
    }), { numRuns: 150 })
  })

  test('matches alike whatever its queries wait on, as it learns which words are rare', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 60 }), fc.array(fc.constantFrom(...TEXTS), { maxLength: 40 }), (changes, heard) => {
      const statistics = new Statistics()
      const matcher = new Matcher({ statistics })
      const standing = new Map<string, string>()
      for (const each of changes) changed(matcher, standing, each)
      for (const text of heard) {
        matcher.match({ text }, hebrew)
        matcher.settle(5)
      }
      for (const text of TEXTS) assert.deepEqual(sorted(matcher.match({ text }, hebrew)), sorted(fresh(standing).match({ text }, hebrew)))
      for (const id of Array.from(standing.keys())) changed(matcher, standing, { id, text: null })
      assert.deepEqual(matcher.match({ text: TEXTS.join(' ') }), [])
    }), { numRuns: 100 })
  })

  test('waits on what turned out to be rare', () => {
    const statistics = new Statistics()
    const foxes = understood('foxes mango')
    const [first = ''] = costOf(foxes, statistics).anchors
    const units = Uint16Array.from(first, (letter) => letter.charCodeAt(0))
    for (let post = 0; post < 6_000; post++) {
      statistics.begin()
      statistics.see(units, 0, units.length)
    }
    expect(costOf(foxes, statistics).anchors).not.toEqual([first])
  })

  test('comes back from its snapshot as it was, and goes on changing', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 80 }), fc.array(change, { maxLength: 20 }), (before, after) => {
      const standing = new Map<string, string>()
      const matcher = new Matcher()
      for (const each of before) changed(matcher, standing, each)
      const restored = Matcher.restore(matcher.snapshot())
      for (const each of after) changed(restored, standing, each)
      for (const text of TEXTS) assert.deepEqual(sorted(restored.match({ text }, hebrew)), sorted(fresh(standing).match({ text }, hebrew)))
    }), { numRuns: 100 })
  })

  test('keeps up with thousands of changes between posts, through every growth of its tables, and is empty when all are gone', () => {
    const matcher = new Matcher()
    const name = (n: number) => `brand${n.toString(36)}`
    const COUNT = 20_000
    for (let n = 0; n < COUNT; n++) {
      matcher.add(String(n), understood(`${name(n)} (sofa OR "new ${name(n)}") -bed`))
      if (n % 97 === 0) assert.deepEqual(matcher.match({ text: `a sofa of ${name(n >> 1)}` }).map(({ query }) => query), [String(n >> 1)])
    }
    for (let n = 0; n < COUNT; n += 2) matcher.remove(String(n))
    for (let n = 0; n < COUNT; n += 501) assert.deepEqual(matcher.match({ text: `${name(n)} sofa` }).map(({ query }) => query), n % 2 === 0 ? [] : [String(n)])
    for (let n = 1; n < COUNT; n += 2) matcher.remove(String(n))
    expect(matcher.size).toBe(0)
    expect(matcher.match({ text: `${name(7)} sofa` })).toEqual([])
  })

  test('gives all who ask the same thing their match, also when some of them go', () => {
    const matcher = compile(Array.from({ length: 1_000 }, (_, n) => ({ id: String(n), query: understood('ikea sofa') })))
    expect(matcher.match({ text: 'ikea sofa' })).toHaveLength(1_000)
    for (let n = 0; n < 1_000; n += 3) matcher.remove(String(n))
    expect(new Set(matcher.match({ text: 'ikea sofa' }).map(({ query }) => Number(query) % 3))).toEqual(new Set([1, 2]))
  })
})

describe('words of one hash', () => {
  const SEED = 7
  /** Two words of the same 32 bits, found as the birthdays of a class are. */
  const [one, other] = (() => {
    const seen = new Map<number, string>()
    for (let n = 0; ; n++) {
      const word = `w${n.toString(36)}`
      const hash = hashOf(Uint16Array.from(word, (letter) => letter.charCodeAt(0)), 0, word.length, SEED)
      const known = seen.get(hash)
      if (known !== undefined) return [known, word] as const
      seen.set(hash, word)
    }
  })()

  test('do not stand for each other', () => {
    const matcher = new Matcher({ seed: SEED })
    matcher.add('one', understood(one))
    matcher.add('not', understood(`sofa -${one}`))
    expect(matcher.match({ text: other })).toEqual([])
    expect(matcher.match({ text: `${other} sofa` }).map(({ query }) => query)).toEqual(['not'])
    matcher.add('other', understood(other))
    expect(matcher.match({ text: other }).map(({ query }) => query)).toEqual(['other'])
    expect(matcher.match({ text: one }).map(({ query }) => query)).toEqual(['one'])
  })
})

describe('a snapshot', () => {
  const bytes = compile([{ id: 'q', query: understood('ikea') }]).snapshot()

  test.each([0, 3, 20, bytes.length - 5])('cut short to %i bytes is refused', (length) => {
    expect(() => Matcher.restore(bytes.subarray(0, length))).toThrow(RangeError)
  })

  test('of something else is refused', () => {
    expect(() => Matcher.restore(new TextEncoder().encode('{"not": "a snapshot"} and so on'))).toThrow(RangeError)
  })
})
