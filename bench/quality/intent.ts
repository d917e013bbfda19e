import { hebrewQuestions, seeds, type TopicPost, topicPosts, withoutMarks } from '../../models/train/intent-examples.ts'
import { understand } from '../../src/language/index.ts'
import { INTENTS } from '../../src/language/understanding.ts'
import type { QualityRow } from './row.ts'

type Bar = Partial<Pick<QualityRow, 'floor' | 'goal' | 'moonshot' | 'published'>>
/** Of one example: what was said, and what is right. */
type Judged = { readonly said: boolean; readonly right: boolean }

/**
 * What somebody wants, by language, on our own posts that were kept to judge by, and on topics of which nothing was learned; and Hebrew
 * questions of which half lost their mark.
 */
export function intentRows(data: string): QualityRow[] {
  const questions = hebrewQuestions(data).dev.map(({ text, question }) => ({ said: understand(text, 'he').question, right: question }))
  return [
    ...rowsOf('he-heq, half of the marks removed', 'question', questions, { floor: 0.95, goal: 0.975, moonshot: 0.99, published: '.973 marks and interrogatives' }),
    ...ownRows('he'),
    ...ownRows('en'),
    ...topicRows('he'),
    ...topicRows('en'),
  ]
}

function ownRows(lang: 'he' | 'en'): QualityRow[] {
  const posts = seeds().dev.filter((post) => post.lang === lang)
  const set = `${lang} own`
  const whats = ['question', 'needsAnswer', 'aboutStaff'] as const
  const judged = posts.map((post) => ({ post, said: understand(post.text, lang) }))
  return [
    ...ofIntents(set, posts, lang),
    ...whats.flatMap((what) => rowsOf(set, what === 'question' ? 'asks' : what, judged.map(({ post, said }) => ({ said: said[what], right: post[what] })))),
    ...rowsOf(set, 'asks, marks removed', posts.map(({ text, question }) => ({ said: understand(withoutMarks(text), lang).question, right: question }))),
  ]
}

function topicRows(lang: 'he' | 'en'): QualityRow[] {
  return ofIntents(`${lang} own, other topics`, topicPosts().kept.filter((post) => post.lang === lang), lang)
}

function ofIntents(set: string, posts: readonly Pick<TopicPost, 'text' | 'intent'>[], lang: 'he' | 'en'): QualityRow[] {
  const judged = posts.map(({ text, intent }) => ({ said: understand(text, lang).intent, right: intent }))
  const of = (intent: (typeof INTENTS)[number]): Judged[] => judged.map(({ said, right }) => ({ said: said === intent, right: right === intent }))
  return [
    row(set, 'intent accuracy', judged.filter(({ said, right }) => said === right).length / judged.length),
    row(set, 'intent macro-F1', INTENTS.reduce((sum, intent) => sum + f1Of(of(intent)), 0) / INTENTS.length),
    ...INTENTS.flatMap((intent) => rowsOf(set, intent, of(intent))),
  ]
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
