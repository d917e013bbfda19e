import type { Features } from '../features.ts'
import type { Intent } from '../understanding.ts'
import { INTENTS } from '../understanding.ts'
import { ModelError, type Weights } from '../weights.ts'
import { COLUMNS, readSigns } from './signs.ts'

/** Buckets that words and letter sequences are hashed to: 2 to the power of this. */
export const BUCKET_BITS = 16
/** What a model gives a score: each intent, and what can be true of any. */
export const HEADS = [...INTENTS, 'asks', 'needsAnswer', 'aboutStaff'] as const
export type Head = (typeof HEADS)[number]
const COUNT = HEADS.length
const [ASKS, NEEDS_ANSWER, ABOUT_STAFF] = [INTENTS.length, INTENTS.length + 1, INTENTS.length + 2] as const

/** What somebody wants, as far as his words say. */
export type Meant = { readonly intent: Intent; readonly question: boolean; readonly needsAnswer: boolean; readonly aboutStaff: boolean }
/** Languages that the model was trained on. */
export const KNOWN_LANGS = ['he', 'en'] as const
export type KnownLang = (typeof KNOWN_LANGS)[number]

/** The language as one the model knows; undefined for others. */
export function knownLang(lang: string): KnownLang | undefined {
  return KNOWN_LANGS.find((known) => known === lang)
}

/** From which score on something is said to be so, by language. Of intents the one that is furthest above its own is said. */
export type Bounds = Readonly<Record<KnownLang, Readonly<Record<Head, number>>>>

/**
 * The linear model over hashed words, letter sequences and signs. Its `scores` are of HEADS, overwritten by the next call of `score`, which
 * wants what `readFeatures` has just read of this text.
 */
export type IntentModel = {
  readonly scores: Float64Array
  readonly score: (text: string, features: Features) => void
  /** What the scores mean in a language, of something that sounds so pleased (1) or displeased (-1). */
  readonly meant: (lang: KnownLang, sound: number) => Meant
}

/** The model from its file. Throws `ModelError` when the file is of another version. */
export function intentModelOf(weights: Weights): IntentModel {
  const { buckets, columns, steps, bias } = arraysOf(weights)
  const bounds = boundsOf(weights)
  const scores = new Float64Array(COUNT)
  const ofBuckets = new Float64Array(COUNT)
  const score = (text: string, features: Features): void => {
    const { words, wordCount, grams, gramCount } = features
    scores.set(bias)
    addSums(words, wordCount)
    addSums(grams, gramCount)
    const signs = readSigns(text, features)
    for (let i = 0; i < signs.count; i++) {
      const row = (signs.columns[i] ?? 0) * COUNT
      for (let head = 0; head < COUNT; head++) scores[head] = (scores[head] ?? 0) + (columns[row + head] ?? 0)
    }
  }
  /** Words weigh as much together as letter sequences do, however many there are. */
  const addSums = (hashes: Uint32Array, count: number): void => {
    if (count === 0) return
    sumRows(buckets, hashes, count, ofBuckets)
    const scale = 1 / Math.sqrt(count)
    for (let head = 0; head < COUNT; head++) scores[head] = (scores[head] ?? 0) + (ofBuckets[head] ?? 0) * (steps[head] ?? 0) * scale
  }
  return { scores, score, meant: (lang, sound) => meantBy(scores, bounds[lang], sound) }
}

/** Adds up the rows of these hashes. Written out, because this loop is most of the time that a post takes. */
function sumRows(rows: Int8Array, hashes: Uint32Array, count: number, sums: Float64Array): void {
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const row = ((hashes[i] ?? 0) >>> (32 - BUCKET_BITS)) * COUNT
    s0 += rows[row] ?? 0
    s1 += rows[row + 1] ?? 0
    s2 += rows[row + 2] ?? 0
    s3 += rows[row + 3] ?? 0
    s4 += rows[row + 4] ?? 0
    s5 += rows[row + 5] ?? 0
    s6 += rows[row + 6] ?? 0
    s7 += rows[row + 7] ?? 0
    s8 += rows[row + 8] ?? 0
    s9 += rows[row + 9] ?? 0
  }
  sums[0] = s0
  sums[1] = s1
  sums[2] = s2
  sums[3] = s3
  sums[4] = s4
  sums[5] = s5
  sums[6] = s6
  sums[7] = s7
  sums[8] = s8
  sums[9] = s9
}

/** How much an intent gains by sounding pleased: chosen on posts that measure, by which of a few steps did best. */
const SOUNDS = INTENTS.map((intent) => (intent === 'praise' ? 0.4 : intent === 'complaint' || intent === 'crisis' ? -0.4 : 0))

/** What scores mean. Whoever wants to know something asks, whatever the score for that. */
export function meantBy(scores: ArrayLike<number>, bounds: Bounds[KnownLang], sound = 0): Meant {
  let best = 0
  let furthest = -Infinity
  for (let head = 0; head < INTENTS.length; head++) {
    const above = (scores[head] ?? 0) - bounds[HEADS[head] ?? 'none'] + (SOUNDS[head] ?? 0) * sound
    if (above <= furthest) continue
    furthest = above
    best = head
  }
  const intent = INTENTS[best] ?? 'none'
  return {
    intent,
    question: intent === 'question' || (scores[ASKS] ?? 0) > bounds.asks,
    needsAnswer: (scores[NEEDS_ANSWER] ?? 0) > bounds.needsAnswer,
    aboutStaff: (scores[ABOUT_STAFF] ?? 0) > bounds.aboutStaff,
  }
}

function arraysOf(weights: Weights) {
  const [buckets, columns, steps, bias] = [
    weights.array('buckets', 'int8'), weights.array('columns', 'float32'), weights.array('steps', 'float32'), weights.array('bias', 'float32'),
  ]
  const fits = buckets.length === COUNT << BUCKET_BITS && columns.length === COLUMNS * COUNT && steps.length === COUNT && bias.length === COUNT
  if (!fits) throw new ModelError(`The model file ${weights.name} is of another version; install Heed anew.`)
  return { buckets, columns, steps, bias }
}

function boundsOf({ notes: { bounds }, name }: Weights): Bounds {
  if (isBounds(bounds)) return bounds
  throw new ModelError(`The model file ${name} has no bounds; install Heed anew.`)
}

function isBounds(bounds: unknown): bounds is Bounds {
  return KNOWN_LANGS.every((lang) => {
    const of: unknown = typeof bounds === 'object' && bounds !== null && lang in bounds ? (bounds as Record<string, unknown>)[lang] : undefined
    return typeof of === 'object' && of !== null && HEADS.every((head) => Number.isFinite((of as Record<string, unknown>)[head]))
  })
}
