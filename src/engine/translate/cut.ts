import { GERSHAYIM, roleAt } from '../text/fold.ts'
import { between } from '../text/marks.ts'
import { type Asked, type Field, HANDLE, LINK, TAG } from './field.ts'
import type { Grammar, Joint, Suffix } from './grammar.ts'
import { exact, gone, joined, type Kept, narrower, wider } from './kept.ts'
import type { Operator, Place, TakeDown, Tree } from './tree.ts'
import { near, spelled, words } from './words.ts'

/** One piece of a query of another product. `part` is the place of a field that looks at a part of the text. */
export type Piece = Operator | (Place & (
  | { readonly is: Joint }
  | { readonly is: 'open'; readonly part: Place | null }
  | { readonly is: 'close' }
  | { readonly is: 'suffix'; readonly does: Suffix; readonly words: number }
  | { readonly is: 'term'; readonly tree: Tree }
))

/** A value as it stands there: `text` without its quotation marks. */
type Value = { readonly text: string; readonly isQuoted: boolean; readonly to: number }

/** Most that may stand in […] or {…}. */
const ENCLOSED_LENGTH_MAX = 200
const FIELD = /([\p{L}_][\p{L}\p{N}_.]*):/uy
const MEASURE = /([A-Za-z][\w.]*)(?:\s*:)?\s*((?:>=|<=|>|<)\s*\d{1,15})/y
const SUFFIXES = { near: /~(\d{1,9})(?![\p{L}\p{N}])/uy, alike: /~(\d?)(?![\p{L}\p{N}])/uy, weight: /\^\d+(?:\.\d+)?/y, times: / ?\{\d+(?: ?, ?\d*)?\}/y }
const NEAR = /^(O)?NEAR(?:\/(\d{1,9})(F)?)?$/i
const SENTENCE = /^(O)?SENTENCE$/

/** Cuts a query of another product into pieces, in linear time. */
export function cut(line: string, grammar: Grammar, takeDown: TakeDown): Piece[] {
  return new Cutter(line, grammar, takeDown).pieces()
}

class Cutter {
  readonly #line: string
  readonly #grammar: Grammar
  readonly #takeDown: TakeDown
  /** The fields of the brackets that are open, the innermost last; null where ordinary words stand. */
  readonly #open: (Asked | null)[] = []

  constructor(line: string, grammar: Grammar, takeDown: TakeDown) {
    this.#line = line
    this.#grammar = grammar
    this.#takeDown = takeDown
  }

