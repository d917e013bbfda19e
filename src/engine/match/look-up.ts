import { HEBREW } from '../text/fold.ts'
import { hashOf } from '../text/hash.ts'
import { HASH, KEY, KIND, LENGTH, type Reading, WORD_SIZE } from '../text/reading.ts'
import type { Dictionary } from './dictionary.ts'
import type { Hits } from './hits.ts'
import { Marks, type MarkTaker } from './post-marks.ts'
import type { Post } from './post.ts'
import { mayEnd, NO_PREFIX, prefixAfter } from './prefixes.ts'
import type { Statistics } from './statistics.ts'
import { filterBit } from './table.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A Hebrew word that takes prefixes has at least this many letters. */
const HEBREW_LETTERS_MIN = 2
/** Statistics are learned from each of the first posts, then from one in so many. */
const LEARNED_ALL = 1_000
const LEARNED_EACH = 16

/** Looks up all that a post has in the dictionary, and notes what it finds. */
export class LookUp implements MarkTaker {
  readonly #dictionary: Dictionary
  readonly #vocabulary: Vocabulary
  readonly #statistics: Statistics
  readonly #reading: Reading
  readonly #hits: Hits
  readonly #marks: Marks
  #posts = 0
  #learns = false
  #word = 0
  #cut = 0

  constructor(vocabulary: Vocabulary, of: { statistics: Statistics; reading: Reading; hits: Hits }) {
    this.#dictionary = vocabulary.dictionary
    this.#vocabulary = vocabulary
    this.#statistics = of.statistics
    this.#reading = of.reading
    this.#hits = of.hits
    this.#marks = new Marks(of.reading, this, vocabulary.dictionary.seed)
  }

  /** Reads a post and notes every term it has, in place of the post before. */
  post(post: Post): void {
    this.#reading.read(post.text, this.#dictionary.seed)
    this.#hits.clear()
    this.#learns = ++this.#posts % LEARNED_EACH === 0 || this.#statistics.posts < LEARNED_ALL
    if (this.#learns) this.#learn()
    this.#words()
    this.#marks.written()
    this.#marks.attached(post)
  }

  get wanted(): number {
    return this.#vocabulary.wanted
  }

  mayWant(hash: number): boolean {
    return this.#learns || this.#dictionary.table.mayHave(hash)
  }

  take(from: number, length: number, hash: number, start: number, end: number): void {
    const { units } = this.#reading
    if (this.#learns) this.#statistics.see(units, from, from + length)
    const term = this.#dictionary.find(units, from, length, hash)
    if (term !== 0) this.#hits.note(term, end === 0 ? -1 : -1 - start, end)
  }

  /** Lets the statistics see the words of the post. */
  #learn(): void {
    const reading = this.#reading
    this.#statistics.begin()
    for (let word = 0; word < reading.count; word++) this.#statistics.see(reading.units, reading.key(word), reading.key(word) + reading.length(word))
  }

  /** Looks up every word of the post, a Hebrew word also without each prefix it may carry, and the stems it begins with. */
  #words(): void {
    const { count, words } = this.#reading
    const { filter, mask } = this.#dictionary.table
    const hasStems = this.#vocabulary.stems.size > 0
    for (let word = 0; word < count; word++) {
      const at = word * WORD_SIZE
      const hash = words[at + HASH] ?? 0
      const bit = filterBit(hash, mask)
      if (((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) this.#find(word, 0, words[at + KEY] ?? 0, words[at + LENGTH] ?? 0, hash)
      if (hasStems) this.#stemsOf(word, 0, words[at + KEY] ?? 0, words[at + LENGTH] ?? 0)
      if (((words[at + KIND] ?? 0) & 15) === HEBREW) this.#withoutPrefixes(word, words[at + KEY] ?? 0, words[at + LENGTH] ?? 0, hasStems)
    }
  }

  #withoutPrefixes(word: number, key: number, length: number, hasStems: boolean): void {
    const { units } = this.#reading
    const { table, seed } = this.#dictionary
    let state = NO_PREFIX
    for (let cut = 1; cut <= length - HEBREW_LETTERS_MIN; cut++) {
      state = prefixAfter(state, units[key + cut - 1] ?? 0)
      if (state < 0) return
      if (!mayEnd(state)) continue
      const hash = hashOf(units, key + cut, key + length, seed)
      const bit = filterBit(hash, table.mask)
      if (((table.filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) this.#find(word, cut, key + cut, length - cut, hash)
      if (hasStems) this.#stemsOf(word, cut, key + cut, length - cut)
      if (this.#learns) this.#statistics.see(units, key + cut, key + length)
    }
  }

  #find(word: number, cut: number, key: number, length: number, hash: number): void {
    const term = this.#dictionary.find(this.#reading.units, key, length, hash)
    if (term !== 0) this.#hits.note(term, word, cut)
  }

  #stemsOf(word: number, cut: number, key: number, length: number): void {
    this.#word = word
    this.#cut = cut
    this.#vocabulary.stems.beginning(this.#reading.units, key, length, this.#noteStem)
  }

  readonly #noteStem = (stem: number): void => {
    this.#hits.note(stem, this.#word, this.#cut)
    if (!this.#learns) return
    const length = this.#dictionary.copy(stem)
    this.#statistics.see(this.#dictionary.copied, 0, length)
  }
}
