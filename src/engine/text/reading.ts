import { fold, foldSingle, EXPANDS, GERESH, GERSHAYIM, HARD, HEBREW, IGNORED, isMark, JOINER, LETTER, PLAIN, roleAt, SINGLE, sizeAt, SOFT, spellingAt } from './fold.ts'
import { finished, hashAfterUnit, hashOf } from './hash.ts'
import { ALEF, IS_FINAL, MEDIAL, TAV } from './hebrew.ts'
import { readUnusualHebrew } from './read-hebrew.ts'
import type { Token } from './token.ts'
import { resized, unitAt, unitsAsText } from './units.ts'

/** What is seldom known of a word: quotation marks inside it, and where each of its letters began. */
export type Unusual = Pick<Token, 'quotes' | 'letterStarts'>

/** Units and words that a fresh reading has room for; it grows as texts need. */
const ROOM = { units: 4_096, words: 1_024 }
/** After a text with more words than this, the room is given back. */
const WORDS_KEPT_MAX = 1 << 17

const HARD_FLAG = 16

/** What is known of a word, by place in `words`: `kind` is PLAIN, HEBREW or SINGLE, with a flag for a hard break before it. */
export const WORD_SIZE = 8
const START = 0
const END = 1
export const KEY = 2
export const LENGTH = 3
export const HASH = 4
export const KIND = 5

/** Something that can begin a mark: a text without it need not be searched for one. */
export const SIGILS = { tag: 1, handle: 2, dot: 4, wide: 8 }

/**
 * The words of one text as columns of numbers, for one text after another without making objects. A word's folded spelling without
 * quotation marks lies in `units`; what else is known of it stands in `words`, WORD_SIZE numbers each: arrays of their own for each
 * of these made reading take twice the time, when the processor took two of them for one. Starts and ends are UTF-16 offsets into the
 * text. Reading takes time in proportion to the text, whatever is in it.
 */
export class Reading {
  /** How many words there are. */
  count = 0
  text = ''
  /** Which SIGILS the text has. */
  sigils = 0
  units = new Uint16Array(ROOM.units)
  words = new Int32Array(ROOM.words * WORD_SIZE)
  /** By word; most have none. */
  readonly unusual = new Map<number, Unusual>()
  #filled = 0
  #seed = 0

  /** Reads a text, in place of the one before. */
  read(text: string, seed: number): void {
    this.#begin(text, seed)
    const { words } = this
    const { length } = text
    let hard = 0
    for (let index = 0; index < length;) {
      let role = fold(unitAt(text, index))
      if (role < LETTER) {
        if (role === SOFT) {
          index++
          continue
        }
        const at = this.#readOther(index, role, hard)
        hard = at < 0 ? HARD_FLAG : 0
        index = at < 0 ? ~at : at
        continue
      }
      const { units } = this
      const start = index
      const key = this.#filled
      let filled = key
      let h = seed
      do {
        units[filled++] = role
        h = hashAfterUnit(h, role)
        role = ++index < length ? fold(unitAt(text, index)) : HARD
      } while (role >= LETTER)
      this.#filled = filled
      if (role === JOINER || role === IGNORED || role === EXPANDS) index = this.#readPlainOn(start, hard, key, index)
      else {
        const at = this.count++ * WORD_SIZE
        words[at + START] = start
        words[at + END] = index
        words[at + KEY] = key
        words[at + LENGTH] = filled - key
        words[at + HASH] = finished(h)
        words[at + KIND] = PLAIN | hard
      }
      hard = 0
    }
  }

  /** PLAIN, HEBREW or SINGLE. */
  script(word: number): number {
    return (this.words[word * WORD_SIZE + KIND] ?? 0) & 15
  }

  /** Whether something stronger than a space or a hyphen stands before the word. */
  isHard(word: number): boolean {
    return ((this.words[word * WORD_SIZE + KIND] ?? 0) & HARD_FLAG) !== 0
  }

  /** Where a word begins in the text. */
  start(word: number): number {
    return this.words[word * WORD_SIZE + START] ?? 0
  }

  /** Where a word ends in the text. */
  end(word: number): number {
    return this.words[word * WORD_SIZE + END] ?? 0
  }

  /** Where the folded spelling of a word begins in `units`. */
  key(word: number): number {
    return this.words[word * WORD_SIZE + KEY] ?? 0
  }

  /** How many units the folded spelling of a word has. */
  length(word: number): number {
    return this.words[word * WORD_SIZE + LENGTH] ?? 0
  }

  /** Writes text behind the words, as it is, and returns where it begins; it ends at `filled`. Nothing is read of it. */
  write(text: string): number {
    const from = this.#filled
    for (let i = 0; i < text.length; i++) this.put(unitAt(text, i))
    return from
  }

  /** Where the units written so far end. */
  get filled(): number {
    return this.#filled
  }

  /** Takes back what was written behind `from`. */
  forget(from: number): void {
    this.#filled = from
  }

