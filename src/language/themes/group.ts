import { isPair } from './words.ts'

/** A term and the posts it is in, by their numbers. `weight`: the higher, the more it stands for the theme. */
export type TermPosts = { readonly term: string; readonly posts: ReadonlySet<number>; readonly weight: number }

export type Theme<T extends TermPosts = TermPosts> = {
  /** The heaviest first. */
  readonly terms: readonly T[]
  /** All posts of any of them, in order. */
  readonly posts: readonly number[]
}

/** From so much on, two terms are about the same thing: posts with both among posts with either. */
const JACCARD_MIN = 0.3
const NAMES_MAX = 3
/** Posts among which the one is looked for that stands for all. */
const MEDOID_OF_MAX = 150

/**
 * Terms grouped by the posts they share: whoever shares enough with one of a group belongs to it, and a group whose posts are mostly another's
 * is part of that. A theme with no post is none.
 */
export function grouped<T extends TermPosts>(terms: readonly T[]): Theme<T>[] {
  const left = new Set(terms.filter(({ posts }) => posts.size > 0))
  const groups: { terms: T[]; posts: Set<number> }[] = []
  for (const first of left) {
    left.delete(first)
    const group = { terms: [first], posts: new Set(first.posts) }
    for (const one of group.terms) {
      for (const other of left) {
        if (jaccard(one.posts, other.posts) < JACCARD_MIN) continue
        left.delete(other)
        group.terms.push(other)
        for (const post of other.posts) group.posts.add(post)
      }
    }
    groups.push(group)
  }
  const wholes: typeof groups = []
  for (const group of groups.toSorted((a, b) => b.posts.size - a.posts.size)) {
    const whole = wholes.find(({ posts }) => [...group.posts].filter((post) => posts.has(post)).length >= CONTAINED * group.posts.size)
    if (!whole) wholes.push(group)
    else {
      whole.terms.push(...group.terms)
      for (const post of group.posts) whole.posts.add(post)
    }
  }
  return wholes.map(({ terms: of, posts }) => ({ terms: of.toSorted((a, b) => b.weight - a.weight), posts: [...posts].toSorted((a, b) => a - b) }))
}
/** From this share of its posts on, a smaller group is part of a larger one. */
const CONTAINED = 0.6

/** How much two sets share: 0 nothing, 1 all. */
function jaccard<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (small.size < JACCARD_MIN * large.size) return 0
  let both = 0
  for (const member of small) if (large.has(member)) both++
  return both / (one.size + other.size - both)
}

/** The three heaviest terms by which a theme is called, none of whose words is named twice: a pair stands for its words. */
export function namesOf({ terms }: Theme): string[] {
  const named: string[] = []
  for (const { term } of terms) {
    const words = wordsIn(term)
    const sharing = named.filter((name) => wordsIn(name).some((word) => words.includes(word)))
    if (sharing.some((name) => !isPair(term) || isPair(name))) continue
    for (const single of sharing) named.splice(named.indexOf(single), 1)
    named.push(term)
    if (named.length === NAMES_MAX) break
  }
  return named
}

const wordsIn = (term: string): string[] => term.replace(/^#/, '').split(' ')

/** The post that has most in common with the others: of a theme's posts an actual one, the earliest of equals. `termsOf` says what is in it. */
export function medoidOf(posts: readonly number[], termsOf: (post: number) => ReadonlySet<string | number>): number | undefined {
  const step = Math.max(1, posts.length / MEDOID_OF_MAX)
  const sample = Array.from({ length: Math.min(posts.length, MEDOID_OF_MAX) }, (_, at) => posts[Math.floor(at * step)] ?? 0).map((post) => ({ post, terms: termsOf(post) }))
  const common = new Map<string | number, number>()
  for (const { terms } of sample) for (const term of terms) common.set(term, (common.get(term) ?? 0) + 1)
  let best: { post: number; score: number } | undefined
  for (const { post, terms } of sample) {
    let shared = 0
    for (const term of terms) shared += (common.get(term) ?? 1) - 1
    const score = shared / Math.sqrt(terms.size + 1) // of two that say it, the one that says little else
    if (!best || score > best.score) best = { post, score }
  }
  return best?.post
}
