import { type Features, readFeatures } from './features.ts'
import { underNegation } from './hash.ts'
import type { NumbersOf } from './weights.ts'

/**
 * Words and how good or bad they sound, by hash. `hashes` is an open-addressed table of a power of two of places (0 is a free one); at a word's
 * place `ratings` has twice its rating, plus one when the hash is that of the word under a negation.
 */
export type Lexicon = {
  readonly hashes: NumbersOf<'int32'>
  readonly ratings: NumbersOf<'int8'>
}

/** How many numbers `soundOf` gives. */
export const SOUND_NUMBERS = 8

/** Half of the places are free at least: looking up what is not there then ends soon. */
const PLACES_PER_ENTRY = 2

/** A lexicon of words and of pairs of words; what is read as more is left out. Ratings are between -63 and 63. */
export function lexiconOf(ratings: Iterable<readonly [words: string, rating: number]>): Lexicon {
  const entries: [hash: number, value: number][] = []
  for (const [text, rating] of ratings) {
    const { words, tokenCount } = readFeatures(text)
    // The lowest bit of a value tells whether the word stands under a negation.
    if (tokenCount === 1) entries.push([words[0] ?? 0, rating * 2], [underNegation(words[0] ?? 0), rating * 2 + 1])
    else if (tokenCount === 2) entries.push([words[PAIR_AT] ?? 0, rating * 2])
  }
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, entries.length) * PLACES_PER_ENTRY))
  const lexicon = { hashes: new Int32Array(places), ratings: new Int8Array(places) }
  for (const [hash, value] of entries) {
    const place = placeOf(lexicon.hashes, hash)
    lexicon.hashes[place] = hash
    lexicon.ratings[place] = value
  }
  return lexicon
}

/** Of a text of two words, `readFeatures` gives the first, the second, and then the pair. */
const PAIR_AT = 2

function placeOf(hashes: Int32Array, hash: number): number {
  const mask = hashes.length - 1
  let place = hash & mask
  while (hashes[place] !== 0 && hashes[place] !== (hash | 0)) place = (place + 1) & mask
  return place
}

/**
 * How a text sounds, into `sound`: how much good and bad is said, how much of each is denied, the best, the worst and the last word, and how it
 * sounds all in all. Each is about as large as the words of a row are together (`weighRows` in models/train/linear.ts).
 */
export function soundOf({ hashes, ratings }: Lexicon, { words, wordCount }: Features, sound: Float64Array): void {
  let [good, bad, goodDenied, badDenied, best, worst, last, found] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < wordCount; i++) {
    const place = placeOf(hashes, words[i] ?? 0)
    if (hashes[place] === 0) continue
    const value = ratings[place] ?? 0
    const rating = (value >> 1) / RATING_STEPS
    if ((value & 1) === 1) {
      if (rating > 0) goodDenied += rating
      else badDenied -= rating
      continue
    }
    if (rating > 0) good += rating
    else bad -= rating
    if (rating > best) best = rating
    if (rating < worst) worst = rating
    last = rating
    found++
  }
  sound[0] = 0.3 * Math.sqrt(good)
  sound[1] = 0.3 * Math.sqrt(bad)
  sound[2] = 0.3 * Math.sqrt(goodDenied)
  sound[3] = 0.3 * Math.sqrt(badDenied)
  sound[4] = 0.2 * best
  sound[5] = -0.2 * worst
  sound[6] = 0.2 * last
  sound[7] = 0.15 * (good - bad - 1.5 * (goodDenied - badDenied)) / Math.sqrt(1 + found)
}

/** Ratings are tenths of the -4 to 4 that they were asked for on. */
const RATING_STEPS = 10
