import { addressOf } from './address.ts'
import { fieldOf, settled } from './field.ts'
import { problem, type Problem, type ProblemCode } from './problem.ts'
import { PHRASE_WORDS_MAX, REACH_MAX, STEM_LETTERS_MIN, type Node, type Words } from './query.ts'
import { visible } from './visible.ts'
import { GERSHAYIM, roleAt, SINGLE } from '../text/fold.ts'
import { between, handleEnd, handleKeys, tagKey } from '../text/marks.ts'
import { tokenise } from '../text/tokenise.ts'

/**
 * One piece of a query's text. `value` is where the value of a field or the number of NEAR begins. A term that was refused has no
 * node, so that the rest can still be read; a NEAR whose number was refused reaches as far as one without.
 */
export type Lexeme = { readonly from: number; readonly to: number } & (
  | { readonly is: 'open' | 'close' | 'AND' | 'OR' | 'NOT' }
  | { readonly is: 'NEAR'; readonly ordered: boolean; readonly within: number; readonly value: number }
  | { readonly is: 'term'; readonly looks: 'word' | 'phrase' | 'stem' | 'tag' | 'handle'; readonly node: Node | null }
  | { readonly is: 'term'; readonly looks: 'field'; readonly field: string; readonly value: number; readonly node: Node | null }
)

/** How far NEAR reaches when it does not say. */
const REACH = 5

/** What opens a phrase beside the double quotation marks of `GERSHAYIM`, and what alone closes it. */
const CLOSERS: Readonly<Record<string, string>> = { '「': '」', '『': '』', '《': '》', '〈': '〉', '〝': '〞', '❝': '❞', '‹': '›' }
const DASHES = '-－−–—'
const STAR = /[*＊]/
const FIELD = /([A-Za-z]+)[:：]/y

/** Cuts a query's text into pieces, in linear time. What cannot be used is added to `problems`. */
export function lex(text: string, problems: Problem[]): Lexeme[] {
  const { line, original } = visible(text)
  const lexemes: Lexeme[] = []
  const found: Problem[] = []
  let at = 0
  while (at < line.length) {
    if (isSpace(line.charAt(at))) {
      at++
      continue
    }
    const lexeme = next(line, at, found)
    lexemes.push('value' in lexeme ? { ...original(lexeme), value: original({ from: lexeme.value, to: lexeme.to }).from } : original(lexeme))
    at = lexeme.to
  }
  problems.push(...found.map(original))
  return lexemes
}

function next(line: string, from: number, problems: Problem[]): Lexeme {
  const char = line.charAt(from)
  if (char === '(' || char === '（') return { is: 'open', from, to: from + 1 }
  if (char === ')' || char === '）') return { is: 'close', from, to: from + 1 }
  if (DASHES.includes(char) && isDenial(line, from)) return { is: 'NOT', from, to: from + 1 }
  if ((char === '=' || char === '＝') && (opensPhrase(line, from + 1) || !isOutside(line, from + 1))) {
    return words(line, from, from + 1, 'exact', problems)
  }
  if (char === '#' || char === '＃') return tag(line, from, problems)
  if (char === '@' || char === '＠') return handle(line, from, problems)
  FIELD.lastIndex = from
  const name = FIELD.exec(line)?.[1]
  if (name !== undefined) return fielded(line, from, name, problems)
  return words(line, from, from, 'folded', problems)
}

function isSpace(char: string): boolean {
  return /^[\s\0]$/.test(char)
}

/** A minus denies what follows it without a space. */
function isDenial(line: string, at: number): boolean {
  const after = line.charAt(at + 1)
  return after !== '' && !isSpace(after) && after !== ')' && after !== '）'
}

/** Whether a bare word cannot go on here: at the end, a space, a bracket or what opens a phrase. */
function isOutside(line: string, at: number): boolean {
  const char = line.charAt(at)
  return char === '' || '()（）'.includes(char) || char in CLOSERS || isSpace(char)
}

function opensPhrase(line: string, at: number): boolean {
  return at < line.length && (roleAt(line, at) === GERSHAYIM || line.charAt(at) in CLOSERS)
}

/** What a bare or quoted value is, and where it ends: `end` before a closing mark, `to` behind it. */
type Content = { readonly text: string; readonly quoted: boolean; readonly to: number; readonly isClosed: boolean }

