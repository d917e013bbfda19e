import { type Features, readFeatures } from './features.ts'
import { type ModelName, readModel } from './models.ts'
import { CLASSES, scorerOf } from './scorer.ts'
import type { Probabilities, Sentiment } from './understanding.ts'
import { ModelError } from './weights.ts'

/** How something is meant, and how sure that is. */
export type Meant = { readonly sentiment: Sentiment; readonly probabilities: Probabilities }

/**
 * Which model judges which language; what is in no language named here is left to `sentiment-other`. Hindi in Latin letters is full of English,
 * and emoji, which are in no language, are best known to English.
 */
const MODEL_OF: ReadonlyMap<string, ModelName> = new Map([
  ['he', 'sentiment-he'], ['yi', 'sentiment-he'], ['en', 'sentiment-en'], ['hi', 'sentiment-en'], ['und', 'sentiment-en'],
])

/** Of a text without a word or a sign. */
const SILENCE: Meant = { sentiment: 'neutral', probabilities: { negative: 0.02, neutral: 0.96, positive: 0.02 } }

/** Writes into `chances` how likely each class is. */
type Judge = (features: Features, chances: Float64Array) => void
const judges = new Map<ModelName, Judge>()
const chances = new Float64Array(CLASSES)

/** How a text in a language (ISO 639-1, `und` when it cannot be told) is meant. Any text gets an answer; its model is read at first need. */
export function sentimentOf(text: string, lang: string): Meant {
  return sentimentIn(readFeatures(text), lang)
}

/** The same of a text that has been read. */
export function sentimentIn(features: Features, lang: string): Meant {
  if (features.wordCount === 0) return SILENCE
  judgeOf(MODEL_OF.get(lang) ?? 'sentiment-other')(features, chances)
  const [negative = 0, neutral = 0, positive = 0] = chances
  const sentiment = neutral >= negative && neutral >= positive ? 'neutral' : negative >= positive ? 'negative' : 'positive'
  return { sentiment, probabilities: { negative, neutral, positive } }
}

function judgeOf(name: ModelName): Judge {
  let judge = judges.get(name)
  if (!judge) {
    judge = name === 'sentiment-he' ? bySource() : judgeIn(name)
    judges.set(name, judge)
  }
  return judge
}

function judgeIn(name: ModelName): Judge {
  const weights = readModel(name)
  const score = scorerOf(weights)
  const slope = Number(weights.notes['slope'])
  const [first = 0, second = 0, third = 0] = (weights.notes['offsets'] as readonly unknown[]).map(Number)
  if (![slope, first, second, third].every(Number.isFinite)) throw new ModelError(`The model file ${weights.name} is of another version; install Heed anew.`)
  return (features, into) => {
    score(features, into)
    const a = Math.exp(slope * (into[0] ?? 0) + first)
    const b = Math.exp(slope * (into[1] ?? 0) + second)
    const c = Math.exp(slope * (into[2] ?? 0) + third)
    const sum = a + b + c
    into[0] = a / sum
    into[1] = b / sum
    into[2] = c / sum
  }
}

/** Less of a share is not worth asking for. */
const ASKED_SHARE_MIN = 0.03

/** Hebrew: what is neutral on a page, on news and elsewhere differs, so each is judged apart, and counts as far as the text reads like it. */
function bySource(): Judge {
  const sourceOf = judgeIn('sentiment-he-source')
  const judgesHere = (['sentiment-he-page', 'sentiment-he-news', 'sentiment-he'] as const).map(judgeIn)
  const shares = new Float64Array(CLASSES)
  const here = new Float64Array(CLASSES)
  return (features, into) => {
    sourceOf(features, shares)
    into.fill(0)
    let asked = 0
    for (let source = 0; source < CLASSES; source++) {
      const share = shares[source] ?? 0
      const judge = judgesHere[source]
      if (!judge || share < ASKED_SHARE_MIN) continue
      judge(features, here)
      for (let c = 0; c < CLASSES; c++) into[c] = (into[c] ?? 0) + share * (here[c] ?? 0)
      asked += share
    }
    for (let c = 0; c < CLASSES; c++) into[c] = (into[c] ?? 0) / asked
  }
}

/** More of a text is not looked through for the words that spoke. */
const LOOKED_THROUGH_UNITS_MAX = 1_000
const SPEAKING_MAX = 3
/** Without a word that speaks, what was understood is less likely by so much. */
const SHARE_MIN = 0.04
const WORD = /[\p{L}\p{M}\p{N}'"׳״’]+|\p{Extended_Pictographic}\p{M}*|[!?.:;=()<>-]{2,}/gu

/**
 * The words that speak for a sentiment, where they stand in the text (start, end, start, end…): those without which it would be the least
 * likely, at most three. Slow: the text is judged once more for each of its words.
 */
export function wordsThatSpoke(text: string, lang: string, sentiment: Sentiment): number[] {
  const sure = sentimentOf(text, lang).probabilities[sentiment]
  const spoke = [...text.slice(0, LOOKED_THROUGH_UNITS_MAX).matchAll(WORD)].map(({ 0: word, index }) => {
    const without = `${text.slice(0, index)} ${text.slice(index + word.length)}`
    return { from: index, to: index + word.length, share: sure - sentimentOf(without, lang).probabilities[sentiment] }
  })
  const most = spoke.filter(({ share }) => share >= SHARE_MIN).toSorted((a, b) => b.share - a.share).slice(0, SPEAKING_MAX)
  return most.toSorted((a, b) => a.from - b.from).flatMap(({ from, to }) => [from, to])
}
