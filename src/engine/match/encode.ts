import { HEBREW, PLAIN } from '../text/fold.ts'
import type { Reading } from '../text/reading.ts'
import type { Mark, Node, Words } from '../query/query.ts'
import {
  AND, CASED, COMPARISONS, EXACT, FILTER, FOLLOWERS, IS_HARD, IS_PLAIN, LANG, LITERAL, NEAR, NOT, OR, PHRASE, placeBit, STRICT, TERM, wayOf, WORD,
} from './code.ts'
import type { Dictionary } from './dictionary.ts'
import { literalOf, type Literal } from './literal.ts'
import { SIGNS } from './post-marks.ts'

const INT_MAX = 2 ** 31 - 1
const COMPARED = { folded: 0, cased: CASED, exact: EXACT }

/** Turns queries into code, one after another in the same place. */
export class Encoder {
  readonly #dictionary: Dictionary
  readonly #reading: Reading
  code = new Int32Array(256)
  length = 0

  constructor(dictionary: Dictionary, reading: Reading) {
    this.#dictionary = dictionary
    this.#reading = reading
  }

  /** Encodes a query: its code is then in `code`, up to `length`. Terms are made as needed, and not yet used by anything. */
  encode(root: Node): void {
    this.length = 0
    this.#node(root)
  }

  #node(node: Node): void {
    switch (node.is) {
      case 'words':
        return this.#words(node)
      case 'stem':
        return this.#put(TERM | (this.#stem(node.text) << 4))
      case 'and':
      case 'or':
        return this.#whole(node.is === 'and' ? AND : OR, node.of)
      case 'not':
        return this.#whole(NOT, [node.of])
      case 'near':
        return this.#whole(NEAR, node.of, node.within * 2 + (node.ordered ? 1 : 0))
      case 'followers':
        this.#put(FOLLOWERS | (COMPARISONS.indexOf(node.sign) << 4))
        return this.#put(Math.min(node.than, INT_MAX))
      default:
        return this.#put((OPS[node.is] ?? TERM) | (this.#term(SIGNS[node.is] + node.value) << 4))
    }
  }

  #whole(op: number, parts: readonly Node[], about?: number): void {
    const from = this.length
    this.#put(op)
    if (about !== undefined) this.#put(about)
    for (const part of parts) this.#node(part)
    this.code[from] = op | ((this.length - from) << 4)
  }

  #words(words: Words): void {
    if (words.how === 'folded' && this.#plain(words.text)) return
    const literal = literalOf(words)
    const [start, another] = literal.starts
    if (words.how === 'folded' && literal.words.length === 1 && start && !another && start.unit.marked.size === 0) {
      return this.#put(WORD | (this.#term(start.form.letters) << 4))
    }
    this.#literal(literal, words.how)
  }

  /** Encodes what has one way to be written: a word that is not Hebrew, or several of scripts with spaces. Whether it was such. */
  #plain(text: string): boolean {
    const reading = this.#reading
    reading.read(text, this.#dictionary.seed)
    const { count } = reading
    for (let word = 0; word < count; word++) if (reading.script(word) !== PLAIN && (count > 1 || reading.script(word) === HEBREW)) return false
    if (count > 1) this.#put(PHRASE | ((count + 1) << 4))
    for (let word = 0; word < count; word++) {
      const term = this.#dictionary.term(reading.units, reading.key(word), reading.length(word))
      this.#put(count > 1 ? term : TERM | (term << 4))
    }
    return true
  }

  #literal(literal: Literal, how: Words['how']): void {
    const from = this.length
    const { words, units, starts } = literal
    this.#put(LITERAL)
    this.#put(words.length | (literal.strict ? STRICT : 0) | COMPARED[how])
    const table = this.length
    for (const { hard, script } of words) this.#put((hard ? IS_HARD : 0) | (script === PLAIN ? IS_PLAIN : 0))
    if (how !== 'folded') for (const _ of words) this.#put(0)
    for (const [word, ways] of units.entries()) {
      this.code[table + word] = (this.code[table + word] ?? 0) | (this.length - from)
      this.#put(word === 0 ? starts.length : ways.length)
      if (word === 0) for (const { unit, form } of starts) this.#way(form.letters, wayOf(unit.next, form.after, form.shift), unit.marked)
      else for (const unit of ways) this.#way(unit.letters, wayOf(unit.next, 'any', 0), unit.marked)
    }
    if (how !== 'folded') {
      for (const [word, spelling] of literal.spelled.entries()) {
        this.code[table + words.length + word] = this.length - from
        this.#put(spelling.length)
        for (let i = 0; i < spelling.length; i++) this.#put(spelling.charCodeAt(i))
      }
    }
    this.code[from] = LITERAL | ((this.length - from) << 4)
  }

  #way(letters: string, way: number, marked: ReadonlySet<number>): void {
    this.#put(this.#term(letters))
    this.#put(way)
    let places = 0
    for (const place of marked) places |= placeBit(place)
    this.#put(places)
  }

  #stem(text: string): number {
    const reading = this.#reading
    reading.read(text, this.#dictionary.seed)
    return this.#term(`${reading.keyOf(0)}*`)
  }

  #term(text: string): number {
    const reading = this.#reading
    const from = reading.write(text)
    const term = this.#dictionary.term(reading.units, from, text.length)
    reading.forget(from)
    return term
  }

  #put(number: number): void {
    if (this.length === this.code.length) {
      const longer = new Int32Array(this.length * 2)
      longer.set(this.code)
      this.code = longer
    }
    this.code[this.length++] = number
  }
}

const OPS: Partial<Record<Mark['is'], number>> = { network: FILTER, kind: FILTER, has: FILTER, lang: LANG }