  pieces(): Piece[] {
    const pieces: Piece[] = []
    for (let at = 0; at < this.#line.length;) {
      if (isSpace(this.#line.charAt(at))) {
        at++
        continue
      }
      const comment = this.#commentEnd(at)
      const piece = comment === null ? this.#next(at, pieces.at(-1)) : null
      if (piece) pieces.push(piece)
      else this.#takeDown({ from: at, to: comment ?? at }, { code: 'comment' }, 'same')
      at = piece?.to ?? comment ?? this.#line.length
    }
    return pieces
  }

  /** Where the comment that begins here ends; null when none does. One that is never closed goes to the end. */
  #commentEnd(at: number): number | null {
    if (!this.#grammar.comments || !this.#line.startsWith('<<<', at)) return null
    const end = this.#line.indexOf('>>>', at)
    return end < 0 ? this.#line.length : end + 3
  }

  #next(from: number, before: Piece | undefined): Piece {
    const char = this.#line.charAt(from)
    if (char === '(') {
      this.#open.push(this.#open.at(-1) ?? null)
      return { is: 'open', from, to: from + 1, part: null }
    }
    if (char === ')') {
      this.#open.pop()
      return { is: 'close', from, to: from + 1 }
    }
    if (this.#grammar.minus && '-−–'.includes(char) && isDenial(this.#line, from)) return { is: 'NOT', from, to: from + 1 }
    return (before?.is === 'close' ? this.#suffix(from) : null) ?? this.#field(from) ?? this.#valued(from)
  }

  /** What stands behind a bracket and says something of all that is in it. */
  #suffix(from: number): Piece | null {
    for (const kind of this.#grammar.suffixes) {
      const [written, number = ''] = matchAt(SUFFIXES[kind], this.#line, from) ?? []
      if (written === undefined || kind === 'alike') continue
      return { is: 'suffix', from, to: from + written.length, does: kind, words: Number(number) }
    }
    return null
  }

  /** A field with its value or its bracket, or a measure. */
  #field(from: number): Piece | null {
    const { fields } = this.#grammar
    const [measure, measured = '', bound = ''] = matchAt(MEASURE, this.#line, from) ?? []
    const asked = fieldOf(fields, measured)
    if (measure !== undefined && asked && asked !== 'part') return termOf({ from, to: from + measure.length }, asked(bound.replace(/\s/g, '')))
    const [named, name = ''] = matchAt(FIELD, this.#line, from) ?? []
    if (named === undefined) return null
    const colon = from + named.length
    const field = fieldOf(fields, name)
    if (!field) return this.#unknownField(from, colon, name)
    const start = spacesEnd(this.#line, colon)
    const at = { from, to: colon }
    if (this.#line.charAt(start) === '(') {
      this.#open.push(field === 'part' ? null : field)
      return { is: 'open', from, to: start + 1, part: field === 'part' ? at : null }
    }
    if (field === 'part' && !isOutside(this.#line, start)) {
      const piece = this.#valued(start)
      if (piece.is === 'term') return { ...piece, from, tree: { is: 'loose', from, to: piece.to, of: piece.tree, note: { code: 'part' }, at } }
    }
    if (field === 'part') return termOf(at, gone('value'))
    const { text, to } = this.#value(start)
    return termOf({ from, to }, field(text))
  }

  /** A web address, a field that only its spelling tells from a word (postKind:, post_kind:), or words with a colon in them. */
  #unknownField(from: number, colon: number, name: string): Piece | null {
    const { to } = this.#value(from)
    if (/^https?$/i.test(name)) return termOf({ from, to }, LINK(this.#line.slice(from, to)))
    if (/[a-z][A-Z]|[a-z][._][a-z]/.test(name) && !isSpace(this.#line.charAt(colon)) && colon < this.#line.length) {
      return termOf({ from, to: Math.max(to, this.#value(colon).to) }, gone('field'))
    }
    if (to > colon) this.#takeDown({ from, to }, { code: 'field_unknown' }, 'same')
    return null
  }

  /** An operator, or a term without a field of its own. */
  #valued(from: number): Piece {
    const sign = this.#grammar.signs.find(([each]) => this.#line.startsWith(each, from) && !isOutside(this.#line, from + each.length))
    const value = this.#value(sign ? from + sign[0].length : from)
    const place = { from, to: Math.max(value.to, from + 1) }
    const joint = value.isQuoted || sign ? null : this.#joint(value.text)
    if (joint) return { ...joint, ...place }
    const field = this.#open.at(-1)
    if (field) return termOf(place, field(value.text))
    if (sign) return termOf(place, sign[1](value.text))
    return this.#suffixed(place, value)
  }

  #joint(word: string): { is: Joint } | Omit<Operator, 'from' | 'to'> | null {
    const { anyCase, joints, near: usual } = this.#grammar
    const written = anyCase ? word.toUpperCase() : word
    const joint = Object.hasOwn(joints, written) ? joints[written] : undefined
    if (joint) return { is: joint }
    if (usual === null || (!anyCase && !/^O?(?:NEAR|SENTENCE)/.test(word))) return null
    const sentence = SENTENCE.exec(word)
    if (sentence) return { is: 'near', ordered: sentence[1] !== undefined, within: null }
    const [found, ordered, between = String(usual), forward] = NEAR.exec(word) ?? []
    return found === undefined ? null : { is: 'near', ordered: (ordered ?? forward) !== undefined, within: Number(between) + 1 }
  }

  /** A word or a phrase with what follows it. */
  #suffixed(place: Place, value: Value): Piece {
    const { wildcards, suffixes } = this.#grammar
    const wild = value.isQuoted ? wildcards.quoted : wildcards.bare
    const plain = this.#plain(value)
    for (const kind of suffixes) {
      const [written, number = ''] = matchAt(SUFFIXES[kind], this.#line, place.to) ?? []
      if (written === undefined) continue
      const at = { from: place.to + (written.startsWith(' ') ? 1 : 0), to: place.to + written.length }
      const whole = { from: place.from, to: at.to }
      const tree: Tree = { is: 'term', ...whole, ...plain }
      const isPhrase = value.isQuoted && /\S\s+\S/.test(value.text)
      if (kind === 'near' && isPhrase) return termOf(whole, near(value.text, Number(number), wild))
      if (kind === 'near' && suffixes.includes('alike')) continue
      if (kind === 'times') return { is: 'term', ...whole, tree: { is: 'loose', ...whole, of: tree, note: { code: 'times' }, at } }
      if (kind === 'alike' && plain.node) return termOf(whole, isPhrase ? asOneWord(value.text, plain) : narrower(plain.node, 'similar'))
      this.#takeDown(at, { code: kind === 'weight' ? 'boost' : 'tilde' }, 'same')
      return { is: 'term', ...whole, tree }
    }
    return termOf(place, plain)
  }

  #plain({ text, isQuoted }: Value): Kept {
    const { braces, escapes, wildcards } = this.#grammar
    if (!isQuoted && /^[#＃@＠]./.test(text)) return marked(text, wildcards.bare === 'letters')
    if (!isQuoted && braces && text.startsWith('{')) return spelled(text.replace(/^\{|\}$/g, ''), 'cased')
    return words(escapes ? text.replace(/\\./gsu, ' ') : text, isQuoted ? wildcards.quoted : wildcards.bare)
  }

  /** A phrase, what stands in brackets of the other kinds, or a bare word. */
  #value(start: number): Value {
    const line = this.#line
    if (start < line.length && roleAt(line, start) === GERSHAYIM) {
      for (let end = start + 1; end < line.length; end++) {
        if (roleAt(line, end) === GERSHAYIM && !between(line, end)) return { text: line.slice(start + 1, end).trim(), isQuoted: true, to: end + 1 }
      }
      this.#takeDown({ from: start, to: start + 1 }, { code: 'quote_not_closed' }, 'same')
      return { text: line.slice(start + 1).trim(), isQuoted: true, to: line.length }
    }
    const closer = line.charAt(start) === '[' ? ']' : this.#grammar.braces && line.charAt(start) === '{' ? '}' : null
    const length = closer === null ? 0 : line.slice(start, start + ENCLOSED_LENGTH_MAX).indexOf(closer) + 1
    const { end, to } = length === 0 ? this.#wordEnd(start) : { end: start + length, to: start + length }
    return { text: line.slice(start, end), isQuoted: false, to }
  }

  /** A bare word ends before a space, a bracket, a quotation mark that is not inside a Hebrew word, or a suffix; `to` is behind its closing mark. */
  #wordEnd(start: number): { end: number; to: number } {
    const line = this.#line
    let marks = 0
    let end = start
    for (; !isOutside(line, end); end++) {
      if (this.#grammar.escapes && line.charAt(end) === '\\' && !isOutside(line, end + 1)) end++
      else if (end > start && '~^{'.includes(line.charAt(end)) && this.#grammar.suffixes.some((kind) => matchAt(SUFFIXES[kind], line, end))) break
      else if (roleAt(line, end) === GERSHAYIM && !between(line, end)) break
      else if (roleAt(line, end) === GERSHAYIM) marks++
    }
    const closes = marks > 0 && end < line.length && roleAt(line, end) === GERSHAYIM
    return { end, to: closes && isOutside(line, end + 1) ? end + 1 : end }
  }
}

function termOf(place: Place, kept: Kept): Piece {
  return { is: 'term', ...place, tree: { is: 'term', ...place, ...kept } }
}

/** A tag or a handle. A tag with a wildcard is looked for among the words. */
function marked(text: string, isWild: boolean): Kept {
  const name = text.slice(1)
  const read = /^[#＃]/.test(text) ? TAG : HANDLE
  if (isWild && /[*?]/.test(name)) {
    const { node } = words(name, 'letters')
    return node ? wider(node, 'wildcard_wider') : gone('wildcard')
  }
  return read(name.replace(/[^\p{L}\p{N}\p{M}_]+$/u, ''))
}

/** A phrase, and its words written as one. */
function asOneWord(text: string, plain: Kept): Kept {
  const one = words(text.replace(/[\s-]+/g, ''), 'none').node
  const either = joined('or', [plain.node, one].flatMap((node) => node ?? []))
  return either ? exact(either) : plain
}

function fieldOf(fields: Grammar['fields'], name: string): Field | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(line)
}

function isSpace(char: string): boolean {
  return /^[\s\0]$/.test(char)
}

function isOutside(line: string, at: number): boolean {
  const char = line.charAt(at)
  return char === '' || char === '(' || char === ')' || isSpace(char)
}

/** A minus denies what follows it without a space. */
function isDenial(line: string, at: number): boolean {
  return line.charAt(at + 1) === '(' || !isOutside(line, at + 1)
}

function spacesEnd(line: string, at: number): number {
  let end = at
  while (end < line.length && isSpace(line.charAt(end))) end++
  return end
}
