import { type Example, seedRows, seedSentiment, sentimentIn } from '../../models/train/examples.ts'
import { OTHER_LANGUAGES } from '../../models/train/sentiment.ts'
import { sentimentOf } from '../../src/language/sentiment.ts'
import { SENTIMENTS } from '../../src/language/understanding.ts'
import { type Measures, measured } from './classified.ts'
import type { QualityRow } from './row.ts'

/**
 * Sentiment by language and kind of text. Floors, goals and moonshots of public sets are for their test splits, which are not used here; what
 * is published was measured there, too.
 */
export function sentimentRows(data: string): QualityRow[] {
  const service = seedRows('he-service').dev
  const statements = seedRows('he-statements').dev
  const english = seedRows('en').dev
  return [
    ...publicRows(data),
    ...rowsOf('he-fb dev', judged('he', sentimentIn(data, 'sentiment/he-fb.dev.jsonl.gz')), {
      accuracy: { floor: 0.86, goal: 0.885, moonshot: 0.9, published: '.87-.895 HeBERT, AlephBERT' },
      macroF1: { floor: 0.62, goal: 0.67, moonshot: 0.72 },
    }),
    ...rowsOf('he-hebemo dev', judged('he', sentimentIn(data, 'sentiment/he-hebemo.dev.jsonl.gz')), { macroF1: { floor: 0.55, goal: 0.62, moonshot: 0.68 } }),
    ...rowsOf('he own, service', judged('he', seedSentiment(service))),
    ...rowsOf('he own, statements', judged('he', seedSentiment(statements)), {
      accuracy: { floor: 0.47, goal: 0.58, moonshot: 0.66 },
      macroF1: { floor: 0.44, goal: 0.54, moonshot: 0.62 },
    }),
    ...rowsOf('en own', judged('en', seedSentiment(english))),
    ...rowsOf('en own, airlines', judged('en', seedSentiment(english.filter(({ sector }) => sector === 'airline'))), {
      macroF1: { floor: 0.63, goal: 0.68, moonshot: 0.74 },
    }),
  ]
}

function publicRows(data: string): QualityRow[] {
  const others = OTHER_LANGUAGES.map((lang) => ({ lang, measures: judged(lang, sentimentIn(data, `sentiment/umsab-${lang}.dev.jsonl.gz`)) }))
  const mean = others.reduce((sum, { measures }) => sum + measures.macroF1, 0) / others.length
  return [
    ...rowsOf('en dev', judged('en', sentimentIn(data, 'sentiment/en.dev.jsonl.gz')), {
      macroRecall: { floor: 0.645, goal: 0.67, moonshot: 0.69, published: '.629 SVM, fastText; .713 RoBERTa' },
    }),
    ...others.flatMap(({ lang, measures }) => rowsOf(`${lang} dev`, measures)),
    { set: 'mean of 7 dev', metric: 'macro-F1', value: mean, floor: 0.575, goal: 0.6, moonshot: 0.64, published: '.511 fastText; .643 XLM-R' },
  ]
}

function judged(lang: string, examples: readonly Example[]): Measures {
  return measured(examples.map(({ text, label }) => {
    const { sentiment, probabilities } = sentimentOf(text, lang)
    return { said: sentiment, chance: probabilities[sentiment], right: SENTIMENTS[label] ?? '' }
  }))
}

type Bar = Pick<QualityRow, 'floor' | 'goal' | 'moonshot' | 'published'>
const NO_BAR: Bar = { floor: null, goal: null, moonshot: null, published: '' }
const METRICS = { accuracy: 'accuracy', macroRecall: 'macro-recall', macroF1: 'macro-F1', calibrationError: 'calibration error' } as const

function rowsOf(set: string, measures: Measures, bars: { readonly [Metric in keyof Measures]?: Partial<Bar> } = {}): QualityRow[] {
  return (Object.keys(METRICS) as (keyof Measures)[]).map((metric) => ({ set, metric: METRICS[metric], value: measures[metric], ...NO_BAR, ...bars[metric] }))
}
