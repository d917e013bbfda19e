import { describe, expect, test } from 'vitest'
import { readFeatures, TEXT_UNITS_MAX } from './features.ts'
import { wordHash } from './hash.ts'

/** The hashes a text gives, as values of their own. */
function read(text: string): { words: number[]; grams: number[]; letters: number } {
  const { words, wordCount, grams, gramCount, letterCount } = readFeatures(text)
  return { words: [...words.subarray(0, wordCount)], grams: [...grams.subarray(0, gramCount)], letters: letterCount }
}

describe('two texts are the same words when they differ only', () => {
  test.each([
    ['in case', 'Thank You', 'thank you'],
    ['in points', 'שָׁלוֹם לָכֶם', 'שלום לכם'],
    ['in tashkeel and drawn-out lines', 'شُكْرًا جـــزيلا', 'شكرا جزيلا'],
    ['in presentation forms', 'ﻷﻗﻞ', 'لاقل'],
    ['in fancy letters', '𝓷𝓲𝓬𝓮 ｎｉｃｅ', 'nice nice'],
    ['in marks heaped on letters', 'b̷̡a̸͝d̶͇', 'bad'],
    ['in the kind of quotation marks', 'צה״ל don’t', 'צה"ל dont'],
    ['in which address is named', 'see https://shop.example/a?b=c now', 'see www.other.example now'],
    ['in whom they mention', '@heed hi', '@someone_else hi'],
    ['in the digits of a long number', 'order 48213', 'order 99999'],
    ['in skin tones and variation selectors', '👍🏽 ❤️', '👍 ❤'],
    ['in direction marks', '\u202bשלום\u202c', 'שלום'],
  ])('%s: %s', (_, one, other) => {
    expect(read(one)).toEqual(read(other))
    expect(read(one).words.length).toBeGreaterThan(0)
  })
})

describe('two texts are not the same words when they differ', () => {
  test.each([
    ['in a word', 'good', 'bad'],
    ['in order', 'good not bad', 'bad not good'],
    ['in an emoji', '👍', '👎'],
    ['in a face', 'fine :)', 'fine :('],
    ['in a small number', '1 star', '5 stars'],
    ['in shouting', 'bad service', 'BAD SERVICE'],
  ])('%s: %s', (_, one, other) => {
    expect(read(one)).not.toEqual(read(other))
  })
})

test('a drawn-out word is the word and a mark', () => {
  expect(read('מעוללללה').words).toContain(wordHash('מעולה'))
  expect(read('sooooo').words).toEqual(read('sooo').words)
  expect(read('מעוללללה').words).toHaveLength(2)
})

test('words under a negation are there once more, up to the end of the sentence', () => {
  const plain = read('טוב').words.length
  expect(read('לא טוב').words).toHaveLength(plain + 3) // the negation, the pair, the word as denied
  const denied = read('not good').words.at(-1)
  expect(read('not that good').words).toContain(denied)
  expect(read('not that. good').words).not.toContain(denied)
  expect(read('not a b c d good').words).not.toContain(denied)
})

test('hashes stay what they are: weights are trained on them', () => {
  expect(wordHash('heed')).toBe(1756297166)
  expect(read('אב').grams).toEqual([2394039944, 3709167254, 3604258499, 1299322152, 1610026902, 2109896627])
})

test('a word has the sequences of 2 to 5 of its letters, its ends among them', () => {
  expect(read('ab').grams).toHaveLength(3 + 2 + 1) // ^a ^ab ^ab$ · ab ab$ · b$
  expect(read('abcdef').grams).toHaveLength(7 + 6 + 5 + 4)
  expect(read('ab').letters).toBe(2)
})

describe('any string is read', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \t\n\u2003'],
    ['a lone half of a character', '\ud800 \udc00'],
    ['an unfinished address', 'http'],
    ['lone marks', '@ # @@ @@@!@'],
    ['points only', '\u05b8\u05b8'],
    ['a zero byte', '\0'],
  ])('%s', (_, text) => {
    expect(() => readFeatures(text)).not.toThrow()
  })

  test.each([
    ['one word', 'a'.repeat(1_000_000)],
    ['words of one letter', 'לא '.repeat(400_000)],
    ['letters that fold to many', 'ﷺ '.repeat(500_000)],
    ['emoji', '❤'.repeat(1_000_000)],
    ['drawn-out words in capitals under a negation', 'no AAAA '.repeat(125_000)],
    ['signs', '!?@'.repeat(300_000)],
    ['an address', `http://${'x'.repeat(1_000_000)}`],
    ['heaped marks', `a${'\u0301'.repeat(1_000_000)}`],
  ])('a megabyte of %s costs no more than its beginning', (_, text) => {
    const { words, wordCount, grams, gramCount } = readFeatures(text)
    expect(wordCount).toBeLessThanOrEqual(words.length)
    expect(gramCount).toBeLessThanOrEqual(grams.length)
    const all = read(text)
    expect(all).toEqual(read(text.slice(0, TEXT_UNITS_MAX)))
  })
})