function contentAt(line: string, start: number, problems: Problem[]): Content {
  const quoted = opensPhrase(line, start)
  const { end, to } = quoted ? phraseEnd(line, start, problems) : wordEnd(line, start)
  const written = line.charAt(start) in CLOSERS ? withoutMarks(line, start + 1, end) : line.slice(quoted ? start + 1 : start, end)
  const text = written.replace(/[\s\0]+/g, ' ').trim()
  return { text, quoted, to, isClosed: !quoted || end < to }
}

/** A bare word ends before a space or bracket. A closing mark of a quoted Hebrew name (ל"מגה") goes with it. */
function wordEnd(line: string, start: number): { end: number; to: number } {
  let marks = 0
  let end = start
  for (; !isOutside(line, end); end++) {
    if (roleAt(line, end) !== GERSHAYIM) continue
    if (!between(line, end)) break
    marks++
  }
  const closes = marks > 0 && end < line.length && roleAt(line, end) === GERSHAYIM
  return { end, to: closes && isOutside(line, end + 1) ? end + 1 : end }
}

/** A phrase ends at the next quotation mark that is not inside a Hebrew word, or at the partner of the bracket-like one it began with. */
function phraseEnd(line: string, start: number, problems: Problem[]): { end: number; to: number } {
  const closer = CLOSERS[line.charAt(start)]
  for (let end = start + 1; end < line.length; end++) {
    const closes = closer === undefined ? isMark(line, end) : line.charAt(end) === closer
    if (closes) return { end, to: end + 1 }
  }
  problems.push(problem('quote_not_closed', start, start + 1))
  return { end: line.length, to: line.length }
}

/** A double quotation mark that is not inside a Hebrew word. */
function isMark(line: string, at: number): boolean {
  return roleAt(line, at) === GERSHAYIM && !between(line, at)
}

/** A stretch with spaces for the quotation marks between its words, where they say nothing. */
function withoutMarks(line: string, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += isMark(line, at) ? ' ' : line.charAt(at)
  return text
}

function words(line: string, from: number, start: number, how: Words['how'], problems: Problem[]): Lexeme {
  const content = contentAt(line, start, problems)
  const { text, quoted, to } = content
  const isPlain = !quoted && how === 'folded'
  if (isPlain && (text === 'AND' || text === 'OR' || text === 'NOT')) return { is: text, from, to }
  const near = isPlain ? nearOf(text, from, to, problems) : null
  if (near) return near
  const node = nodeOf(content, how, isPlain ? line.charAt(from - 1) : '', (code) => {
    problems.push(problem(code, from, to, { text: text.slice(0, 100) }))
  })
  return { is: 'term', looks: node?.is === 'stem' ? 'stem' : quoted ? 'phrase' : 'word', from, to, node }
}

/** NEAR and ONEAR, with how far they reach; in small letters too where the number leaves no doubt. */
function nearOf(text: string, from: number, to: number, problems: Problem[]): Lexeme | null {
  const [, o, reach] = /^(O?)NEAR(?:\/(.*))?$/s.exec(text) ?? /^(o?)near\/(\d+)$/i.exec(text) ?? []
  if (o === undefined) return null
  const near = { is: 'NEAR', ordered: o !== '', from, to, value: reach === undefined ? to : to - reach.length } as const
  if (reach === undefined) return { ...near, within: REACH }
  const within = /^\d{1,9}$/.test(reach) ? Number(reach) : 0
  if (within >= 1 && within <= REACH_MAX) return { ...near, within }
  problems.push(problem('reach_wrong', from, to, { text: text.slice(0, 100) }))
  return { ...near, within: REACH }
}

/** The words or the stem that some content is; null when it is none, after saying why. `before` is the character it follows. */
function nodeOf(content: Content, how: Words['how'], before: string, refuse: (code: ProblemCode) => void): Node | null {
  const { text } = content
  const refused = (code: ProblemCode) => {
    refuse(code)
    return null
  }
  if (STAR.test(text)) return stemOf(text, how, refused)
  const count = tokenise(text).length
  if (text === '' && !content.isClosed) return null
  if (count === 0) return refused(!content.quoted && DASHES.includes(text) ? 'minus_apart' : 'no_letters')
  if (count > PHRASE_WORDS_MAX) return refused('phrase_too_long')
  if (/^~\d/.test(text) && isQuotationMark(before)) return refused('near_by_tilde')
  return { is: 'words', text, how }
}

