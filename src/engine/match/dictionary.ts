import { hashOf, unitsAsText } from '../text/reading.ts'
import { Pages } from './pages.ts'
import { Table } from './table.ts'

/** What a term's block begins with: how many leaves name it, the queries that wait on it, the units of its text. Then the text, two units a number. */
const USES = 0
const WAITING = 1
const LENGTH = 2
const TEXT = 3

/**
 * The terms of all queries (words, stems, #tags, author: and so on), each once. A term is named by the ref of its block. What is found
 * by hash is compared letter by letter, so that two texts of one hash never stand for each other.
 */
export class Dictionary {
  readonly seed: number
  readonly table = new Table()
  readonly blocks = new Pages()

  constructor(seed: number) {
    this.seed = seed
  }

  /** The term whose text lies in `units`, or 0. */
  find(units: Uint16Array, from: number, length: number, hash: number): number {
    const { table } = this
    for (let at = table.seek(hash, hash); at >= 0; at = table.seek(hash, at + 1)) {
      const term = table.value(at)
      if (this.isText(term, units, from, length)) return term
    }
    return 0
  }

  /** The term whose text lies in `units`, made if there is none yet. */
  term(units: Uint16Array, from: number, length: number): number {
    const hash = hashOf(units, from, from + length, this.seed)
    const known = this.find(units, from, length, hash)
    if (known !== 0) return known
    const term = this.blocks.take(TEXT + ((length + 1) >>> 1))
    const [page, at] = [this.blocks.page(term), term & 0xffff]
    page[at + LENGTH] = length
    for (let i = 0; i < length; i += 2) {
      page[at + TEXT + (i >>> 1)] = (units[from + i] ?? 0) | (i + 1 < length ? (units[from + i + 1] ?? 0) << 16 : 0)
    }
    this.table.add(hash, term)
    return term
  }

  /** Whether a term's text is what lies in `units`. */
  isText(term: number, units: Uint16Array, from: number, length: number): boolean {
    const page = this.blocks.page(term)
    const at = term & 0xffff
    if (page[at + LENGTH] !== length) return false
    for (let i = 0; i + 1 < length; i += 2) {
      if (page[at + TEXT + (i >>> 1)] !== ((units[from + i] ?? 0) | ((units[from + i + 1] ?? 0) << 16))) return false
    }
    return (length & 1) === 0 || page[at + TEXT + (length >>> 1)] === units[from + length - 1]
  }

  /** Notes that one more leaf names the term. Whether it is the first. */
  use(term: number): boolean {
    const page = this.blocks.page(term)
    const at = (term & 0xffff) + USES
    const uses = (page[at] ?? 0) + 1
    page[at] = uses
    return uses === 1
  }

  /** Notes that a leaf names the term no more. Whether it was the last: then the term is to be forgotten. */
  release(term: number): boolean {
    const page = this.blocks.page(term)
    const at = (term & 0xffff) + USES
    const uses = (page[at] ?? 0) - 1
    page[at] = uses
    return uses === 0
  }

  /** Forgets a term that nothing names. */
  forget(term: number): void {
    const length = this.copy(term)
    this.table.remove(hashOf(this.#copied, 0, length, this.seed), term)
    this.blocks.give(term, TEXT + ((length + 1) >>> 1))
  }

  /** The list of what waits on the term, or 0. */
  waiting(term: number): number {
    return this.blocks.page(term)[(term & 0xffff) + WAITING] ?? 0
  }

  /** Names another list. */
  wait(term: number, list: number): void {
    this.blocks.page(term)[(term & 0xffff) + WAITING] = list
  }

  /** Copies a term's text to `copied` and returns its length. */
  copy(term: number): number {
    const [page, at] = [this.blocks.page(term), term & 0xffff]
    const length = page[at + LENGTH] ?? 0
    if (this.#copied.length < length) this.#copied = new Uint16Array(length * 2)
    for (let i = 0; i < length; i += 2) {
      const two = page[at + TEXT + (i >>> 1)] ?? 0
      this.#copied[i] = two & 0xffff
      if (i + 1 < length) this.#copied[i + 1] = two >>> 16
    }
    return length
  }

  /** Where `copy` puts the text. */
  get copied(): Uint16Array {
    return this.#copied
  }
  #copied = new Uint16Array(256)

  /** A term's text. */
  textOf(term: number): string {
    const length = this.copy(term)
    return unitsAsText(this.#copied, 0, length)
  }
}
