import { type Features, readFeatures } from './features.ts'
import { type ModelName, readModel } from './models.ts'
import { CLASSES, type Scorer, scorerOf } from './scorer.ts'
import type { Probabilities, Sentiment } from './understanding.ts'

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

type Judge = { readonly score: Scorer; readonly slope: number; readonly offsets: readonly number[] }
const judges = new Map<ModelName, Judge>()
const scores = new Float64Array(CLASSES)

/** How a text in a language (ISO 639-1, `und` when it cannot be told) is meant. Any text gets an answer; its model is read at first need. */
export function sentimentOf(text: string, lang: string): Meant {
  return sentimentIn(readFeatures(text), lang)
}

/** The same of a text that has been read. */
export function sentimentIn(features: Features, lang: string): Meant {
  if (features.wordCount === 0) return SILENCE
  const { score, slope, offsets } = judgeOf(MODEL_OF.get(lang) ?? 'sentiment-other')
  score(features, scores)
  const negative = Math.exp(slope * (scores[0] ?? 0) + (offsets[0] ?? 0))
  const neutral = Math.exp(slope * (scores[1] ?? 0) + (offsets[1] ?? 0))
  const positive = Math.exp(slope * (scores[2] ?? 0) + (offsets[2] ?? 0))
  const sum = negative + neutral + positive
  const sentiment = neutral >= negative && neutral >= positive ? 'neutral' : negative >= positive ? 'negative' : 'positive'
  return { sentiment, probabilities: { negative: negative / sum, neutral: neutral / sum, positive: positive / sum } }
}

function judgeOf(name: ModelName): Judge {
  let judge = judges.get(name)
  if (!judge) {
    const weights = readModel(name)
    judge = { score: scorerOf(weights), slope: Number(weights.notes['slope']), offsets: (weights.notes['offsets'] as readonly unknown[]).map(Number) }
    judges.set(name, judge)
  }
  return judge
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
