import { hebrewQuestions, seeds, withoutMarks } from '../../models/train/intent-examples.ts'
import { understand } from '../../src/language/index.ts'
import { INTENTS } from '../../src/language/understanding.ts'
import type { QualityRow } from './row.ts'

type Bar = Partial<Pick<QualityRow, 'floor' | 'goal' | 'moonshot' | 'published'>>
/** Of one example: what was said, and what is right. */
type Judged = { readonly said: boolean; readonly right: boolean }

/** What somebody wants, by language, on our own posts that were kept to judge by; and Hebrew questions of which half lost their mark. */
export function intentRows(data: string): QualityRow[] {
  const questions = hebrewQuestions(data).dev.map(({ text, question }) => ({ said: understand(text, 'he').question, right: question }))
  return [
    ...rowsOf('he-heq, half of the marks removed', 'question', questions, { floor: 0.95, goal: 0.975, moonshot: 0.99, published: '.973 marks and interrogatives' }),
    ...ownRows('he'),
    ...ownRows('en'),
  ]
}

function ownRows(lang: 'he' | 'en'): QualityRow[] {
  const posts = seeds().dev.filter((post) => post.lang === lang).map((post) => ({ post, said: understand(post.text, lang) }))
  const set = `${lang} own`
  const f1s = INTENTS.map((intent) => f1Of(posts.map(({ post, said }) => ({ said: said.intent === intent, right: post.intent === intent }))))
  const right = posts.filter(({ post, said }) => said.intent === post.intent).length / posts.length
  const bare = posts.map(({ post }) => ({ said: understand(withoutMarks(post.text), lang).question, right: post.question }))
  return [
    row(set, 'intent accuracy', right),
    row(set, 'intent macro-F1', f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length),
    ...INTENTS.flatMap((intent) => rowsOf(set, intent, posts.map(({ post, said }) => ({ said: said.intent === intent, right: post.intent === intent })))),
    ...(['question', 'needsAnswer', 'aboutStaff'] as const).flatMap((what) => (
      yesOrNoRows(set, what === 'question' ? 'asks' : what, posts.map(({ post, said }) => ({ said: said[what], right: post[what] })))
    )),
    ...rowsOf(set, 'asks, marks removed', bare),
  ]
}

/** Also how often yes and no were right together: that is what people's agreement is compared with. */
function yesOrNoRows(set: string, what: string, judged: readonly Judged[]): QualityRow[] {
  return [...rowsOf(set, what, judged), row(set, `${what} accuracy`, judged.filter(({ said, right }) => said === right).length / judged.length)]
}

function rowsOf(set: string, what: string, judged: readonly Judged[], bar: Bar = {}): QualityRow[] {
  const { precision, recall } = shares(judged)
  return [row(set, `${what} F1`, f1Of(judged), bar), row(set, `${what} precision`, precision), row(set, `${what} recall`, recall)]
}

function row(set: string, metric: string, value: number, bar: Bar = {}): QualityRow {
  return { set, metric, value, floor: null, goal: null, moonshot: null, published: '', ...bar }
}

function shares(judged: readonly Judged[]): { readonly precision: number; readonly recall: number } {
  const hits = judged.filter(({ said, right }) => said && right).length
  return { precision: hits / judged.filter(({ said }) => said).length, recall: hits / judged.filter(({ right }) => right).length }
}

function f1Of(judged: readonly Judged[]): number {
  const { precision, recall } = shares(judged)
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
}
