/** From the words people use for a company to a query that hears them. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'

/** With all of them as long as they may be, the query is still one that can be read. */
const BRAND_WORDS_MAX = 12
const BESIDE_WORDS_MAX = 10

const Word = z.string().trim().min(1).max(80).regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** One way people write a name, and how it is listened for. */
export const BrandWord = z.object({
  word: Word,
  how: z.enum([
    /** However it is written, Hebrew prefixes included. */
    'any',
    /** The same, but not in posts with a form of it that is a word of its own (מבזק for בזק). */
    'unambiguous',
    /** Exactly as written: the same capitals and accents, no prefixes. */
    'exact',
    /** Only where one of the words of `beside` is there too. */
    'beside',
  ]).default('unambiguous'),
  beside: z.array(Word).max(BESIDE_WORDS_MAX).default([]),
})
export type BrandWord = z.infer<typeof BrandWord>

/** What Heed makes of one word. */
export const ReadWord = z.object({
  word: z.string(),
  script: z.enum(['hebrew', 'latin', 'other']),
  /** A few of the ways a Hebrew word is written with a prefix, commonest first, and how many there are; none for other words. */
  forms: z.array(z.string()),
  formsCount: z.int().nonnegative(),
  /** Those of all its forms that are also words of their own. */
  ambiguous: z.array(z.string()),
  /** The word itself is an everyday one: much that is not about you will hold it. */
  isCommon: z.boolean(),
  /** There is nothing in it to look for. */
  isEmpty: z.boolean(),
})
export type ReadWord = z.infer<typeof ReadWord>

export const brandWords = endpoint({
  name: 'listen.brand_words',
  // It changes nothing: a POST only because words do not fit well into an address.
  kind: 'act',
  needs: 'query:read',
  about: 'What Heed would hear by these words: their forms, which of them are other words too, and the query that listens for all.',
  input: z.object({ words: z.array(BrandWord).max(BRAND_WORDS_MAX) }),
  output: z.object({
    words: z.array(ReadWord),
    /** The query, as it would be written; null while there is nothing to look for. */
    text: z.string().nullable(),
  }),
})
