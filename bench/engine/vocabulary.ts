import { type Brands, makeBrands } from './brands.ts'
import { LANGUAGES, type Draw, type Language, type Words, wordsOf, zipf } from './words.ts'

/** All that posts and queries are made of. */
export type Vocabulary = {
  readonly words: Readonly<Record<Language, Words>>
  readonly brands: Brands
  /** Hashtags that are no brand: English words and pairs of them. */
  readonly tags: { readonly list: readonly string[]; readonly draw: Draw<string> }
}

const BRANDS_SEED = 1
const TAGS = 20_000
const COMMON_ENGLISH = 150

/** The same each time. Takes about a second. */
export function vocabulary(): Vocabulary {
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, wordsOf(language)])) as Record<Language, Words>
  const taggable = words.en.list.slice(COMMON_ENGLISH).filter((word) => /^[a-z]{4,}$/.test(word)).slice(0, TAGS)
  const tags = taggable.map((word, at) => (at % 3 === 2 ? `${word}${taggable[(at * 7) % 997] ?? ''}` : word))
  return { words, brands: makeBrands(BRANDS_SEED, [...words.en.list, ...words.he.list]), tags: { list: tags, draw: zipf(tags) } }
}
