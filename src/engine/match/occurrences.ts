import { PLAIN } from '../text/fold.ts'
import { isPrefixLetter } from '../text/hebrew.ts'
import type { Reading } from '../text/reading.ts'
import {
  afterOf, CASED, EXACT, IS_HARD, IS_PLAIN, LITERAL_ABOUT, LITERAL_WORDS, nextOf, placeBit, shiftOf, STRICT, WAY_SIZE,
} from './code.ts'
import type { Dictionary } from './dictionary.ts'
import type { Hits } from './hits.ts'
import { spellingOf } from './literal.ts'
import type { Places } from './places.ts'

const NEEDS_PREFIX = 1
const NEEDS_PREPOSITION = 2
const [BET, KAF, LAMED] = [0x5d1, 0x5db, 0x5dc]

/** Finds where words and phrases stand in the post that was read. */
export class Occurrences {
  readonly #dictionary: Dictionary
  readonly #reading: Reading
  readonly #hits: Hits
  readonly #places: Places

  constructor(of: { dictionary: Dictionary; reading: Reading; hits: Hits; places: Places }) {
    this.#dictionary = of.dictionary
    this.#reading = of.reading
    this.#hits = of.hits
    this.#places = of.places
  }

  /** Adds the places of a word or stem: at most so many. */
  ofTerm(term: number, most: number): void {
    const { next, a, b } = this.#hits
    let count = 0
    for (let hit = this.#hits.first(term); hit !== 0 && count < most; hit = next[hit] ?? 0, count++) {
      const word = a[hit] ?? 0
      if (word >= 0) this.#places.add(word, word, this.#letterStart(word, b[hit] ?? 0), this.#reading.end(word))
    }
  }

