import { hashOf } from '../text/hash.ts'
import { unitsAsText } from '../text/units.ts'
import { Pages } from './pages.ts'
import { FULL, Table } from './table.ts'

/** A term's block begins with what waits on it, and with the length of its text, how the text is kept, and how many leaves name it. */
const WAITING = 0
const ABOUT = 1
const TEXT = 2
const LENGTH_BITS = 0x3fff
/** The text is kept two units to a number; otherwise four, none of them above 255. */
const IS_WIDE = 1 << 14
const ONE_USE = 1 << 15
/** A term named by so many leaves is kept for ever: there is no room to count more. */
const USES_MAX = (1 << 17) - 1

/**
 * The terms of all queries (words, stems, #tags, author: and so on), each once. A term is named by the ref of its block. What is found
 * by hash is compared letter by letter, so that two texts of one hash never stand for each other.
 */
export class Dictionary {
  readonly seed: number
  readonly table = new Table(FULL.sparse)
  readonly blocks = new Pages()
  #copied = new Uint16Array(256)

  constructor(seed: number) {
    this.seed = seed
  }

  /** The term whose text lies in `units`, or 0. */
  find(units: Uint16Array, from: number, length: number, hash: number): number {
    if (length >= LENGTH_BITS) return 0
    const { table } = this
    for (let at = table.seek(hash, hash); at >= 0; at = table.seek(hash, at + 1)) {
      const term = table.value(at)
      if (this.isText(term, units, from, length)) return term
    }
    return 0
  }

  /** The term whose text lies in `units`, made if there is none yet. One of 16 383 units or more is never found. */
  term(units: Uint16Array, from: number, given: number): number {
    const length = Math.min(given, LENGTH_BITS)
    const hash = hashOf(units, from, from + length, this.seed)
    const known = this.find(units, from, length, hash)
    if (known !== 0) return known
    let isWide = false
    for (let i = from; i < from + length; i++) isWide ||= (units[i] ?? 0) > 0xff
    const term = this.blocks.take(sizeFor(length, isWide))
    const page = this.blocks.page(term)
    const at = term & 0xffff
    page[at + ABOUT] = length | (isWide ? IS_WIDE : 0)
    const [perNumber, bits] = isWide ? [1, 16] : [2, 8]
    for (let i = 0; i < length; i++) {
      const place = at + TEXT + (i >>> perNumber)
      page[place] = (page[place] ?? 0) | ((units[from + i] ?? 0) << ((i & (2 * perNumber - 1)) * bits))
    }
    this.table.add(hash, term)
    return term
  }

  /** Whether a term's text is what lies in `units`. */
  isText(term: number, units: Uint16Array, from: number, length: number): boolean {
    const page = this.blocks.page(term)
    const at = term & 0xffff
    const about = page[at + ABOUT] ?? 0
    if ((about & LENGTH_BITS) !== length) return false
    const text = at + TEXT
    if ((about & IS_WIDE) !== 0) {
      for (let i = 0; i < length; i++) if ((((page[text + (i >>> 1)] ?? 0) >>> ((i & 1) << 4)) & 0xffff) !== units[from + i]) return false
      return true
    }
    for (let i = 0; i < length; i++) if ((((page[text + (i >>> 2)] ?? 0) >>> ((i & 3) << 3)) & 0xff) !== units[from + i]) return false
    return true
  }

  /** Notes that one more leaf names the term. Whether it is the first. */
  use(term: number): boolean {
    const page = this.blocks.page(term)
    const at = (term & 0xffff) + ABOUT
    const about = page[at] ?? 0
    if (about >>> 15 < USES_MAX) page[at] = about + ONE_USE
    return about >>> 15 === 0
  }

  /** Notes that a leaf names the term no more. Whether it was the last: then the term is to be forgotten. */
  release(term: number): boolean {
    const page = this.blocks.page(term)
    const at = (term & 0xffff) + ABOUT
    const about = page[at] ?? 0
    if (about >>> 15 < USES_MAX) page[at] = about - ONE_USE
    return about >>> 15 === 1
  }

  /** Forgets a term that nothing names. */
  forget(term: number): void {
    this.table.remove(this.#hashOf(term), term)
    const about = this.blocks.page(term)[(term & 0xffff) + ABOUT] ?? 0
    this.blocks.give(term, sizeFor(about & LENGTH_BITS, (about & IS_WIDE) !== 0))
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
    const page = this.blocks.page(term)
    const text = (term & 0xffff) + TEXT
    const about = page[text - TEXT + ABOUT] ?? 0
    const length = about & LENGTH_BITS
    if (this.#copied.length < length) this.#copied = new Uint16Array(length * 2)
    const isWide = (about & IS_WIDE) !== 0
    for (let i = 0; i < length; i++) {
      this.#copied[i] = isWide ? (page[text + (i >>> 1)] ?? 0) >>> ((i & 1) << 4) : ((page[text + (i >>> 2)] ?? 0) >>> ((i & 3) << 3)) & 0xff
    }
    return length
  }

  /** Where `copy` puts the text. */
  get copied(): Uint16Array {
    return this.#copied
  }

  /** A term's text. */
  textOf(term: number): string {
    const length = this.copy(term)
    return unitsAsText(this.#copied, 0, length)
  }

  #hashOf(term: number): number {
    const length = this.copy(term)
    return hashOf(this.#copied, 0, length, this.seed)
  }
}

function sizeFor(length: number, isWide: boolean): number {
  return TEXT + (isWide ? (length + 1) >>> 1 : (length + 3) >>> 2)
}
