import type { Post } from './post.ts'
import {
  AND, argumentOf, COMPARISONS, FILTER, FOLLOWERS, LANG, LITERAL, NEAR, NOT, opOf, OR, PHRASE, sizeOf, TERM, WORD,
} from './code.ts'
import type { Hits } from './hits.ts'
import type { Occurrences } from './occurrences.ts'
import { type Places, PLACES_MAX } from './places.ts'

/** A place in a post: UTF-16 offsets of its text, the end not included. */
export type Span = readonly [start: number, end: number]

/** Most places marked in one post for one query. */
export const SPANS_MAX = 1_000
const SPANS_GATHERED_MAX = 20_000

/** What is taken of a language that has not been asked for: what it is, that it suits the query, or that it does not. */
export const KNOWN = 0
export const HOPED = 1
export const FEARED = 2

/** Runs the code of queries over the post that was read. */
export class Run {
  readonly #hits: Hits
  readonly #places: Places
  readonly #occurrences: Occurrences
  #code: Int32Array = new Int32Array(0)
  #language: 0 | 1 | 2 = KNOWN
  #isDenied = false
  #pairsFrom = 0
  /** The term of the language that was asked for. */
  asked = 0
  followers: Post['followers'] = null

  constructor(of: { hits: Hits; places: Places; occurrences: Occurrences }) {
    this.#hits = of.hits
    this.#places = of.places
    this.#occurrences = of.occurrences
  }

  /** Whether the query whose code begins at `at` matches. */
  matches(code: Int32Array, at: number, language: 0 | 1 | 2): boolean {
    this.#code = code
    this.#language = language
    this.#isDenied = false
    return this.#holds(at)
  }

  /** The places that make the query match that was asked about last: merged, in order. What is denied has none. */
  spans(at: number): Span[] {
    const spans: [number, number][] = []
    this.#isDenied = false
    this.#gather(at, spans)
    return merged(spans)
  }