  /** Writes one more unit. */
  put(unit: number): void {
    if (this.#filled === this.units.length) this.#makeRoom(this.#filled * 2, this.#room)
    this.units[this.#filled++] = unit
  }

  /** A word's folded spelling. */
  keyOf(word: number): string {
    return unitsAsText(this.units, this.key(word), this.length(word))
  }

  #begin(text: string, seed: number): void {
    if (this.#room > WORDS_KEPT_MAX) this.#makeRoom(ROOM.units, ROOM.words)
    if (this.units.length <= text.length) this.#makeRoom(text.length + 1, this.#room)
    if (this.#room < text.length) this.#makeRoom(this.units.length, text.length)
    this.text = text
    this.count = 0
    this.sigils = 0
    this.#filled = 0
    this.#seed = seed
    if (this.unusual.size > 0) this.unusual.clear()
  }

  /** What is no plain letter. Where to go on; the complement of it when a hard break lies before. */
  #readOther(index: number, role: number, hard: number): number {
    if (role === HEBREW) return this.#readHebrew(index, hard)
    if (role === SINGLE) return this.#readSingle(index, hard)
    if (role === EXPANDS) return this.#readRare(index, hard)
    if (role !== HARD && role !== JOINER) return hard === 0 ? index + 1 : ~(index + 1)
    const unit = unitAt(this.text, index)
    if (unit === 0x2e) this.#noteDot(index)
    else if (unit === 0x23) this.sigils |= SIGILS.tag
    else if (unit === 0x40) this.sigils |= SIGILS.handle
    else if (unit === 0xff03 || unit === 0xff20) this.sigils |= SIGILS.wide
    return ~(index + 1)
  }

  #noteDot(index: number): void {
    if (index === 0 || index + 1 === this.text.length) return
    const [before, after] = [fold(unitAt(this.text, index - 1)), fold(unitAt(this.text, index + 1))]
    if (before > HARD && after > HARD) this.sigils |= SIGILS.dot
  }

  /**
   * The rest of a plain word that has something but plain letters in it: & or + between two of them, accents of their own, letters
   * that fold to several.
   */
  #readPlainOn(start: number, hard: number, key: number, from: number): number {
    const { text } = this
    let end = from
    for (let index = from; index < text.length;) {
      const role = roleAt(text, index)
      const size = sizeAt(text, index)
      if (role === PLAIN) {
        this.write(spellingAt(text, index))
        end = index + size
      } else if (role === JOINER) {
        if (end !== index || index + 1 >= text.length || roleAt(text, index + 1) !== PLAIN) break
        this.put(unitAt(text, index))
        end = index + 1
      } else if (role === IGNORED) {
        if (isMark(text, index)) end = index + size
      } else break
      index += size
    }
    this.#keepRoom(end)
    this.#add(start, end, key, hashOf(this.units, key, this.#filled, this.#seed), PLAIN | hard)
    return end
  }

  /** A character that is a word by itself. */
  #readSingle(index: number, hard: number): number {
    const unit = foldSingle(unitAt(this.text, index))
    if (unit === 0) return this.#readRare(index, hard)
    const key = this.#filled
    this.put(unit)
    this.#add(index, index + 1, key, finished(hashAfterUnit(this.#seed, unit)), SINGLE | hard)
    return index + 1
  }

  /** A surrogate pair, a letter that opens into several, or a character that is a word by itself. A hard break comes back as its complement. */
  #readRare(index: number, hard: number): number {
    const { text } = this
    const role = roleAt(text, index)
    if (role === PLAIN) return this.#readPlainOn(index, hard, this.#filled, index)
    const end = index + sizeAt(text, index)
    if (role === SINGLE) {
      const key = this.write(spellingAt(text, index))
      this.#keepRoom(end)
      this.#add(index, end, key, hashOf(this.units, key, this.#filled, this.#seed), SINGLE | hard)
      return end
    }
    return role === HARD || role === JOINER || hard !== 0 ? ~end : end
  }

  #readHebrew(start: number, hard: number): number {
    const { text, units } = this
    const { length } = text
    const key = this.#filled
    let filled = key
    let h = this.#seed
    let [before, beforeThat, isAfterFinal] = [0, 0, 0]
    let index = start
    for (; index < length; index++) {
      const unit = unitAt(text, index)
      if (unit < ALEF || unit > TAV) break
      if ((unit === before && unit === beforeThat) || isAfterFinal !== 0) return this.#readUnusual(start, hard)
      isAfterFinal = IS_FINAL[unit - ALEF] ?? 0
      beforeThat = before
      before = unit
      const medial = MEDIAL[unit - ALEF] ?? 0
      units[filled++] = medial
      h = hashAfterUnit(h, medial)
    }
    if (index < length) {
      const role = roleAt(text, index)
      if (role === HEBREW || role === IGNORED || role === GERESH || role === GERSHAYIM) return this.#readUnusual(start, hard)
    }
    this.#filled = filled
    this.#add(start, index, key, finished(h), HEBREW | hard)
    return index
  }

  #readUnusual(start: number, hard: number): number {
    const words: Token[] = []
    const end = readUnusualHebrew(this.text, start, hard !== 0, words)
    for (const { key, start: from, end: to, hard: isHard, quotes, letterStarts } of words) {
      const at = this.write(key)
      this.unusual.set(this.count, { quotes, letterStarts })
      this.#keepRoom(to)
      this.#add(from, to, at, hashOf(this.units, at, this.#filled, this.#seed), HEBREW | (isHard ? HARD_FLAG : 0))
    }
    return end
  }

  #add(start: number, end: number, key: number, hash: number, kind: number): void {
    const word = this.count++ * WORD_SIZE
    this.words[word + START] = start
    this.words[word + END] = end
    this.words[word + KEY] = key
    this.words[word + LENGTH] = this.#filled - key
    this.words[word + HASH] = hash
    this.words[word + KIND] = kind
  }

  /** The rest of the text needs a unit for each of its own, also when what came before needed more. */
  #keepRoom(end: number): void {
    const needed = this.#filled + this.text.length - end + 1
    if (this.units.length < needed) this.#makeRoom(needed * 2, this.#room)
  }

  /** How many words there is room for. */
  get #room(): number {
    return this.words.length / WORD_SIZE
  }

  #makeRoom(units: number, words: number): void {
    if (units !== this.units.length) this.units = resized(this.units, new Uint16Array(units))
    if (words !== this.#room) this.words = resized(this.words, new Int32Array(words * WORD_SIZE))
  }
}
