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

/** Hebrew of any kind: comments on a page and on news, which are hardly ever neutral, and our own rows about companies, which mostly are. */
export function hebrewModel(data: string): WrittenModel {
  const { page, news, service, statements, neutral } = hebrew(data)
  return scorerModel({
    name: 'sentiment-he',
    examples: [...page.map(unjudged), ...news.map(unjudged), ...neutral, ...important(OWN_IMPORTANCE, [...service, ...statements])],
    ratings: hebrewRatings(),
    bits: BITS,
    balance: 0.5,
    balanceJudged: 0.35,
    smoothing: 60,
    cost: 0.1,
  })
}

/** Hebrew comments on a public page, where neutral means off-topic: what other rows teach of that only misleads. */
export function hebrewPageModel(data: string): WrittenModel {
  return scorerModel({
    name: 'sentiment-he-page',
    examples: hebrew(data).page,
    ratings: hebrewRatings(),
    bits: HEBREW_BITS,
    balance: 0.5,
    balanceJudged: 0.35,
    smoothing: 20,
    cost: 0.1,
  })
}

/** Hebrew comments on news. Other rows teach it a tenth of what they would. */
export function hebrewNewsModel(data: string): WrittenModel {
  const { page, news, service, statements, neutral } = hebrew(data)
  return scorerModel({
    name: 'sentiment-he-news',
    examples: [
      ...news,
      ...lent(LENT_IMPORTANCE, [...page, ...neutral]),
      ...lent(LENT_IMPORTANCE * OWN_IMPORTANCE, [...service, ...statements]),
    ],
    ratings: hebrewRatings(),
    bits: HEBREW_BITS,
    balance: 0.5,
    balanceJudged: 0.35,
    smoothing: 20,
    cost: 0.1,
  })
}

/**
 * Which of them a Hebrew text reads like: a comment on a page, one on news, anything else. Whether the two are to be asked is told with care:
 * what is learned of here is not all there is, so anything else is taken to be likelier than among these rows.
 */
export function hebrewSourceModel(data: string): WrittenModel {
  const { page, news, service, statements, neutral } = hebrew(data)
  const model = scorerModel({
    name: 'sentiment-he-source',
    examples: [from(0, page), from(1, news), from(2, service), from(2, statements), neutral.map((row) => ({ ...row, label: 2 }))].flat(),
    ratings: [],
    bits: HEBREW_BITS,
    balance: 0.5,
    balanceJudged: 1,
    smoothing: 20,
    cost: 0.3,
  })
  const [ofPage = 0, ofNews = 0, ofElse = 0] = model.notes['offsets'] as number[]
  return { ...model, notes: { ...model.notes, offsets: [ofPage, ofNews, Math.fround(ofElse + Math.log(ELSE_LIKELIER))] } }
}

const HEBREW_BITS = 17
const OWN_IMPORTANCE = 6
const LENT_IMPORTANCE = 0.1
const ELSE_LIKELIER = 8

/** What there is in Hebrew; all but the sentences that are taken to be neutral are judged by, too: our own as two groups. */
function hebrew(data: string): Record<'page' | 'news' | 'service' | 'statements' | 'neutral', Weighed[]> {
  return {
    page: grouped(0, sentimentIn(data, 'sentiment/he-fb.train.jsonl.gz')),
    news: grouped(0, sentimentIn(data, 'sentiment/he-hebemo.train.jsonl.gz')),
    service: grouped(0, seedSentiment(seedRows('he-service').train)),
    statements: grouped(1, seedSentiment(seedRows('he-statements').train)),
    neutral: sentimentIn(data, 'sentiment/he-neutral-weak.jsonl.gz'),
  }
}

function grouped(group: number, examples: readonly Weighed[]): Weighed[] {
  return examples.map((example) => ({ ...example, group }))
}

function unjudged({ text, label }: Weighed): Weighed {
  return { text, label }
}

function lent(importance: number, examples: readonly Weighed[]): Weighed[] {
  return examples.map((example) => ({ ...unjudged(example), importance, isLent: true }))
}

function from(source: number, examples: readonly Weighed[]): Weighed[] {
  return examples.map(({ text }) => ({ text, label: source, group: 0 }))
}

function hebrewRatings(): [string, number][] {
  return [...ratingsIn('lexicon-signs.tsv'), ...ratingsIn('lexicon-he.tsv').flatMap(withPrefixes)]
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
