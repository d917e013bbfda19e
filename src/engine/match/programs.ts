import { finished } from '../text/reading.ts'
import type { Anchors } from './anchors.ts'
import { AND, eachTerm, LANG, NEAR, NOT, opOf, OR, sizeOf } from './code.ts'
import type { Encoder } from './encode.ts'
import { Pages } from './pages.ts'
import { Table } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'
import { Waiting } from './waiting.ts'

/** What a program's block begins with: who runs it (a slot plus one), and the length of its code with a flag. Then the code; then its anchors, counted. */
const SUBSCRIBER = 0
const LENGTH = 1
const CODE = 2
const ASKS_LANGUAGE = 1 << 30

/** The programs of all queries: queries that say the same share one. A program is named by the ref of its block. */
export class Programs {
  readonly blocks = new Pages()
  readonly waiting = new Waiting()
  readonly byCode = new Table()
  readonly #vocabulary: Vocabulary
  readonly #anchors: Anchors

  constructor(vocabulary: Vocabulary, anchors: Anchors) {
    this.#vocabulary = vocabulary
    this.#anchors = anchors
  }

  /** The program for the code that was just encoded: one that stands already, or a new one, which waits on its anchors from now on. */
  programFor(encoder: Encoder): number {
    const hash = hashOfCode(encoder.code, 0, encoder.length)
    for (let at = this.byCode.seek(hash, hash); at >= 0; at = this.byCode.seek(hash, at + 1)) {
      if (this.#isCode(this.byCode.value(at), encoder)) return this.byCode.value(at)
    }
    const program = this.#make(encoder)
    this.byCode.add(hash, program)
    return program
  }

  /** Where the code of a program begins in its page. */
  codeAt(program: number): number {
    return (program & 0xffff) + CODE
  }

  /** Whether the program has lang: in it. */
  asksLanguage(program: number): boolean {
    return ((this.blocks.page(program)[(program & 0xffff) + LENGTH] ?? 0) & ASKS_LANGUAGE) !== 0
  }

  /** The first slot plus one that runs the program; 0 for none. */
  subscriber(program: number): number {
    return this.blocks.page(program)[(program & 0xffff) + SUBSCRIBER] ?? 0
  }

  subscribe(program: number, subscriber: number): void {
    this.blocks.page(program)[(program & 0xffff) + SUBSCRIBER] = subscriber
  }

  /** Takes away a program that nobody runs. */
  remove(program: number): void {
    const page = this.blocks.page(program)
    const code = this.codeAt(program)
    const end = code + this.#lengthOf(program)
    const anchors = page[end] ?? 0
    for (let i = 0; i < anchors; i++) {
      const term = page[end + 1 + i] ?? 0
      const before = this.#vocabulary.dictionary.waiting(term)
      this.#vocabulary.dictionary.wait(term, this.waiting.remove(before, program))
    }
    this.byCode.remove(hashOfCode(page, code, end), program)
    eachTerm(page, code, end, (term) => this.#vocabulary.release(term))
    this.blocks.give(program, CODE + end - code + 1 + anchors)
  }

  #make(encoder: Encoder): number {
    const { code, length } = encoder
    const anchors = this.#anchors
    if (anchors.choose(code) === Infinity) throw new Error('invariant broken: a parsed query has something that must be there')
    eachTerm(code, 0, length, (term) => this.#vocabulary.use(term))
    const program = this.blocks.take(CODE + length + 1 + anchors.count)
    const page = this.blocks.page(program)
    const at = program & 0xffff
    page[at + LENGTH] = length | (asksLanguage(code, length) ? ASKS_LANGUAGE : 0)
    page.set(length === code.length ? code : code.subarray(0, length), at + CODE)
    page[at + CODE + length] = anchors.count
    for (let i = 0; i < anchors.count; i++) {
      const term = anchors.terms[i] ?? 0
      page[at + CODE + length + 1 + i] = term
      this.#vocabulary.dictionary.wait(term, this.waiting.add(this.#vocabulary.dictionary.waiting(term), program, anchors.guards[i] ?? 0))
    }
    return program
  }

  #lengthOf(program: number): number {
    return (this.blocks.page(program)[(program & 0xffff) + LENGTH] ?? 0) & ~ASKS_LANGUAGE
  }

  #isCode(program: number, { code, length }: Encoder): boolean {
    if (this.#lengthOf(program) !== length) return false
    const page = this.blocks.page(program)
    const from = this.codeAt(program)
    for (let i = 0; i < length; i++) if (page[from + i] !== code[i]) return false
    return true
  }
}

function hashOfCode(code: Int32Array, from: number, to: number): number {
  let h = to - from
  for (let i = from; i < to; i++) h = Math.imul(h ^ (code[i] ?? 0), 0x9e3779b1) ^ (h >>> 15)
  return finished(h)
}

function asksLanguage(code: Int32Array, length: number): boolean {
  for (let at = 0; at < length;) {
    const op = opOf(code[at] ?? 0)
    if (op === LANG) return true
    at += op === AND || op === OR || op === NOT ? 1 : op === NEAR ? 2 : sizeOf(code[at] ?? 0)
  }
  return false
}
