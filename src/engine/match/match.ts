import { HEBREW } from '../text/fold.ts'
import { prefixCuts } from '../text/hebrew.ts'
import { anchorsOf, markKey, needOf } from './need.ts'
import { indexKey, Reading, type MarkKind, type Post } from './post.ts'
import { programOf, Run, type LanguageOf, type Program } from './program.ts'
import type { Query } from '../query/query.ts'

/** A query that a post matched, and the places in the text that made it so: UTF-16 offsets, merged, in order. */
export type Match = { readonly query: string; readonly spans: readonly (readonly [start: number, end: number])[] }

/** One query in the index. `seen` is the last post it was a candidate for. */
type Standing = {
  readonly id: string
  readonly program: Program
  readonly anchors: readonly string[]
  readonly order: number
  seen: number
}

const MARK_KINDS: readonly MarkKind[] = ['tag', 'handle', 'author', 'site']

/** Standing queries waiting for posts. */
export class Matcher {
  readonly #standing = new Map<string, Standing>()
  readonly #waiting = new Map<string, Standing[]>()
  readonly #marks: Record<MarkKind, number> = { tag: 0, handle: 0, author: 0, site: 0 }
  #posts = 0
  #added = 0

  /** How many queries stand. */
  get size(): number {
    return this.#standing.size
  }

  /** Adds a query, or replaces the one with this id. */
  add(id: string, query: Query): void {
    this.remove(id)
    const need = needOf(query.root)
    if (need === null) throw new Error('invariant broken: a parsed query can be anchored')
    const anchors = [...new Set(anchorsOf(need).keys)]
    const standing: Standing = { id, program: programOf(query.root), anchors, seen: 0, order: ++this.#added }
    this.#standing.set(id, standing)
    this.#countMarks(anchors, 1)
    for (const anchor of anchors) {
      const waiting = this.#waiting.get(anchor)
      if (waiting) waiting.push(standing)
      else this.#waiting.set(anchor, [standing])
    }
  }

  /** Takes a query away. Unknown ids are ignored. */
  remove(id: string): void {
    const standing = this.#standing.get(id)
    if (!standing) return
    this.#standing.delete(id)
    this.#countMarks(standing.anchors, -1)
    for (const anchor of standing.anchors) {
      const others = (this.#waiting.get(anchor) ?? []).filter((other) => other !== standing)
      if (others.length > 0) this.#waiting.set(anchor, others)
      else this.#waiting.delete(anchor)
    }
  }

  /**
   * The queries a post matches, in the order they were added. `language` is called at most once, and only when a query would match
   * but for the language of a post that does not say its own.
   */
  match(post: Post, options: { readonly language?: LanguageOf } = {}): Match[] {
    const reading = new Reading(post)
    const candidates = this.#candidates(reading)
    if (candidates.length === 0) return []
    let asked: string | null | undefined
    const language = () => (asked === undefined ? (asked = options.language?.() ?? null) : asked)
    const matches: Match[] = []
    for (const { id, program } of candidates.toSorted((a, b) => a.order - b.order)) {
      const spans = new Run(reading, language).match(program)
      if (spans) matches.push({ query: id, spans })
    }
    return matches
  }

  #candidates(reading: Reading): Standing[] {
    const found: Standing[] = []
    this.#posts++
    for (const { key, script } of reading.tokens) {
      this.#gather(indexKey(key), found)
      if (script === HEBREW) for (const cut of prefixCuts(key)) this.#gather(indexKey(key.slice(cut)), found)
    }
    for (const kind of MARK_KINDS) {
      if (this.#marks[kind] > 0) for (const key of reading.marks(kind).keys()) this.#gather(markKey(kind, key), found)
    }
    return found
  }

  #gather(key: string, found: Standing[]): void {
    const waiting = this.#waiting.get(key)
    if (!waiting) return
    for (const standing of waiting) {
      if (standing.seen === this.#posts) continue
      standing.seen = this.#posts
      found.push(standing)
    }
  }

  #countMarks(anchors: readonly string[], by: 1 | -1): void {
    for (const kind of MARK_KINDS) {
      const sign = markKey(kind, '')
      this.#marks[kind] += by * anchors.filter((anchor) => anchor.startsWith(sign)).length
    }
  }
}

/** Builds a matcher from queries and the ids they are reported under. */
export function compile(entries: Iterable<{ readonly id: string; readonly query: Query }>): Matcher {
  const matcher = new Matcher()
  for (const { id, query } of entries) matcher.add(id, query)
  return matcher
}
