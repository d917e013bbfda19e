import type { Problem } from '../../engine/index.ts'

/** A piece of a query's text: what it means to the language, and whether a problem lies in it. */
export type Piece = { readonly at: number; readonly text: string; readonly is: 'operator' | 'plain'; readonly isWrong: boolean }

/** Phrases are passed over; what joins, denies or names a field is an operator. */
const MEANING = /"[^"]*"?|(?<![^\s(])(?:AND|OR|NOT)(?![^\s)])|(?<![^\s(-])(?:lang|network|author|site):|[()]/g

/** Cuts a query's text at its operators and at its problems. The pieces add up to the text. A problem without a width gets one letter. */
export function pieces(text: string, problems: readonly Pick<Problem, 'from' | 'to'>[]): Piece[] {
  const operators = [...text.matchAll(MEANING)].filter(([word]) => !word.startsWith('"')).map(({ index, 0: word }) => ({ from: index, to: index + word.length }))
  const wrong = problems.map(({ from, to }) => (to > from ? { from, to } : { from: Math.max(Math.min(from, text.length - 1), 0), to: from + 1 }))
  const cuts = [...new Set([0, text.length, ...[...operators, ...wrong].flatMap(({ from, to }) => [from, to])])].filter((at) => at <= text.length).toSorted((a, b) => a - b)
  const isWithin = (spans: readonly { from: number; to: number }[], at: number) => spans.some(({ from, to }) => from <= at && at < to)
  return cuts.slice(0, -1).map((at, index) => (
    { at, text: text.slice(at, cuts[index + 1]), is: isWithin(operators, at) ? 'operator' : 'plain', isWrong: isWithin(wrong, at) }))
}