  /** Adds the places of a Hebrew word: a prefix glued to it is not part of its place, and quotation marks must fit (see `marksFit`). */
  ofWord(term: number, most: number): void {
    const { next, a, b } = this.#hits
    let count = 0
    for (let hit = this.#hits.first(term); hit !== 0 && count < most; hit = next[hit] ?? 0) {
      const word = a[hit] ?? 0
      const cut = b[hit] ?? 0
      if (word < 0 || (this.#reading.unusual.size > 0 && !this.#marksFit(word, cut, 0, 0, this.#isStrict(word, cut)))) continue
      this.#places.add(word, word, this.#letterStart(word, cut), this.#reading.end(word))
      count++
    }
  }

  /** Adds the places of plain words that stand one after another. */
  ofPhrase(code: Int32Array, at: number, length: number, most: number): void {
    const { next, a } = this.#hits
    let count = 0
    for (let hit = this.#hits.first(code[at + 1] ?? 0); hit !== 0 && count < most; hit = next[hit] ?? 0) {
      const word = a[hit] ?? 0
      const last = word + length - 2
      if (word < 0 || last >= this.#reading.count || !this.#goesOn(code, at + 2, word + 1, last)) continue
      this.#places.add(word, last, this.#reading.start(word), this.#reading.end(last))
      count++
    }
  }

  #goesOn(code: Int32Array, at: number, from: number, last: number): boolean {
    const reading = this.#reading
    for (let word = from; word <= last; word++) {
      if (!this.#dictionary.isText(code[at + word - from] ?? 0, reading.units, reading.key(word), reading.length(word))) return false
    }
    return true
  }

  /** Whether the name that begins here could itself begin with a prefix. */
  #isStrict(word: number, cut: number): boolean {
    return isPrefixLetter(String.fromCharCode(this.#reading.units[this.#reading.key(word) + cut] ?? 0))
  }

  /** Adds the places of a literal: at most so many for each way it may begin. A prefix glued to a Hebrew name is not part of its place. */
  ofLiteral(code: Int32Array, at: number, most: number): void {
    const group = at + ((code[at + LITERAL_WORDS] ?? 0) & 0xffff)
    const end = group + 1 + (code[group] ?? 0) * WAY_SIZE
    for (let way = group + 1; way < end; way += WAY_SIZE) {
      const { next, a, b } = this.#hits
      let count = 0
      for (let hit = this.#hits.first(code[way] ?? 0); hit !== 0 && count < most; hit = next[hit] ?? 0) {
        const [word, cut] = [a[hit] ?? 0, b[hit] ?? 0]
        if (word < 0 || !this.#begins(code, at, way, word, cut)) continue
        const last = this.#lastWord(code, at, way, word)
        if (last < 0) continue
        const start = this.#letterStart(word, cut + Math.max(0, shiftOf(code[way + 1] ?? 0)))
        this.#places.add(word, last, start, this.#reading.end(last))
        count++
      }
    }
  }

  #begins(code: Int32Array, at: number, way: number, word: number, cut: number): boolean {
    const about = code[at + LITERAL_ABOUT] ?? 0
    if (cut > 0 && (about & EXACT) !== 0) return false
    const after = afterOf(code[way + 1] ?? 0)
    if (after === NEEDS_PREFIX && cut === 0) return false
    if (after === NEEDS_PREPOSITION && !this.#endsInPreposition(word, cut)) return false
    return this.#fits(code, way, about, word, cut) && this.#isSpelled(code, at, 0, word)
  }

  #endsInPreposition(word: number, cut: number): boolean {
    if (cut === 0) return false
    const letter = this.#reading.units[this.#reading.key(word) + cut - 1]
    return letter === BET || letter === KAF || letter === LAMED
  }

  /** The word of the post that ends the literal, when the further words follow the one at `from`; otherwise -1. */
  #lastWord(code: Int32Array, at: number, way: number, from: number): number {
    const reading = this.#reading
    const about = code[at + LITERAL_ABOUT] ?? 0
    const words = about & 0xff
    let last = from
    for (let word = nextOf(code[way + 1] ?? 0); word < words;) {
      const found = last + 1
      if (found >= reading.count) return -1
      const flags = code[at + LITERAL_WORDS + word] ?? 0
      if ((flags & IS_HARD) === 0 && this.#isBroken(last, found)) return -1
      const group = at + (flags & 0xffff)
      const taken = this.#wayOfWord(code, group, found)
      if (taken < 0 || !this.#fits(code, taken, about, found, 0) || !this.#isSpelled(code, at, word, found)) return -1
      word = nextOf(code[taken + 1] ?? 0)
      last = found
    }
    return last
  }

  /** The way of a group that is written as the word of the post is; -1 when there is none. */
  #wayOfWord(code: Int32Array, group: number, word: number): number {
    const reading = this.#reading
    const end = group + 1 + (code[group] ?? 0) * WAY_SIZE
    for (let way = group + 1; way < end; way += WAY_SIZE) {
      if (this.#dictionary.isText(code[way] ?? 0, reading.units, reading.key(word), reading.length(word))) return way
    }
    return -1
  }

  /** A full stop or comma parts the words of a name in Hebrew and in scripts without spaces. Elsewhere a name may hold one (booking.com). */
  #isBroken(before: number, after: number): boolean {
    const reading = this.#reading
    return reading.isHard(after) && reading.script(before) !== PLAIN && reading.script(after) !== PLAIN
  }

  /**
   * Whether the quotation marks inside a word can be meant. Right after a prefix one opens the name; where the name has one, or where
   * two of its words meet, it is welcome; elsewhere a single one makes another consonant, and a double one an acronym of a strict name.
   */
  #marksFit(word: number, cut: number, places: number, shift: number, isStrict: boolean): boolean {
    const unusual = this.#reading.unusual.get(word)
    if (unusual === undefined) return true
    for (const { before, mark } of unusual.quotes) {
      if (before < cut) return false
      const place = before - cut - shift
      if (before === cut || (place >= 0 && (places & placeBit(place)) !== 0)) continue
      if (mark === "'" || isStrict) return false
    }
    return true
  }

  #fits(code: Int32Array, way: number, about: number, word: number, cut: number): boolean {
    return this.#marksFit(word, cut, code[way + 2] ?? 0, shiftOf(code[way + 1] ?? 0), (about & STRICT) !== 0)
  }

  #isSpelled(code: Int32Array, at: number, word: number, found: number): boolean {
    const about = code[at + LITERAL_ABOUT] ?? 0
    if ((about & (CASED | EXACT)) === 0) return true
    if ((about & CASED) !== 0 && ((code[at + LITERAL_WORDS + word] ?? 0) & IS_PLAIN) === 0) return true
    const words = about & 0xff
    const wanted = at + (code[at + LITERAL_WORDS + words + word] ?? 0)
    const written = spellingOf(this.#reading.text.slice(this.#reading.start(found), this.#reading.end(found)), (about & EXACT) !== 0 ? 'exact' : 'cased')
    if (written.length !== code[wanted]) return false
    for (let i = 0; i < written.length; i++) if (written.charCodeAt(i) !== code[wanted + 1 + i]) return false
    return true
  }

  /** Where a letter of a word stands in the text. */
  #letterStart(word: number, letter: number): number {
    const start = this.#reading.start(word)
    return letter === 0 ? (this.#reading.unusual.get(word)?.letterStarts?.[0] ?? start) : (this.#reading.unusual.get(word)?.letterStarts?.[letter] ?? start + letter)
  }
}
