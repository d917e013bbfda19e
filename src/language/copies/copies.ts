import { Chains } from './chains.ts'
import { BANDS, sketch } from './sketch.ts'

const DAY_MS = 86_400_000
/** So long a text goes round; who says the same later says it anew. */
export const COPIES_WINDOW_MS = 7 * DAY_MS
/** Firsts kept where nothing else is said: in full about 250 MB. */
const FIRSTS_MAX = 2 ** 18
/** Of those that share a band, the newest so many are looked at; and most steps that it takes to find them. */
const BUCKET_MAX = 20
const STEPS_MAX = 64

/** From this share of common shingles on (Jaccard's index) two texts are copies. Of short ones more is asked, by the size of the smaller. */
const ALIKE: readonly { readonly below: number; readonly share: number }[] = [
  { below: 30, share: 0.45 }, { below: 50, share: 0.4 }, { below: Infinity, share: 0.35 },
]
/** So does so much of the smaller that stands in the larger: one was cut, or something was put before it. */
const CONTAINED = 0.8
const CONTAINED_SHINGLES_MIN = 30

/** Under these keys a first is found: its bands, and all of its text. */
const WHOLE = BANDS
const KEYS = BANDS + 1

/**
 * Finds, one post after the other, of which earlier post it is a copy: the same words, or nearly so (passed on, cut, a word changed, a link
 * or a tag added). A post is compared with the first of its cluster only, so that no chain of small changes leads from one text to another.
 * Of fewer than `LETTERS_MIN` letters, and of addresses alone, only the very same is a copy; what has no letters is a copy of nothing.
 *
 * Candidates share a band of their signatures; whether they are copies, their shingles decide. Memory is bounded: at most so many firsts
 * are kept (rounded up to a power of two), and for each one that comes the oldest leaves.
 */
export class Copies<Id> {
  readonly #windowMs: number
  readonly #firsts: Chains
  /** By slot. */
  readonly #ids: Id[] = []
  readonly #times: number[] = []
  readonly #wholes: number[] = []
  readonly #shingles: Uint32Array[] = []
  /** The post for which it was looked at last. */
  readonly #seenFor: number[] = []
  #posts = 0
  #latest = 0

  constructor({ windowMs = COPIES_WINDOW_MS, firstsMax = FIRSTS_MAX }: { readonly windowMs?: number; readonly firstsMax?: number } = {}) {
    this.#windowMs = windowMs
    this.#firsts = new Chains(firstsMax, KEYS)
  }

  /** The id of the first post that this one is a copy of, or its own. `at` in milliseconds, in any order; without it, the latest so far. */
  add(id: Id, text: string, at = this.#latest): Id {
    this.#latest = Math.max(this.#latest, at)
    if (!sketch.read(text)) return id
    const slot = this.#same(at) ?? this.#likest(at)
    if (slot !== null) return this.#ids[slot] ?? id
    this.#keep(id, at)
    return id
  }

  /** Takes in a post that is known to be a first, whatever it is like. */
  addFirst(id: Id, text: string, at = this.#latest): void {
    this.#latest = Math.max(this.#latest, at)
    if (sketch.read(text)) this.#keep(id, at)
  }

  /** Where the first with the very same text is. */
  #same(at: number): number | null {
    const { whole, wholeToo } = sketch
    const firsts = this.#firsts
    let number = firsts.first(WHOLE, whole)
    for (let steps = 0; steps < STEPS_MAX && firsts.isKept(number); steps++) {
      const slot = firsts.slotOf(number)
      if (firsts.has(slot, WHOLE, whole) && this.#wholes[slot] === wholeToo && this.#isNear(slot, at)) return slot
      number = firsts.next(slot, WHOLE)
    }
    return null
  }

  /** Where the first is that it is most like, of those that it is a copy of. */
  #likest(at: number): number | null {
    const { bands, size } = sketch
    const firsts = this.#firsts
    if (size === 0) return null
    this.#posts++
    let likest: number | null = null
    let most = 0
    for (let band = 0; band < BANDS; band++) {
      const value = bands[band] ?? 0
      let number = firsts.first(band, value)
      for (let steps = 0, found = 0; steps < STEPS_MAX && found < BUCKET_MAX && firsts.isKept(number); steps++) {
        const slot = firsts.slotOf(number)
        if (firsts.has(slot, band, value)) {
          found++
          const likeness = this.#isNew(slot) && this.#isNear(slot, at) ? this.#likeness(slot) : 0
          if (likeness > most) [most, likest] = [likeness, slot]
        }
        number = firsts.next(slot, band)
      }
    }
    return likest
  }

  /** How like the first in a slot it is; 0 when it is no copy. */
  #likeness(slot: number): number {
    const others = this.#shingles[slot]
    const { size } = sketch
    if (!others) return 0
    const shared = sketch.shared(others)
    const smaller = Math.min(size, others.length)
    const share = shared / (size + others.length - shared)
    for (const asked of ALIKE) {
      if (smaller >= asked.below) continue
      if (share >= asked.share) return 1 + share
      break
    }
    return smaller >= CONTAINED_SHINGLES_MIN && shared >= CONTAINED * smaller ? shared / smaller : 0
  }

  #keep(id: Id, at: number): void {
    const { whole, wholeToo, bands, size } = sketch
    const slot = this.#firsts.begin()
    this.#ids[slot] = id
    this.#times[slot] = at
    this.#wholes[slot] = wholeToo
    this.#shingles[slot] = sketch.shingles()
    this.#seenFor[slot] = 0
    this.#firsts.put(WHOLE, whole)
    if (size > 0) for (let band = 0; band < BANDS; band++) this.#firsts.put(band, bands[band] ?? 0)
  }

  #isNear(slot: number, at: number): boolean {
    return Math.abs((this.#times[slot] ?? 0) - at) <= this.#windowMs
  }

  /** Whether it is looked at for the first time for this post. */
  #isNew(slot: number): boolean {
    if (this.#seenFor[slot] === this.#posts) return false
    this.#seenFor[slot] = this.#posts
    return true
  }
}
