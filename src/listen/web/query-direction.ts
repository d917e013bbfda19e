import { pieces } from '../../engine/index.ts'
import type { Edit } from './query-fixes.ts'
import { directionOfQuery } from './query-text.tsx'

/** RIGHT-TO-LEFT MARK: a letter that nobody sees (UAX #9). The engine passes over it. */
const RLM = '\u200f'
const OPERATOR = /^(?:AND|OR|NOT|O?NEAR(?:\/\d+)?)$/

/** The text as people see it. */
export const withoutMarks = (text: string): string => text.replaceAll(RLM, '')

/**
 * The text with a mark on each side of every operator in lines that run from right to left. Without them an operator in Latin letters
 * would run together with a Latin name beside it, and `לנטרן OR lantern` would be read as `לנטרן lantern OR`.
 */
export function withMarks(text: string): string {
  let done = 0
  let marked = ''
  const clean = withoutMarks(text)
  for (const { from, to } of operatorsOf(clean)) {
    if (lineIsRtl(clean, from)) marked += `${clean.slice(done, from)}${RLM}${clean.slice(from, to)}${RLM}`
    else marked += clean.slice(done, to)
    done = to
  }
  return marked + clean.slice(done)
}

/** A change that writes operators in a line from right to left writes their marks too. */
export function editWithMarks(text: string, edit: Edit): Edit {
  const word = edit.insert.trim()
  return OPERATOR.test(word) && lineIsRtl(text, edit.from) ? { ...edit, insert: edit.insert.replace(word, `${RLM}${word}${RLM}`) } : edit
}

/** What typing a space means behind an operator in a line from right to left: its marks as well; null where it means a space. */
export function spaceWithMarks(text: string, caret: number): Edit | null {
  const [word = ''] = /[A-Z/\d]+$/.exec(text.slice(0, caret)) ?? []
  const from = caret - word.length
  if (!OPERATOR.test(word) || /\S/.test(withoutMarks(text.charAt(from - 1)).replace(/[()]/, '')) || text.charAt(from - 1) === RLM) return null
  return lineIsRtl(text, from) ? { from, to: caret, insert: `${RLM}${word}${RLM} ` } : null
}

/** NEAR and its number are two pieces. */
function operatorsOf(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const { is, from, to, field } of pieces(text)) {
    const last = found.at(-1)
    if (is === 'operator' && text.slice(from, to) !== '-') found.push({ from, to })
    else if (is === 'number' && field === undefined && last?.to === from) last.to = to
  }
  return found
}

/** As `unicode-bidi: plaintext` sees it: by the first letter of the line. */
function lineIsRtl(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const to = text.indexOf('\n', at)
  return directionOfQuery(text.slice(from, to < 0 ? text.length : to)) === 'rtl'
}
