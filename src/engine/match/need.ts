import { HEBREW } from '../text/fold.ts'
import { prefixCuts } from '../text/hebrew.ts'
import { keysOf, literalOf } from './literal.ts'
import { indexKey, Reading, type MarkKind, type Post } from './post.ts'
import type { Node, Query } from '../query/query.ts'

/** What a post must hold before it can match: index tokens joined by "all of" and "any of". */
export type Need = string | { readonly all: readonly Need[] } | { readonly any: readonly Need[] }

const SIGN: Record<MarkKind, string> = { tag: '#', handle: '@', author: 'author:', site: 'site:' }

/** The index token of something that is not a word. Its sign is in no word, so kinds never mix. */
export function markKey(kind: MarkKind, key: string): string {
  return indexKey(SIGN[kind] + key)
}

/** Stands for every token of a post that has too many to list. */
export const OVERFLOW = '…'
/** Most that one post may give to a stored index: UTF-16 units of all its tokens, three more for each. Keeps a tsvector under 1 MB. */
const TOKENS_LENGTH_MAX = 200_000

/**
 * The tokens under which a stored post is found: each word folded, a Hebrew word also without each prefix it may carry, #tags,
 * @handles, `author:` and `site:`. Each once, none longer than 64 units. A post with too many has OVERFLOW among them.
 */
export function tokens(post: Post): string[] {
  const reading = new Reading(post)
  const found = new Set<string>()
  let length = 0
  for (const token of indexTokens(reading)) {
    if (found.has(token)) continue
    length += token.length + 3
    if (length > TOKENS_LENGTH_MAX) return [...found, OVERFLOW]
    found.add(token)
  }
  return [...found]
}

function* indexTokens(reading: Reading): Generator<string> {
  for (const { key, script } of reading.tokens) {
    yield indexKey(key)
    if (script === HEBREW) for (const cut of prefixCuts(key)) yield indexKey(key.slice(cut))
  }
  for (const kind of ['tag', 'handle', 'author', 'site'] as const) {
    for (const key of reading.marks(kind).keys()) yield markKey(kind, key)
  }
}

/**
 * What to ask a stored index for, so that no post the query matches is missed. It only narrows: every post found must still be put to
 * the matcher. Languages and networks are left to the caller's own columns.
 */
export function narrow(query: Query): Need {
  const need = needOf(query.root)
  return need === null ? { all: [] } : { any: [need, OVERFLOW] }
}

/** The need of one node; null when it asks for nothing that can be looked up. */
export function needOf(node: Node): Need | null {
  switch (node.is) {
    case 'words':
      return joined('all', keysOf(literalOf(node)).map((keys) => joined('any', keys)))
    case 'and':
      return joined('all', node.of.map(needOf).filter((need) => need !== null))
    case 'or': {
      const needs = node.of.map(needOf)
      return needs.includes(null) ? null : joined('any', needs.filter((need) => need !== null))
    }
    case 'not':
    case 'network':
    case 'lang':
    case 'kind':
    case 'has':
    case 'url':
    case 'stem':
    case 'near':
    case 'followers':
      return null
    default:
      return markKey(node.is, node.value)
  }
}

function joined(how: 'all' | 'any', needs: readonly (Need | null)[]): Need | null {
  const present = needs.filter((need) => need !== null)
  if (present.length <= 1) return present[0] ?? null
  return how === 'all' ? { all: present } : { any: present }
}

/**
 * The fewest, rarest keys of which every match holds one: where a query waits in the matcher's index. Without counts of real posts,
 * longer is taken for rarer.
 */
export function anchorsOf(need: Need): { keys: readonly string[]; rarity: number } {
  if (typeof need === 'string') return { keys: [need], rarity: need.length }
  if ('any' in need) {
    const parts = need.any.map(anchorsOf)
    return { keys: parts.flatMap(({ keys }) => keys), rarity: Math.min(...parts.map(({ rarity }) => rarity)) - parts.length / 100 }
  }
  return need.all.map(anchorsOf).reduce((best, part) => (part.rarity > best.rarity ? part : best))
}
