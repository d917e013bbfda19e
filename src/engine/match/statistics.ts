import { COMMON_WORDS } from '../text/common-words.ts'
import { hashOf } from '../text/hash.ts'

const CELLS = 1 << 15
const SEED = 0x2545f491
/** What is assumed before posts were seen counts as much as so many of them. */
const ASSUMED_WEIGHT = 400
/** Counts are halved each time so many posts have been seen: words rise and fall. */
const POSTS_REMEMBERED = 20_000
/** The share of posts that a common word is assumed to be in, and any other by its length, to begin with. */
const COMMON_SHARE = 0.08
const SHARE_BY_LENGTH = [0.1, 0.1, 0.03, 0.01, 0.004, 0.002, 0.001]
const STEM_FACTOR = 8

/**
 * In which part of all posts each word is, learned from posts as they pass (Count-Min sketch: Cormode and Muthukrishnan 2005) and
 * assumed until then. Only the choice of what a query waits on depends on it, never what it matches.
 */
export class Statistics {
  readonly #counts = new Uint32Array(2 * CELLS)
  #posts = 0
  #common: ReadonlySet<number> | undefined

  /** Counts a post; then each of its different words is told by `see`. */
  begin(): void {
    if (++this.#posts < POSTS_REMEMBERED) return
    this.#posts /= 2
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i] = (this.#counts[i] ?? 0) >>> 1
  }

  /** How many posts it has learned from. */
  get posts(): number {
    return this.#posts
  }

  /** Notes that the post has the word that lies in `units`. */
  see(units: Uint16Array, from: number, to: number): void {
    const hash = hashOf(units, from, to, SEED)
    const [a, b] = [hash & (CELLS - 1), CELLS + ((hash >>> 15) & (CELLS - 1))]
    this.#counts[a] = (this.#counts[a] ?? 0) + 1
    this.#counts[b] = (this.#counts[b] ?? 0) + 1
  }

  /** The share of posts with the word that lies in `units`: more than 0, at most 1. */
  share(units: Uint16Array, from: number, to: number): number {
    const hash = hashOf(units, from, to, SEED)
    const seen = Math.min(this.#counts[hash & (CELLS - 1)] ?? 0, this.#counts[CELLS + ((hash >>> 15) & (CELLS - 1))] ?? 0)
    return Math.min(1, (seen + this.#assumed(units, from, to, hash) * ASSUMED_WEIGHT) / (this.#posts + ASSUMED_WEIGHT))
  }

  #assumed(units: Uint16Array, from: number, to: number, hash: number): number {
    this.#common ??= new Set(COMMON_WORDS.map(hashOfWord))
    if (this.#common.has(hash)) return COMMON_SHARE
    const isStem = units[to - 1] === STAR
    const letters = isStem ? to - from - 1 : to - from
    const share = SHARE_BY_LENGTH[Math.min(letters, SHARE_BY_LENGTH.length - 1)] ?? 0.001
    return isStem ? Math.min(0.3, share * STEM_FACTOR) : share
  }
}
const STAR = 0x2a

function hashOfWord(word: string): number {
  const units = Uint16Array.from(word, (char) => char.charCodeAt(0))
  return hashOf(units, 0, units.length, SEED)
}

/** What all matchers of this process have learned together. */
export const sharedStatistics = new Statistics()
