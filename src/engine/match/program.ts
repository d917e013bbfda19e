import { find, literalOf, type Literal } from './literal.ts'
import type { Reading } from './post.ts'
import type { Node } from '../query/query.ts'
import { languageKey, type Span } from '../text/marks.ts'

/** Most places marked in one post for one query. */
export const SPANS_MAX = 1_000

/** A query's node with its words prepared. */
export type Program =
  | { readonly is: 'and' | 'or'; readonly of: readonly Program[] }
  | { readonly is: 'not'; readonly of: Program }
  | { readonly is: 'words'; readonly literal: Literal }
  | { readonly is: 'tag' | 'handle' | 'author' | 'site' | 'network' | 'lang'; readonly value: string }

/** Prepares a query for running. */
export function programOf(node: Node): Program {
  switch (node.is) {
    case 'and':
    case 'or':
      return { is: node.is, of: node.of.map(programOf) }
    case 'not':
      return { is: 'not', of: programOf(node.of) }
    case 'words':
      return { is: 'words', literal: literalOf(node) }
    case 'stem':
    case 'near':
    case 'followers':
    case 'url':
    case 'kind':
    case 'has':
      throw new Error(`invariant broken: ${node.is} is not parsed yet`)
    default:
      return { is: node.is, value: node.value }
  }
}

/** The language of a post: asked for at most once, and only when an answer depends on it. */
export type LanguageOf = () => string | null

/** One query run over one post. */
export class Run {
  readonly #reading: Reading
  readonly #language: LanguageOf
  readonly #found = new Map<Program, readonly Span[] | null>()
  #mayAsk = false

  constructor(reading: Reading, language: LanguageOf) {
    this.#reading = reading
    this.#language = language
  }

  /** The places that made the post match, merged and in order; null when it does not match. */
  match(program: Program): readonly (readonly [number, number])[] | null {
    let verdict = this.#verdict(program)
    if (verdict === undefined) {
      this.#mayAsk = true
      verdict = this.#verdict(program)
    }
    if (verdict !== true) return null
    const spans: Span[] = []
    this.#collect(program, spans)
    return merged(spans)
  }

  /** True, false, or undefined: it depends on the language, which has not been asked for yet. */
  #verdict(program: Program): boolean | undefined {
    switch (program.is) {
      case 'and':
        return this.#combined(program.of, false)
      case 'or':
        return this.#combined(program.of, true)
      case 'not': {
        const verdict = this.#verdict(program.of)
        return verdict === undefined ? undefined : !verdict
      }
      case 'lang':
        return this.#isLanguage(program.value)
      case 'network':
        return (this.#reading.post.network ?? '').toLowerCase() === program.value
      default:
        return this.#places(program) !== null
    }
  }

  /** One part with the `deciding` verdict decides; otherwise an open part leaves it open. */
  #combined(parts: readonly Program[], deciding: boolean): boolean | undefined {
    let open = false
    for (const part of parts) {
      const verdict = this.#verdict(part)
      if (verdict === deciding) return deciding
      open ||= verdict === undefined
    }
    return open ? undefined : !deciding
  }

  #isLanguage(value: string): boolean | undefined {
    const known = this.#reading.post.lang
    if (known) return languageKey(known) === value
    if (!this.#mayAsk) return undefined
    const asked = this.#language()
    return asked !== null && languageKey(asked) === value
  }

  #places(program: Program): readonly Span[] | null {
    let places = this.#found.get(program)
    if (places === undefined) this.#found.set(program, (places = this.#look(program)))
    return places
  }

  #look(program: Program): readonly Span[] | null {
    if (program.is === 'words') {
      const spans = find(program.literal, this.#reading, SPANS_MAX)
      return spans.length > 0 ? spans : null
    }
    if (program.is !== 'tag' && program.is !== 'handle' && program.is !== 'author' && program.is !== 'site') return null
    return this.#reading.marks(program.is).get(program.value) ?? null
  }

  /** Gathers the places of every part that is true; what is denied has none. */
  #collect(program: Program, spans: Span[]): void {
    if (program.is === 'and' || program.is === 'or') {
      for (const part of program.of) if (this.#verdict(part) === true) this.#collect(part, spans)
    } else if (program.is !== 'not') spans.push(...(this.#places(program) ?? []).slice(0, SPANS_MAX))
  }
}

function merged(spans: readonly Span[]): [number, number][] {
  const whole: [number, number][] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = whole.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else whole.push([start, end])
  }
  return whole.slice(0, SPANS_MAX)
}
