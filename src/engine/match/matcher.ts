import { languageKey } from '../text/marks.ts'
import { hashOf } from '../text/hash.ts'
import { Reading } from '../text/reading.ts'
import type { Query } from '../query/query.ts'
import { Anchors } from './anchors.ts'
import { Dictionary } from './dictionary.ts'
import { Encoder } from './encode.ts'
import { Hits } from './hits.ts'
import { LookUp } from './look-up.ts'
import { Occurrences } from './occurrences.ts'
import { Places } from './places.ts'
import { SIGNS } from './post-marks.ts'
import type { Post } from './post.ts'
import { Programs } from './programs.ts'
import { Registry } from './registry.ts'
import { FEARED, HOPED, KNOWN, Run, type Span } from './run.ts'
import { SnapshotReader, SnapshotWriter } from './snapshot.ts'
import { sharedStatistics, type Statistics } from './statistics.ts'
import { Vocabulary } from './vocabulary.ts'
import { FIRST_ENTRY } from './waiting.ts'

/** A query that a post matched, and the places in the text that made it so: UTF-16 offsets, merged, in order. */
export type Match = { readonly query: string; readonly spans: readonly Span[] }

export type MatchOptions = {
  /** The language of a post that does not say its own. Must not match posts itself. */
  readonly language?: () => string | null
}

/** What one post needs; all matchers of a process share it, as posts are matched one after another. */
const reading = new Reading()
const hits = new Hits()
const places = new Places()

/** Standing queries waiting for posts. The time a post takes hardly grows with their number. */
export class Matcher {
  readonly #dictionary: Dictionary
  readonly #vocabulary: Vocabulary
  readonly #encoder: Encoder
  readonly #programs: Programs
  readonly #registry: Registry
  readonly #run: Run
  readonly #lookUp: LookUp
  #settled = 0
  #candidates = new Int32Array(64)
  #matches: Match[] = []

  constructor({ seed = randomSeed(), statistics = sharedStatistics }: { seed?: number; statistics?: Statistics } = {}) {
    this.#dictionary = new Dictionary(seed)
    this.#vocabulary = new Vocabulary(this.#dictionary)
    this.#encoder = new Encoder(this.#dictionary, new Reading())
    this.#programs = new Programs(this.#vocabulary, new Anchors(this.#dictionary, statistics))
    this.#registry = new Registry(seed)
    this.#lookUp = new LookUp(this.#vocabulary, { statistics, reading, hits })
    this.#run = new Run({ hits, places, occurrences: new Occurrences({ dictionary: this.#dictionary, reading, hits, places }) })
  }

  /** How many queries stand. */
  get size(): number {
    return this.#registry.size
  }

  /** Adds a query, or replaces the one with this id. */
  add(id: string, query: Query): void {
    this.remove(id)
    this.#encoder.encode(query.root)
    const program = this.#programs.programFor(this.#encoder)
    const slot = this.#registry.add(id, program, this.#programs.subscriber(program))
    this.#programs.subscribe(program, slot + 1)
  }