  #holds(at: number): boolean {
    const header = this.#code[at] ?? 0
    switch (opOf(header)) {
      case TERM:
      case FILTER:
        return this.#hits.first(argumentOf(header)) !== 0
      case WORD:
      case PHRASE:
      case LITERAL:
        this.#places.count = 0
        this.#occur(at, 1)
        return this.#places.count > 0
      case AND:
        return this.#each(at, argumentOf(header), false)
      case OR:
        return this.#each(at, argumentOf(header), true)
      case NOT:
        return this.#denied(at)
      case LANG:
        return this.#isLanguage(argumentOf(header))
      case FOLLOWERS:
        return this.#hasFollowers(at)
      default:
        this.#places.count = 0
        this.#near(at, 1)
        return this.#places.count > this.#pairsFrom
    }
  }

  /** Whether one part is as `deciding` says; otherwise the opposite holds. */
  #each(at: number, length: number, deciding: boolean): boolean {
    for (let part = at + 1; part < at + length; part += sizeOf(this.#code[part] ?? 0)) {
      if (this.#holds(part) === deciding) return deciding
    }
    return !deciding
  }

  #denied(at: number): boolean {
    this.#isDenied = !this.#isDenied
    const holds = this.#holds(at + 1)
    this.#isDenied = !this.#isDenied
    return !holds
  }

  #isLanguage(term: number): boolean {
    if (this.#language === KNOWN) return this.asked === term || this.#hits.first(term) !== 0
    return (this.#language === HOPED) !== this.#isDenied
  }

  #hasFollowers(at: number): boolean {
    const { followers } = this
    if (followers === null || followers === undefined) return false
    const than = this.#code[at + 1] ?? 0
    switch (COMPARISONS[argumentOf(this.#code[at] ?? 0)]) {
      case '>':
        return followers > than
      case '>=':
        return followers >= than
      case '<':
        return followers < than
      default:
        return followers <= than
    }
  }

  /** Adds the pairs of two groups that are near enough, `most` for each order. The first of them is the number of places before. */
  #near(at: number, most: number): void {
    const about = this.#code[at + 1] ?? 0
    const left = at + 2
    const one = this.#group(left)
    const other = this.#group(left + sizeOf(this.#code[left] ?? 0))
    this.#pairsFrom = this.#places.count
    this.#places.pair(one, other, about >>> 1, this.#places.count + most)
    if ((about & 1) === 0) this.#places.pair(other, one, about >>> 1, this.#places.count + most)
  }

  /** All places of a group, in order. */
  #group(at: number): number[] {
    const header = this.#code[at] ?? 0
    if (opOf(header) === OR) {
      const found: number[] = []
      for (let part = at + 1; part < at + argumentOf(header) && found.length < PLACES_MAX; part += sizeOf(this.#code[part] ?? 0)) {
        found.push(...this.#group(part))
      }
      return found.toSorted((a, b) => (this.#places.first[a] ?? 0) - (this.#places.first[b] ?? 0))
    }
    let from = this.#places.count
    if (opOf(header) === NEAR) {
      this.#near(at, PLACES_MAX)
      from = this.#pairsFrom
    } else this.#occur(at, PLACES_MAX)
    return this.#places.ordered(from)
  }

  /** Adds the places of words. */
  #occur(at: number, most: number): void {
    const header = this.#code[at] ?? 0
    const op = opOf(header)
    if (op === TERM) this.#occurrences.ofTerm(argumentOf(header), most)
    else if (op === WORD) this.#occurrences.ofWord(argumentOf(header), most)
    else if (op === PHRASE) this.#occurrences.ofPhrase(this.#code, at, argumentOf(header), most)
    else if (op === LITERAL) this.#occurrences.ofLiteral(this.#code, at, most)
  }

  /** Gathers the places of every part that is true. */
  #gather(at: number, spans: [number, number][]): void {
    const header = this.#code[at] ?? 0
    if (spans.length >= SPANS_GATHERED_MAX) return
    switch (opOf(header)) {
      case AND:
      case OR:
        for (let part = at + 1; part < at + argumentOf(header); part += sizeOf(this.#code[part] ?? 0)) {
          if (this.#holds(part)) this.#gather(part, spans)
        }
        return
      case TERM:
        return this.#gatherTerm(argumentOf(header), spans)
      case WORD:
      case PHRASE:
      case LITERAL:
        this.#places.count = 0
        this.#occur(at, SPANS_MAX)
        for (let place = 0; place < this.#places.count; place++) this.#mark(place, spans)
        return
      case NEAR:
        this.#places.count = 0
        this.#near(at, PLACES_MAX)
        for (let place = this.#pairsFrom; place < this.#places.count; place++) this.#mark(place, spans)
    }
  }

  #gatherTerm(term: number, spans: [number, number][]): void {
    const { next, a, b } = this.#hits
    this.#places.count = 0
    this.#occurrences.ofTerm(term, SPANS_MAX)
    for (let place = 0; place < this.#places.count; place++) this.#mark(place, spans)
    let count = 0
    for (let hit = this.#hits.first(term); hit !== 0 && count < SPANS_MAX; hit = next[hit] ?? 0) {
      const [start, end] = [-1 - (a[hit] ?? 0), b[hit] ?? 0]
      if (start < 0 || end === 0) continue
      spans.push([start, end])
      count++
    }
  }

  #mark(place: number, spans: [number, number][]): void {
    const [start, end] = [this.#places.start[place] ?? 0, this.#places.end[place] ?? 0]
    if (start >= 0) spans.push([start, end])
    else {
      this.#mark(~start, spans)
      this.#mark(~end, spans)
    }
  }
}

function merged(spans: [number, number][]): Span[] {
  if (spans.length <= 1) return spans
  const whole: [number, number][] = []
  let last: [number, number] | undefined
  for (const span of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (last !== undefined && span[0] < last[1]) last[1] = Math.max(last[1], span[1])
    else whole.push((last = span))
  }
  return whole.length > SPANS_MAX ? whole.slice(0, SPANS_MAX) : whole
}
