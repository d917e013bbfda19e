import { GERSHAYIM, roleAt } from '../text/fold.ts'
import { problem, type Problem } from './problem.ts'
import { PHRASE_WORDS_MAX, type Mark, type Words } from './query.ts'
import { between, handleEnd, handleKeys, hostOf, languageKey, tagKey } from '../text/marks.ts'
import { tokenise } from '../text/reading.ts'

/** One piece of a query's text. A term that was refused has no node, so that the rest can still be read. */
export type Lexeme = { readonly from: number; readonly to: number } & (
  | { readonly is: 'open' | 'close' | 'AND' | 'OR' | 'NOT' }
  | { readonly is: 'term'; readonly node: Words | Mark | null }
)

const FIELDS = new Set(['lang', 'network', 'author', 'site'])
const FIELDS_NOT_YET = new Set(['url', 'kind', 'has', 'followers', 'case'])
const FIELD = /([A-Za-z]+):/y
const OPERATOR_NOT_YET = /^O?NEAR(?:\/\d*)?$/

/** Cuts a query's text into pieces, in linear time. What cannot be used is added to `problems`. */
export function lex(text: string, problems: Problem[]): Lexeme[] {
  const lexemes: Lexeme[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (isSpace(char)) {
      at++
      continue
    }
    const lexeme = next(text, at, problems)
    lexemes.push(lexeme)
    at = lexeme.to
  }
  return lexemes
}

function next(text: string, from: number, problems: Problem[]): Lexeme {
  const char = text.charAt(from)
  if (char === '(') return { is: 'open', from, to: from + 1 }
  if (char === ')') return { is: 'close', from, to: from + 1 }
  if (char === '-' && isDenial(text, from)) return { is: 'NOT', from, to: from + 1 }
  if (char === '=' && !isOutside(text, from + 1)) return words(text, from, from + 1, true, problems)
  if (char === '#' || char === '＃') return tag(text, from, problems)
  if (char === '@' || char === '＠') return handle(text, from, problems)
  FIELD.lastIndex = from
  const field = FIELD.exec(text)?.[1]
  if (field !== undefined) return fielded(text, from, field, problems)
  return words(text, from, from, false, problems)
}

/** White space, and the invisible marks that an editor of mixed directions leaves between words. */
const SPACE = /^[\s\0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]$/u

/** A minus denies what follows it without a space. */
function isDenial(text: string, at: number): boolean {
  const after = text.charAt(at + 1)
  return after !== '' && !isSpace(after) && after !== ')'
}

function isSpace(char: string): boolean {
  return SPACE.test(char)
}

/** Whether a bare word cannot go on here: at the end, a space or a bracket. */
function isOutside(text: string, at: number): boolean {
  const char = text.charAt(at)
  return char === '' || char === '(' || char === ')' || isSpace(char)
}

function words(text: string, from: number, start: number, exact: boolean, problems: Problem[]): Lexeme {
  const quoted = roleAt(text, start) === GERSHAYIM
  const { end, to } = quoted ? phraseEnd(text, start, problems) : wordEnd(text, start)
  const content = text.slice(quoted ? start + 1 : start, end).replace(/[\s\0]+/g, ' ').trim()
  const term = (node: Words | null): Lexeme => ({ is: 'term', from, to, node })
  if (!quoted && !exact) {
    if (content === 'AND' || content === 'OR' || content === 'NOT') return { is: content, from, to }
    if (OPERATOR_NOT_YET.test(content)) return refuse('field_not_yet', content)
    if (/[^*]\*$/.test(content)) return refuse('field_not_yet', content)
  }
  const count = tokenise(content).length
  if (count === 0) return content === '' && end === to ? term(null) : refuse('no_letters', content)
  if (count > PHRASE_WORDS_MAX) return refuse('phrase_too_long', content)
  return term({ is: 'words', text: content, how: exact ? 'exact' : 'folded' })

  function refuse(code: 'field_not_yet' | 'no_letters' | 'phrase_too_long', shown: string): Lexeme {
    problems.push(problem(code, from, to, code === 'field_not_yet' ? { field: shown } : { text: shown.slice(0, 100) }))
    return term(null)
  }
}

/** A bare word ends before a space or bracket. A closing mark of a quoted Hebrew name (ל"מגה") goes with it. */
function wordEnd(text: string, start: number): { end: number; to: number } {
  let marks = 0
  let end = start
  for (; !isOutside(text, end); end++) {
    if (roleAt(text, end) !== GERSHAYIM) continue
    if (!between(text, end)) break
    marks++
  }
  const closes = marks > 0 && end < text.length && roleAt(text, end) === GERSHAYIM
  return { end, to: closes && isOutside(text, end + 1) ? end + 1 : end }
}

/** A phrase ends at the next quotation mark that is not inside a Hebrew word. */
function phraseEnd(text: string, start: number, problems: Problem[]): { end: number; to: number } {
  for (let end = start + 1; end < text.length; end++) {
    if (roleAt(text, end) === GERSHAYIM && !between(text, end)) return { end, to: end + 1 }
  }
  problems.push(problem('quote_not_closed', start, start + 1))
  return { end: text.length, to: text.length }
}

function tag(text: string, from: number, problems: Problem[]): Lexeme {
  const { end: to } = wordEnd(text, from + 1)
  const value = tagKey(text.slice(from + 1, to))
  if (value !== '') return { is: 'term', from, to, node: { is: 'tag', value } }
  problems.push(problem('value_missing', from, from + 1, { field: '#' }))
  return { is: 'term', from, to: Math.max(to, from + 1), node: null }
}

function handle(text: string, from: number, problems: Problem[]): Lexeme {
  const to = Math.max(handleEnd(text, from + 1), from + 1)
  const value = handleKeys(text.slice(from + 1, to))[0]
  if (value !== undefined) return { is: 'term', from, to, node: { is: 'handle', value } }
  problems.push(problem('value_missing', from, from + 1, { field: '@' }))
  return { is: 'term', from, to, node: null }
}

function fielded(text: string, from: number, field: string, problems: Problem[]): Lexeme {
  const start = from + field.length + 1
  const quoted = start < text.length && roleAt(text, start) === GERSHAYIM
  const { end, to } = quoted ? phraseEnd(text, start, problems) : wordEnd(text, start)
  const written = text.slice(quoted ? start + 1 : start, end).trim()
  const name = field.toLowerCase()
  const node = FIELDS.has(name) ? markOf(name, written) : null
  if (!FIELDS.has(name)) {
    const later = FIELDS_NOT_YET.has(name)
    problems.push(problem(later ? 'field_not_yet' : 'field_unknown', from, start, { field: later ? `${name}:` : field }))
  } else if (written === '') problems.push(problem('value_missing', from, start, { field: `${name}:` }))
  else if (node === null) problems.push(problem('value_wrong', start, to, { field: name, text: written.slice(0, 100) }))
  return { is: 'term', from, to, node }
}

/** The folded value of a field, or null when it cannot be one. Old codes of Hebrew and Yiddish are understood. */
function markOf(field: string, written: string): Mark | null {
  if (field === 'lang') {
    const value = languageKey(written)
    return /^[a-z]{2,3}$/.test(value) ? { is: 'lang', value } : null
  }
  if (field === 'site') {
    const value = hostOf(written)
    return value === '' ? null : { is: 'site', value }
  }
  if (field === 'network') return written === '' ? null : { is: 'network', value: written.toLowerCase() }
  const value = handleKeys(written)[0]
  return value === undefined ? null : { is: 'author', value }
}