  /** Takes a query away. Unknown ids are ignored. */
  remove(id: string): void {
    const slot = this.#registry.find(id)
    if (slot < 0) return
    const program = this.#registry.program(slot)
    const after = this.#registry.next(slot)
    let before = this.#programs.subscriber(program)
    if (before === slot + 1) this.#programs.subscribe(program, after)
    else {
      while (this.#registry.next(before - 1) !== slot + 1) before = this.#registry.next(before - 1)
      this.#registry.follow(before - 1, after)
    }
    this.#registry.remove(slot)
    if (this.#programs.subscriber(program) === 0) this.#programs.remove(program)
  }

  /**
   * The queries a post matches, each once. `language` is called at most once, and only when a query would match but for the language
   * of a post that does not say its own.
   */
  match(post: Post, options: MatchOptions = {}): Match[] {
    this.#lookUp.post(post)
    if (hits.count === 0) return []
    return this.#decide(post, options)
  }

  /**
   * Chooses anew what some queries wait on, one after another in turn: the posts seen since may tell that another word is rarer. Nothing
   * else changes. About 10 µs for each; call it now and then with as many as there is time for.
   */
  settle(count: number): void {
    for (let left = Math.min(count, this.#registry.slots); left > 0; left--) {
      this.#settled = (this.#settled + 1) % this.#registry.slots
      if (this.#registry.isTaken(this.#settled)) this.#programs.anchor(this.#registry.program(this.#settled))
    }
  }

  /**
   * The matcher as bytes, for `Matcher.restore` in another process of the same version. They hold the seed that keeps texts from being
   * prepared to collide: keep them as safe as the queries.
   */
  snapshot(): Uint8Array {
    const writer = new SnapshotWriter()
    writer.number(this.#dictionary.seed)
    this.#vocabulary.write(writer)
    this.#programs.write(writer)
    this.#registry.write(writer)
    return writer.bytes()
  }

  /** A matcher as it was when its snapshot was taken. Throws a RangeError on bytes that are none. */
  static restore(bytes: Uint8Array): Matcher {
    const reader = new SnapshotReader(bytes)
    const matcher = new Matcher({ seed: reader.number() })
    matcher.#vocabulary.read(reader)
    matcher.#programs.read(reader)
    matcher.#registry.read(reader)
    return matcher
  }

  /** Runs every program that waits on a term of the post and whose guard is not missing. */
  #decide(post: Post, options: MatchOptions): Match[] {
    this.#run.followers = post.followers ?? null
    this.#run.asked = 0
    this.#matches = []
    const candidates = this.#gatherCandidates()
    let isAsked = false
    let before = 0
    for (let i = 0; i < candidates; i++) {
      const program = this.#candidates[i] ?? 0
      if (program === before) continue
      before = program
      const code = this.#programs.blocks.page(program)
      const at = this.#programs.codeAt(program)
      if (post.lang || !this.#programs.asksLanguage(program)) {
        if (this.#run.matches(code, at, KNOWN)) this.#accept(program, at)
      } else if (this.#run.matches(code, at, HOPED)) {
        if (this.#run.matches(code, at, FEARED)) this.#accept(program, at)
        else {
          if (!isAsked) this.#ask(options)
          isAsked = true
          if (this.#run.matches(code, at, KNOWN)) this.#accept(program, at)
        }
      }
    }
    return this.#matches
  }

  /** The programs to run, each next to its like; their number. */
  #gatherCandidates(): number {
    const { waiting } = this.#programs
    const { glance, terms } = hits
    let count = 0
    for (let i = 0; i < hits.count; i++) {
      const list = this.#dictionary.waiting(terms[i] ?? 0)
      if (list < 0) {
        if (count === this.#candidates.length) this.#moreCandidates()
        this.#candidates[count++] = ~list
        continue
      }
      for (let block = list; block !== 0; block = waiting.next(block)) {
        const page = waiting.blocks.page(block)
        const from = (block & 0xffff) + FIRST_ENTRY
        const end = from + 2 * waiting.count(block)
        for (let entry = from; entry < end; entry += 2) {
          const guard = page[entry + 1] ?? 0
          if (guard >= 0 && !hasAny(glance, guard)) continue
          if (count === this.#candidates.length) this.#moreCandidates()
          this.#candidates[count++] = page[entry] ?? 0
        }
      }
    }
    if (count > SORTED_BY_HAND_MAX) this.#candidates.subarray(0, count).sort()
    else sortByHand(this.#candidates, count)
    return count
  }

  #moreCandidates(): void {
    const twice = new Int32Array(this.#candidates.length * 2)
    twice.set(this.#candidates)
    this.#candidates = twice
  }

  #accept(program: number, at: number): void {
    const spans = this.#run.spans(at)
    for (let subscriber = this.#programs.subscriber(program); subscriber !== 0; subscriber = this.#registry.next(subscriber - 1)) {
      this.#matches.push({ query: this.#registry.id(subscriber - 1), spans })
    }
  }

  /** Asks for the language of the post; from then on it is known. */
  #ask({ language }: MatchOptions): void {
    const spoken = language?.() ?? null
    if (spoken === null) return
    const text = SIGNS.lang + languageKey(spoken)
    const from = reading.write(text)
    this.#run.asked = this.#dictionary.find(reading.units, from, text.length, hashOf(reading.units, from, from + text.length, this.#dictionary.seed))
    reading.forget(from)
  }
}

/** Few numbers are sorted faster than it takes to ask for it. */
const SORTED_BY_HAND_MAX = 24

function sortByHand(numbers: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const number = numbers[i] ?? 0
    let at = i
    for (; at > 0 && (numbers[at - 1] ?? 0) > number; at--) numbers[at] = numbers[at - 1] ?? 0
    numbers[at] = number
  }
}

function hasAny(glance: Int32Array, guard: number): boolean {
  const [a, b, c] = [guard & 1_023, (guard >>> 10) & 1_023, (guard >>> 20) & 1_023]
  return (((glance[a >>> 5] ?? 0) & (1 << (a & 31))) | ((glance[b >>> 5] ?? 0) & (1 << (b & 31))) | ((glance[c >>> 5] ?? 0) & (1 << (c & 31)))) !== 0
}

/** Unlike from process to process, so that nobody can prepare texts that collide. */
function randomSeed(): number {
  return crypto.getRandomValues(new Int32Array(1))[0] ?? 1
}

/** Builds a matcher from queries and the ids they are reported under. */
export function compile(entries: Iterable<{ readonly id: string; readonly query: Query }>): Matcher {
  const matcher = new Matcher()
  for (const { id, query } of entries) matcher.add(id, query)
  return matcher
}
