import { Copies } from '../copies/copies.ts'
import type { LocalHour } from '../surges/calendar.ts'
import type { Sensitivity } from '../surges/judge.ts'
import { type Surge, surgesOf } from '../surges/watch.ts'
import { distinction } from './distinctive.ts'
import { grouped, medoidOf, namesOf, type Theme } from './group.ts'
import { type Lot, PostStore } from './post-store.ts'

/** What is said clearly more than usual, while it is. Every theme has posts behind it. */
export type SurgingTheme<Id> = {
  /** Its three most telling terms, as people wrote them. */
  readonly names: readonly string[]
  readonly terms: readonly string[]
  /** UTC hours since 1970: [from, to). */
  readonly from: number
  readonly to: number
  /** In order; of copies the first. */
  readonly posts: readonly Id[]
  /** How many posts would have been usual. */
  readonly expected: number
  readonly pValue: number
  /** The post that has most in common with the others. */
  readonly medoid: Id
}

/** As whoever listens lives: which local hour each UTC hour is, and on which weekdays few work. */
type Lived = { readonly local: (utcHour: number) => LocalHour; readonly restDays: readonly number[]; readonly sensitivity: Sensitivity }

const HOUR_MS = 3_600_000
/** A term's past, beside which its surge is distinctive. */
const COMPARED_HOURS = 28 * 24
const POSTS_MAX = 1_000_000
const TERMS_TOLD_MAX = 10
/** So long a silence, in which so many posts would have been usual, is taken for time in which nobody listened. */
const UNHEARD = { hoursMin: 12, postsMin: 50 }
/** A text with fewer letters comes to many by themselves: it is nobody's copy. */
const COPY_LETTERS_MIN = 40
/** What is said again after so long is said anew. */
const COPIES_WINDOW_MS = 48 * HOUR_MS

/**
 * Gathers posts, in any order, and finds the themes that surged among them. Memory is bounded: at most so many posts are kept, the oldest go
 * first, and of rare terms some are forgotten.
 */
export class SurgingThemes<Id> {
  readonly #copies = new Copies<number>({ windowMs: COPIES_WINDOW_MS })
  readonly #posts: PostStore<Id>
  #added = 0
  #first = Infinity
  #last = -Infinity

  constructor(postsMax: number = POSTS_MAX) {
    this.#posts = new PostStore(postsMax)
  }

  /** `at` in milliseconds; a post without an author is by somebody of its own. A copy of another changes nothing. */
  add(post: { readonly id: Id; readonly text: string; readonly at: number; readonly author?: string | undefined }): void {
    this.#first = Math.min(this.#first, post.at)
    this.#last = Math.max(this.#last, post.at)
    const number = this.#added++
    const letters = post.text.match(/\p{L}/gu)?.length ?? 0
    if (letters < COPY_LETTERS_MIN || this.#copies.add(number, post.text, post.at) === number) this.#posts.add(post)
  }

  /** Days between the first post and the last. */
  get days(): number {
    return this.#added === 0 ? 0 : (this.#last - this.#first) / (24 * HOUR_MS)
  }

  /** How many posts, the oldest, had to be let go of. */
  get dropped(): number {
    return this.#posts.dropped
  }

  /** The themes that surged until a moment (by default the last post's), by when they began. */
  themes({ local, restDays, sensitivity, until = Infinity }: Lived & { readonly until?: number }): SurgingTheme<Id>[] {
    const lot = this.#posts.inOrder(until)
    if (lot.size === 0) return []
    const first = hourOf(lot, 0)
    const postsOfHour = new Int32Array(hourOf(lot, lot.size - 1) - first + 2)
    for (let post = 0, hour = 0; hour < postsOfHour.length; postsOfHour[hour++] = post) while (post < lot.size && hourOf(lot, post) - first < hour) post++
    const surges = surgesOf({
      postsOfHour, authors: lot.authors, posts: lot.posts, termsOf: lot.termsOf, heard: heardOf(postsOfHour), restDays, sensitivity,
      local: Array.from({ length: postsOfHour.length - 1 }, (_, hour) => local(first + hour)),
    })
    return this.#themesOf(surges, lot, postsOfHour, first).toSorted((a, b) => a.from - b.from || a.pValue - b.pValue)
  }

  #themesOf(surges: readonly Surge[], lot: Lot<Id>, postsOfHour: Int32Array, first: number): SurgingTheme<Id>[] {
    const between = (posts: Int32Array, from: number, to: number): Int32Array => {
      const [begin, end] = [postsOfHour[from] ?? 0, postsOfHour[Math.min(to, postsOfHour.length - 1)] ?? 0]
      return posts.filter((post) => post >= begin && post < end)
    }
    const surging = surges.map((surge) => {
      const posts = lot.posts[surge.term] ?? new Int32Array(0)
      const [here, before] = [between(posts, surge.from, surge.to), between(posts, Math.max(0, surge.from - COMPARED_HOURS), surge.from)]
      const all = (from: number, to: number): number => (postsOfHour[Math.min(to, postsOfHour.length - 1)] ?? 0) - (postsOfHour[from] ?? 0)
      const weight = distinction({ count: here.length, all: all(surge.from, surge.to) }, { count: before.length, all: all(Math.max(0, surge.from - COMPARED_HOURS), surge.from) })
      return { term: lot.termOf(surge.term), posts: new Set(here), weight, surge }
    })
    return grouped(surging).map((theme) => {
      const named = new Map(theme.terms.map(({ term, surge }) => [term, lot.written(surge.term)]))
      const of = theme.terms.map(({ surge }) => surge)
      return {
        names: namesOf(theme).map((term) => named.get(term) ?? term),
        terms: [...named.values()].slice(0, TERMS_TOLD_MAX),
        from: first + Math.min(...of.map(({ from }) => from)),
        to: first + Math.max(...of.map(({ to }) => to)),
        posts: theme.posts.map(lot.id),
        expected: expectedOf(theme, of),
        pValue: Math.min(...of.map(({ pValue }) => pValue)),
        medoid: lot.id(medoidOf(theme.posts, (post) => new Set(lot.termsOf(post))) ?? theme.posts[0] ?? 0),
      }
    })
  }
}

const hourOf = (lot: Lot<unknown>, post: number): number => Math.floor(lot.at(post) / HOUR_MS)

/** What would be usual of all terms together, when they overlap as much as they do now. */
function expectedOf(theme: Theme, surges: readonly Surge[]): number {
  const apart = theme.terms.reduce((sum, { posts }) => sum + posts.size, 0)
  return (surges.reduce((sum, { expected }) => sum + expected, 0) * theme.posts.length) / Math.max(1, apart)
}

/** Of each hour, whether it was listened to: nobody was, in a silence that is too long for a stream as busy as this. */
function heardOf(postsOfHour: Int32Array): Uint8Array {
  const hours = postsOfHour.length - 1
  const perHour = (postsOfHour[hours] ?? 0) / hours
  const heard = new Uint8Array(hours).fill(1)
  for (let from = 0; from < hours;) {
    let to = from
    while (to < hours && postsOfHour[to + 1] === postsOfHour[from]) to++
    if (to - from >= UNHEARD.hoursMin && (to - from) * perHour >= UNHEARD.postsMin) heard.fill(0, from, to)
    from = Math.max(to, from + 1)
  }
  return heard
}
