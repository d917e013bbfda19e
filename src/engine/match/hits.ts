const TERMS_FIRST = 256
const EVENTS_FIRST = 512
/** Bits of the set that says at a glance which terms a post may have. */
const GLANCE_BITS = 1_024
const SPREAD = 0x9e3779b1

/** The place of a term among the bits of `glance`. */
export const glanceBit = (term: number): number => Math.imul(term, SPREAD) >>> 22

/**
 * Which terms of the dictionary one post has, and where: for one post after another, in the same arrays. Each hit of a word holds the
 * word and the letters of its prefix (`a`, `b`); each hit of a mark where it is written (`-1 - start`, `end`; end is 0 for none).
 */
export class Hits {
  /** The terms of this post, in the order of their first hits. */
  terms = new Int32Array(TERMS_FIRST)
  count = 0
  a = new Int32Array(EVENTS_FIRST)
  b = new Int32Array(EVENTS_FIRST)
  /** The next hit of the same term, or 0. */
  next = new Int32Array(EVENTS_FIRST)
  readonly glance = new Int32Array(GLANCE_BITS / 32)
  #events = 1
  /** Where each of `terms` stands among the keys. */
  #slots = new Int32Array(TERMS_FIRST)
  #keys = new Int32Array(2 * TERMS_FIRST)
  #firsts = new Int32Array(2 * TERMS_FIRST)
  #lasts = new Int32Array(2 * TERMS_FIRST)
  #mask = 2 * TERMS_FIRST - 1

  /** Forgets the post before. */
  clear(): void {
    for (let i = 0; i < this.count; i++) this.#keys[this.#slots[i] ?? 0] = 0
    this.count = 0
    this.#events = 1
    this.glance.fill(0)
  }

  /** Notes a hit. Whether it is the term's first. */
  note(term: number, a: number, b: number): boolean {
    if (this.#events === this.a.length) this.#moreEvents()
    const event = this.#events++
    this.a[event] = a
    this.b[event] = b
    this.next[event] = 0
    const slot = this.#slot(term)
    if (this.#keys[slot] === term) {
      this.next[this.#lasts[slot] ?? 0] = event
      this.#lasts[slot] = event
      return false
    }
    this.#keys[slot] = term
    this.#firsts[slot] = event
    this.#lasts[slot] = event
    this.#slots[this.count] = slot
    this.terms[this.count++] = term
    const bit = glanceBit(term)
    this.glance[bit >>> 5] = (this.glance[bit >>> 5] ?? 0) | (1 << (bit & 31))
    if (this.count === this.terms.length) this.#moreTerms()
    return true
  }

  /** The first hit of a term; 0 when there is none. */
  first(term: number): number {
    const bit = glanceBit(term)
    if (((this.glance[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return 0
    const slot = this.#slot(term)
    return this.#keys[slot] === term ? (this.#firsts[slot] ?? 0) : 0
  }

  /** Where the term stands in the table, or would. */
  #slot(term: number): number {
    let slot = (Math.imul(term, SPREAD) >>> 8) & this.#mask
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== term) slot = (slot + 1) & this.#mask
    return slot
  }

  #moreTerms(): void {
    const [firsts, lasts] = [this.#firsts, this.#lasts]
    this.#mask = this.#mask * 2 + 1
    this.#keys = new Int32Array(this.#mask + 1)
    this.#firsts = new Int32Array(this.#mask + 1)
    this.#lasts = new Int32Array(this.#mask + 1)
    for (let i = 0; i < this.count; i++) {
      const [term, before] = [this.terms[i] ?? 0, this.#slots[i] ?? 0]
      const slot = this.#slot(term)
      this.#keys[slot] = term
      this.#firsts[slot] = firsts[before] ?? 0
      this.#lasts[slot] = lasts[before] ?? 0
      this.#slots[i] = slot
    }
    this.#slots = longer(this.#slots)
    this.terms = longer(this.terms)
  }

  #moreEvents(): void {
    this.a = longer(this.a)
    this.b = longer(this.b)
    this.next = longer(this.next)
  }
}

function longer(array: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2)
  twice.set(array)
  return twice
}