function isQuotationMark(char: string): boolean {
  return char !== '' && roleAt(char, 0) === GERSHAYIM
}

/** A word with a star behind it. Where each character is a word anyway (東京*), the star says nothing new. */
function stemOf(text: string, how: Words['how'], refused: (code: ProblemCode) => null): Node | null {
  if (how !== 'folded') return refused('star_when_exact')
  const star = text.search(STAR)
  const [first, ...others] = tokenise(text.slice(0, star))
  const last = others.at(-1) ?? first
  if (first === undefined || last === undefined || tokenise(text.slice(star)).length > 0) {
    return refused(text.includes(' ') && /[^\s*＊]/.test(text) ? 'star_in_phrase' : 'star_misplaced')
  }
  const letters = text.slice(first.start, last.end)
  if (others.length + 1 > PHRASE_WORDS_MAX) return refused('phrase_too_long')
  if ([first, ...others].every(({ script }) => script === SINGLE)) return { is: 'words', text: letters, how }
  if (others.length > 0) return refused('star_in_phrase')
  return [...first.key].length < STEM_LETTERS_MIN ? refused('stem_too_short') : { is: 'stem', text: letters }
}

function tag(line: string, from: number, problems: Problem[]): Lexeme {
  const { end: to } = wordEnd(line, from + 1)
  const written = line.slice(from + 1, to)
  const value = settled(written, tagKey)
  if (value === '') problems.push(problem('value_missing', from, from + 1, { field: '#' }))
  else if (STAR.test(written)) problems.push(problem('star_when_exact', from, to))
  return { is: 'term', looks: 'tag', from, to, node: value === '' || STAR.test(written) ? null : { is: 'tag', value } }
}

function handle(line: string, from: number, problems: Problem[]): Lexeme {
  const to = handleEnd(line, from + 1)
  const folded = settled(line.slice(from + 1, to), (written) => handleKeys(written)[0] ?? '')
  const value = handleEnd(folded, 0) === folded.length ? folded : ''
  if (value === '') problems.push(problem('value_missing', from, from + 1, { field: '@' }))
  return { is: 'term', looks: 'handle', from, to, node: value === '' ? null : { is: 'handle', value } }
}

function fielded(line: string, from: number, name: string, problems: Problem[]): Lexeme {
  const start = from + name.length + 1
  const field = name.toLowerCase()
  const known = fieldOf(field)
  const content = contentAt(line, start, problems)
  const to = field === 'url' && !content.quoted ? addressEnd(line, start) : content.to
  const text = field === 'url' && !content.quoted ? line.slice(start, to) : content.text
  const term = (node: Node | null): Lexeme => ({ is: 'term', looks: 'field', field, value: start, from, to, node })
  const refused = (code: ProblemCode, at: number, end: number, params: Record<string, string>) => {
    problems.push(problem(code, at, end, params))
    return null
  }
  if (field !== 'case' && known === undefined) {
    const address = /^https?$/.test(field) ? addressOf(line.slice(from, to)) : ''
    return term(address === '' ? refused('field_unknown', from, start, { field: name }) : refused('address_bare', from, to, { text: address }))
  }
  if (text === '') return term(content.isClosed ? refused('value_missing', from, start, { field: `${field}:` }) : null)
  if (known === undefined) return term(nodeOf(content, 'cased', '', (code) => refused(code, start, to, { text: text.slice(0, 100) })))
  return term(known.read(text) ?? refused('value_wrong', start, to, { field, text: text.slice(0, 100), allowed: known.allowed }))
}

/** An address goes on over the brackets that it opens itself. */
function addressEnd(line: string, start: number): number {
  let opened = 0
  let end = start
  for (; end < line.length && !isSpace(line.charAt(end)) && roleAt(line, end) !== GERSHAYIM; end++) {
    if (line.charAt(end) === '(') opened++
    else if (line.charAt(end) === ')' && opened-- === 0) break
  }
  return end
}
