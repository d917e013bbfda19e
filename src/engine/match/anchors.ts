import { AND, argumentOf, eachWay, FILTER, LITERAL, LITERAL_ABOUT, NEAR, opOf, OR, PHRASE, sizeOf, TERM, WORD } from './code.ts'
import type { Dictionary } from './dictionary.ts'
import { glanceBit } from './hits.ts'
import type { Statistics } from './statistics.ts'

/** Stands for no guard. */
export const UNGUARDED = -1
const GUARD_TERMS_MAX = 3
/** A guard that nearly every post passes is not worth its look. */
const GUARD_SHARE_MAX = 0.5

/** A set of terms of which a match must have one: where they begin and end on the stack, and in which share of posts one is. */
type Group = { from: number; to: number; share: number }

/**
 * Chooses what a query waits on: the fewest and rarest terms of which every post it matches has one, each with a guard, a further
 * condition that is quickly looked at (the presearcher of Lucene's Monitor is the model). `terms` and `guards` hold the choice,
 * `count` long. Terms may be in it twice, with different guards.
 */
export class Anchors {
  readonly #dictionary: Dictionary
  readonly #statistics: Statistics
  #code: Int32Array = new Int32Array(0)
  terms: number[] = []
  guards: number[] = []
  #guardShares: number[] = []
  count = 0

  constructor(dictionary: Dictionary, statistics: Statistics) {
    this.#dictionary = dictionary
    this.#statistics = statistics
  }

  /** Chooses for the query whose code begins at `at`; returns the share of posts in which it must be looked at, Infinity when nothing must be there. */
  choose(code: Int32Array, at: number): number {
    this.#code = code
    this.count = 0
    return this.#choose(at)
  }

  #choose(at: number): number {
    const header = this.#code[at] ?? 0
    switch (opOf(header)) {
      case TERM:
      case WORD:
        return this.#push(argumentOf(header))
      case LITERAL:
        return this.#literal(at)
      case PHRASE:
        return this.#phrase(at + 1, at + argumentOf(header))
      case OR: {
        let share = 0
        for (let part = at + 1; part < at + argumentOf(header); part += sizeOf(this.#code[part] ?? 0)) share += this.#choose(part)
        return share
      }
      case AND:
        return this.#all(at + 1, at + argumentOf(header))
      case NEAR:
        return this.#all(at + 2, at + argumentOf(header))
      default:
        return Infinity
    }
  }

  /** The best of several parts that all must be there, guarded by the second best. */
  #all(from: number, to: number): number {
    const best: Group = { from: this.count, to: this.count, share: Infinity }
    let [guard, guardShare] = [UNGUARDED, GUARD_SHARE_MAX]
    const offer = (packed: number, share: number) => {
      if (packed === UNGUARDED || share >= guardShare) return
      guard = packed
      guardShare = share
    }
    for (let part = from; part < to; part += sizeOf(this.#code[part] ?? 0)) {
      const header = this.#code[part] ?? 0
      if (opOf(header) === FILTER) offer(packedOf([argumentOf(header)]), this.#share(argumentOf(header)))
      const before = this.count
      const share = this.#choose(part)
      if (share < best.share) {
        offer(this.#packed(best), best.share)
        this.#keep(best, before, share)
      } else {
        if (share < Infinity) offer(this.#packed({ from: before, to: this.count, share }), share)
        this.count = before
      }
    }
    if (best.share === Infinity) return Infinity
    this.#guard(best.from, guard, guardShare)
    return best.share
  }

  #phrase(from: number, to: number): number {
    const groups: number[][] = []
    for (let word = from; word < to; word++) groups.push([this.#code[word] ?? 0])
    return this.#rarest(groups)
  }

  #literal(at: number): number {
    const words = (this.#code[at + LITERAL_ABOUT] ?? 0) & 0xff
    const groups: number[][] = Array.from({ length: words }, () => [])
    eachWay(this.#code, at, (word, term, next) => {
      for (let covered = word; covered < next; covered++) if (!groups[covered]?.includes(term)) groups[covered]?.push(term)
    })
    return this.#rarest(groups)
  }

  /** The rarest of several groups of words that all must be there, guarded by the second rarest. */
  #rarest(groups: readonly (readonly number[])[]): number {
    let [best, second]: { terms: readonly number[]; share: number }[] = []
    for (const terms of groups) {
      const share = terms.reduce((sum, term) => sum + this.#share(term), 0)
      if (best === undefined || share < best.share) {
        second = best
        best = { terms, share }
      } else if (second === undefined || share < second.share) second = { terms, share }
    }
    const from = this.count
    for (const term of best?.terms ?? []) this.#push(term)
    if (second && second.share < GUARD_SHARE_MAX) this.#guard(from, packedOf(second.terms), second.share)
    return best?.share ?? Infinity
  }

  #push(term: number): number {
    this.terms[this.count] = term
    this.guards[this.count] = UNGUARDED
    this.#guardShares[this.count] = 1
    this.count++
    return this.#share(term)
  }

  /** Lets the anchors chosen last stand in place of the best so far. */
  #keep(best: Group, from: number, share: number): void {
    const length = this.count - from
    for (let i = 0; i < length; i++) {
      this.terms[best.from + i] = this.terms[from + i] ?? 0
      this.guards[best.from + i] = this.guards[from + i] ?? UNGUARDED
      this.#guardShares[best.from + i] = this.#guardShares[from + i] ?? 1
    }
    this.count = best.from + length
    best.to = this.count
    best.share = share
  }

  /** Guards the anchors from `from` on, but for those that have a better guard. */
  #guard(from: number, guard: number, share: number): void {
    if (guard === UNGUARDED) return
    for (let i = from; i < this.count; i++) {
      if (share >= (this.#guardShares[i] ?? 1)) continue
      this.guards[i] = guard
      this.#guardShares[i] = share
    }
  }

  #packed({ from, to }: Group): number {
    return to - from > GUARD_TERMS_MAX ? UNGUARDED : packedOf(this.terms.slice(from, to))
  }

  #share(term: number): number {
    const length = this.#dictionary.copy(term)
    return this.#statistics.share(this.#dictionary.copied, 0, length)
  }
}

/** Up to three terms as one number: the places of their bits. */
function packedOf(terms: readonly number[]): number {
  if (terms.length === 0 || terms.length > GUARD_TERMS_MAX) return UNGUARDED
  const [a = 0, b = a, c = a] = terms.map(glanceBit)
  return a | (b << 10) | (c << 20)
}
