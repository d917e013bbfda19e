import { formsIn, Stems } from './words.ts'

/** Posts in the order of their times; terms by number. */
export type Lot<Id> = {
  readonly size: number
  readonly at: (post: number) => number
  readonly id: (post: number) => Id
  readonly authors: Int32Array
  readonly termsOf: (post: number) => Int32Array
  /** For each term, its posts in order. */
  readonly posts: readonly Int32Array[]
  /** How a term is compared: its stems. */
  readonly termOf: (term: number) => string
  /** How people wrote it most often; a Hebrew word without prefixes, where somebody did. */
  readonly written: (term: number) => string
}

/** Forms that are remembered; when there are more, those seen once are forgotten. */
const FORMS_MAX = 1_500_000
const SURFACES_MAX = 4
/** A term in fewer posts cannot surge. */
const POSTS_MIN = 3
/** How much of what is kept goes when there is too much. */
const DROPPED_SHARE = 0.2

/** Posts as numbers: when, by whom, and which forms of words are in them. What they say is not kept. */
export class PostStore<Id> {
  readonly #postsMax: number
  #ids: Id[] = []
  #times: number[] = []
  #authors: number[] = []
  #forms: Int32Array[] = []
  readonly #authorNumbers = new Map<string, number>()
  readonly #numberOf = new Map<string, number>()
  /** By number of form. */
  readonly #names: string[] = []
  readonly #counts: number[] = []
  readonly #surfaces: Map<string, number>[] = []
  dropped = 0
  #nameless = 0

  constructor(postsMax: number) {
    this.#postsMax = postsMax
  }

  /** How many posts are kept. */
  get size(): number {
    return this.#ids.length
  }

  add({ id, text, at, author }: { readonly id: Id; readonly text: string; readonly at: number; readonly author?: string | undefined }): void {
    if (this.#ids.length >= this.#postsMax) this.#dropOldest()
    this.#ids.push(id)
    this.#times.push(at)
    this.#authors.push(author === undefined ? --this.#nameless : this.#authorNumber(author))
    this.#forms.push(Int32Array.from([...formsIn(text)], ([form, surface]) => this.#formNumber(form, surface)))
  }

  #authorNumber(author: string): number {
    const known = this.#authorNumbers.get(author) ?? this.#authorNumbers.size
    this.#authorNumbers.set(author, known)
    return known
  }

  #formNumber(form: string, surface: string): number {
    if (this.#numberOf.size >= FORMS_MAX) for (const [name, number] of this.#numberOf) if (this.#counts[number] === 1) this.#numberOf.delete(name)
    const number = this.#numberOf.get(form) ?? this.#names.length
    if (number === this.#names.length) {
      this.#numberOf.set(form, number)
      this.#names.push(form)
      this.#counts.push(0)
      this.#surfaces.push(new Map())
    }
    this.#counts[number] = (this.#counts[number] ?? 0) + 1
    const surfaces = this.#surfaces[number]
    if (surfaces && (surfaces.has(surface) || surfaces.size < SURFACES_MAX)) surfaces.set(surface, (surfaces.get(surface) ?? 0) + 1)
    return number
  }

  #dropOldest(): void {
    const kept = this.#order().slice(Math.ceil(this.#postsMax * DROPPED_SHARE))
    this.dropped += this.#ids.length - kept.length
    const take = <T>(of: readonly T[]): T[] => kept.flatMap((post) => of.slice(post, post + 1))
    this.#ids = take(this.#ids)
    this.#times = take(this.#times)
    this.#authors = take(this.#authors)
    this.#forms = take(this.#forms)
  }

  #order(): number[] {
    return [...this.#times.keys()].toSorted((a, b) => (this.#times[a] ?? 0) - (this.#times[b] ?? 0) || a - b)
  }

  /** All posts until a moment, with the terms that their words turn out to be. */
  inOrder(until: number): Lot<Id> {
    const order = this.#order().filter((post) => (this.#times[post] ?? 0) <= until)
    const { terms, formTerms, forms } = this.#terms(order)
    const termsOf = order.map((post) => Int32Array.from(new Set(Array.from(this.#forms[post] ?? [], (form) => formTerms[form] ?? -1).filter((term) => term >= 0))))
    const counts = new Int32Array(terms.length)
    for (const of of termsOf) for (const term of of) counts[term] = (counts[term] ?? 0) + 1
    const posts = Array.from(counts, (count) => new Int32Array(count))
    counts.fill(0)
    termsOf.forEach((of, post) => {
      for (const term of of) {
        const at = counts[term] ?? 0
        counts[term] = at + 1
        posts[term]?.fill(post, at, at + 1)
      }
    })
    return {
      size: order.length,
      at: (post) => this.#times[order[post] ?? 0] ?? 0,
      id: (post) => idAt(this.#ids, order[post] ?? 0),
      authors: Int32Array.from(order, (post) => this.#authors[post] ?? 0),
      termsOf: (post) => termsOf[post] ?? new Int32Array(0),
      posts,
      termOf: (term) => terms[term] ?? '',
      written: (term) => this.#written(terms[term] ?? '', forms[term] ?? []),
    }
  }

  /** Which terms there are, in enough posts, and which forms are each. */
  #terms(order: readonly number[]): { terms: readonly string[]; formTerms: Int32Array; forms: readonly number[][] } {
    const inPosts = new Int32Array(this.#names.length)
    for (const post of order) for (const form of this.#forms[post] ?? []) inPosts[form] = (inPosts[form] ?? 0) + 1
    const stems = new Stems((form) => inPosts[this.#numberOf.get(form) ?? -1] ?? 0)
    const byTerm = new Map<string, number[]>()
    for (const [form, name] of this.#names.entries()) {
      if ((inPosts[form] ?? 0) === 0) continue
      const term = stems.termOf(name)
      const forms = byTerm.get(term)
      if (forms) forms.push(form)
      else byTerm.set(term, [form])
    }
    const formTerms = new Int32Array(this.#names.length).fill(-1)
    const kept = [...byTerm].filter(([, forms]) => forms.reduce((sum, form) => sum + (inPosts[form] ?? 0), 0) >= POSTS_MIN)
    for (const [term, [, forms]] of kept.entries()) for (const form of forms) formTerms[form] = term
    return { terms: kept.map(([term]) => term), formTerms, forms: kept.map(([, forms]) => forms) }
  }

  #written(term: string, forms: readonly number[]): string {
    const bare = forms.filter((form) => this.#names[form] === term)
    const surfaces = (bare.length > 0 ? bare : forms).flatMap((form) => [...(this.#surfaces[form] ?? [])])
    return surfaces.reduce((best, one) => (one[1] > best[1] ? one : best), [term, 0] as [string, number])[0]
  }
}

function idAt<Id>(ids: readonly Id[], at: number): Id {
  for (const id of ids.slice(at, at + 1)) return id
  throw new RangeError(`there is no post ${at}`)
}
