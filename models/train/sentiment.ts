/** What the sentiment models are trained on, and how: see models/cards/sentiment.md. */
import { ratingsIn, seedRows, seedSentiment, sentimentIn } from './examples.ts'
import { scorerModel, type Weighed } from './scorer.ts'
import type { WrittenModel } from './write-weights.ts'

const BITS = 18

/** Languages of the UMSAB tweets. */
export const OTHER_LANGUAGES = ['ar', 'fr', 'de', 'hi', 'it', 'pt', 'es'] as const

/** English, and Hindi in Latin letters, which is full of it: tweets about anything, our own rows about companies, and lexicons. */
export function englishModel(data: string): WrittenModel {
  const own = seedRows('en')
  return scorerModel({
    name: 'sentiment-en',
    examples: [...sentimentIn(data, 'sentiment/en.train.jsonl.gz'), ...important(4, seedSentiment(own.train))],
    judges: [sentimentIn(data, 'sentiment/en.dev.jsonl.gz'), seedSentiment(own.dev)],
    ratings: [...ratingsIn('lexicon-signs.tsv'), ...ratingsIn('lexicon-en.tsv'), ...ratingsIn('lexicon-en-service.tsv'), ...ratingsIn('lexicon-hi.tsv')],
    bits: BITS,
    balance: 1,
    smoothing: 20,
    cost: 0.1,
  })
}

/** Hebrew: comments on a page and on news, which are hardly ever neutral, and our own rows about companies, which mostly are. */
export function hebrewModel(data: string): WrittenModel {
  const [service, statements] = [seedRows('he-service'), seedRows('he-statements')]
  return scorerModel({
    name: 'sentiment-he',
    examples: [
      ...sentimentIn(data, 'sentiment/he-fb.train.jsonl.gz'),
      ...sentimentIn(data, 'sentiment/he-hebemo.train.jsonl.gz'),
      ...sentimentIn(data, 'sentiment/he-neutral-weak.jsonl.gz'),
      ...important(6, seedSentiment([...service.train, ...statements.train])),
    ],
    judges: [
      sentimentIn(data, 'sentiment/he-fb.dev.jsonl.gz'),
      sentimentIn(data, 'sentiment/he-hebemo.dev.jsonl.gz'),
      seedSentiment(service.dev),
      seedSentiment(statements.dev),
    ],
    ratings: [...ratingsIn('lexicon-signs.tsv'), ...ratingsIn('lexicon-he.tsv').flatMap(withPrefixes)],
    bits: BITS,
    balance: 0.5,
    smoothing: 60,
    cost: 0.1,
  })
}

/**
 * Arabic, French, German, Italian, Portuguese and Spanish in one: tweets about anything. Tweets in Hindi are learned from with them, but what they
 * are labelled with can hardly be told from their words, so nothing is fitted to them and Hindi is left to the English model.
 */
export function otherModel(data: string): WrittenModel {
  return scorerModel({
    name: 'sentiment-other',
    examples: OTHER_LANGUAGES.flatMap((lang) => sentimentIn(data, `sentiment/umsab-${lang}.train.jsonl.gz`)),
    judges: OTHER_LANGUAGES.filter((lang) => lang !== 'hi').map((lang) => sentimentIn(data, `sentiment/umsab-${lang}.dev.jsonl.gz`)),
    ratings: [...ratingsIn('lexicon-signs.tsv'), ...ratingsIn('lexicon-en.tsv'), ...ratingsIn('lexicon-other.tsv')],
    bits: BITS,
    balance: 1,
    smoothing: 5,
    cost: 0.1,
  })
}

/** What is most often written in front of a Hebrew word that speaks well or badly of something. */
const PREFIXES = ['', 'ו', 'ה', 'ש', 'וה', 'שה']

function withPrefixes([word, rating]: readonly [string, number]): [string, number][] {
  return /^[א-ת]{3,}$/.test(word) ? PREFIXES.map((prefix) => [prefix + word, rating]) : [[word, rating]]
}

function important(importance: number, examples: readonly Weighed[]): Weighed[] {
  return examples.map((example) => ({ ...example, importance }))
}
