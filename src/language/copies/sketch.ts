import { FoldedText, LETTERS_READ_MAX } from './folded-text.ts'

/** With fewer letters many people say the same by themselves (“good luck”, כל הכבוד): only the very same is a copy then. */
export const LETTERS_MIN = 20
/** Letters of one shingle: each stretch of so many, spaces included. */
const SHINGLE = 5
/** Each round permutes the hashes of all shingles once and keeps the lowest of each of its bins (one-permutation hashing). */
const ROUNDS = 6
const BINS = 16
/** Two texts that share all values of one band are looked at more closely. */
export const BANDS = 32
const VALUES = ROUNDS * BINS
const ROWS = VALUES / BANDS
const BIN_SHIFT = 28
const VALUE_MASK = 0x0fff_ffff
const EMPTY = 0xffff_ffff
/** Greater than any value of a full bin. */
const BORROWED = VALUE_MASK + 1
/** At most half full. */
const TABLE = 2 ** Math.ceil(Math.log2(4 * LETTERS_READ_MAX))

/** Odd, so that each permutes all 32-bit numbers. */
const FACTORS = Int32Array.from({ length: ROUNDS }, (_, round) => mixed(round + 1) | 1)
const MULTIPLIER = 0x01000193
const OLDEST_FACTOR = power(MULTIPLIER, SHINGLE)

/**
 * What is known of one text to tell whether another is its copy: a hash of all of it, the set of its shingles, and of those a signature in
 * bands. One is read again and again, into the same memory. Broder 1997; Li, Owen & Zhang 2012; Shrivastava & Li 2014 for empty bins.
 */
export class Sketch {
  readonly #text = new FoldedText()
  /** Hashes of all letters: two together are taken for the text. */
  whole = 0
  wholeToo = 0
  /** How many shingles there are; 0 where only the very same is a copy. */
  size = 0
  readonly bands = new Int32Array(BANDS)
  readonly #shingles = new Uint32Array(2 * LETTERS_READ_MAX)
  /** The shingles by their hash: where one stands in `#shingles`, in the upper part the number of the text, so that nothing is cleared. */
  readonly #places = new Int32Array(TABLE)
  readonly #placedBy = new Uint32Array(TABLE)
  #read = 0
  readonly #values = new Uint32Array(VALUES)

  /** False when there is nothing to compare: no letter and no address. */
  read(text: string): boolean {
    const folded = this.#text
    folded.read(text)
    this.size = 0
    if (folded.letters === 0) return false
    this.#hashAll()
    if (folded.isAddress || folded.letters < LETTERS_MIN) return true
    this.#shingle()
    this.#sign()
    return true
  }

  /** A copy of its shingles, to be kept. */
  shingles(): Uint32Array {
    return this.#shingles.slice(0, this.size)
  }

  /** How many of these shingles it has too. */
  shared(others: Uint32Array): number {
    let count = 0
    for (let i = 0; i < others.length; i++) if (this.#has(others[i] ?? 0)) count++
    return count
  }

  #hashAll(): void {
    const { units, length } = this.#text
    let [one, other] = [0, length]
    for (let i = 0; i < length; i++) {
      const unit = units[i] ?? 0
      one = Math.imul(one ^ unit, 0x9e3779b1)
      other = Math.imul(other ^ unit, 0x85ebca6b) ^ (other >>> 15)
    }
    this.whole = mixed(one ^ length)
    this.wholeToo = mixed(other)
  }

  #shingle(): void {
    const { units, length } = this.#text
    this.#read = (this.#read + 1) >>> 0
    let rolling = 0
    for (let i = 0; i < length; i++) {
      rolling = (Math.imul(rolling, MULTIPLIER) + (units[i] ?? 0)) | 0
      if (i >= SHINGLE) rolling = (rolling - Math.imul(units[i - SHINGLE] ?? 0, OLDEST_FACTOR)) | 0
      if (i >= SHINGLE - 1) this.#put(mixed(rolling) >>> 0)
    }
  }

  #put(hash: number): void {
    let place = hash & (TABLE - 1)
    while (this.#placedBy[place] === this.#read) {
      if (this.#shingles[this.#places[place] ?? 0] === hash) return
      place = (place + 1) & (TABLE - 1)
    }
    this.#placedBy[place] = this.#read
    this.#places[place] = this.size
    this.#shingles[this.size++] = hash
  }

  #has(hash: number): boolean {
    for (let place = hash & (TABLE - 1); this.#placedBy[place] === this.#read; place = (place + 1) & (TABLE - 1)) {
      if (this.#shingles[this.#places[place] ?? 0] === hash) return true
    }
    return false
  }

  #sign(): void {
    const values = this.#values
    values.fill(EMPTY)
    for (let i = 0; i < this.size; i++) {
      const hash = this.#shingles[i] ?? 0
      for (let round = 0; round < ROUNDS; round++) {
        const permuted = Math.imul(hash, FACTORS[round] ?? 1)
        const bin = round * BINS + (permuted >>> BIN_SHIFT)
        const value = (permuted ^ (permuted >>> 15)) & VALUE_MASK
        if (value < (values[bin] ?? 0)) values[bin] = value
      }
    }
    for (let round = 0; round < ROUNDS; round++) this.#fillEmpty(round * BINS)
    for (let band = 0; band < BANDS; band++) {
      let key = band
      for (let row = 0; row < ROWS; row++) key = mixed(key ^ (values[band + row * BANDS] ?? 0))
      this.bands[band] = key
    }
  }

  /** An empty bin takes what the next full one has, told apart by how far that is. */
  #fillEmpty(from: number): void {
    const values = this.#values
    let full = 0
    let away = 0
    for (let step = 2 * BINS - 1; step >= 0; step--) {
      const bin = from + (step % BINS)
      const value = values[bin] ?? EMPTY
      if (value <= VALUE_MASK) {
        full = value
        away = 0
      } else {
        away++
        if (step < BINS) values[bin] = mixed(full + away) | BORROWED
      }
    }
  }
}

/** Read again and again by all who ask one question after the other. */
export const sketch = new Sketch()

/** A permutation of all 32-bit numbers that spreads each bit over all (MurmurHash3's finaliser). */
function mixed(number: number): number {
  let h = number
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function power(base: number, exponent: number): number {
  let result = 1
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base)
  return result
}
