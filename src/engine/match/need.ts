import { HEBREW } from '../text/fold.ts'
import { prefixCuts } from '../text/hebrew.ts'
import { Reading } from '../text/reading.ts'
import { tokenise } from '../text/tokenise.ts'
import { unitsAsText } from '../text/units.ts'
import type { Node, Query } from '../query/query.ts'
import { type Literal, literalOf } from './literal.ts'
import { MARK_KINDS, Marks, type MarkTaker, SIGNS } from './post-marks.ts'
import type { Post } from './post.ts'

/** What a post must hold before it can match: index tokens joined by "all of" and "any of"; `begins` is any token that begins so. */
export type Need = string | { readonly begins: string } | { readonly all: readonly Need[] } | { readonly any: readonly Need[] }

/** Index tokens are cut to this many UTF-16 units, for posts and queries alike: at most 192 bytes of UTF-8. */
const TOKEN_LENGTH_MAX = 64
/** Stands for every token of a post that has too many to list. */
export const OVERFLOW = '…'
/** Most that one post may give to a stored index: UTF-16 units of all its tokens, three more for each. Keeps a tsvector under 1 MB. */
const TOKENS_LENGTH_MAX = 200_000

/** The token under which something long is found. */
function cut(text: string): string {
  if (text.length <= TOKEN_LENGTH_MAX) return text
  const short = text.slice(0, TOKEN_LENGTH_MAX)
  return short.isWellFormed() ? short : short.slice(0, -1)
}

const reading = new Reading()

const WANTED = (['tag', 'handle', 'author', 'site', 'url'] as const).reduce((kinds, kind) => kinds | (1 << MARK_KINDS.indexOf(kind)), 0)

/** Gathers tokens until there are too many. */
class Tokens implements MarkTaker {
  readonly found = new Set<string>()
  #length = 0

  add(text: string): void {
    const token = cut(text)
    if (this.isFull || this.found.has(token)) return
    this.#length += token.length + 3
    this.found.add(this.isFull ? OVERFLOW : token)
  }

  get isFull(): boolean {
    return this.#length > TOKENS_LENGTH_MAX
  }

  /** Networks, languages, kinds and attachments have columns of their own. */
  readonly wanted = WANTED

  mayWant(): boolean {
    return true
  }

  take(from: number, length: number): void {
    this.add(unitsAsText(reading.units, from, length))
  }
}

/**
 * The tokens under which a stored post is found: each word folded, a Hebrew word also without each prefix it may carry, #tags,
 * @handles, `author:`, `site:` and `url:`. Each once, none longer than 64 units. A post with too many has OVERFLOW among them.
 */
export function tokens(post: Post): string[] {
  reading.read(post.text, 0)
  const tokens = new Tokens()
  for (let word = 0; word < reading.count && !tokens.isFull; word++) {
    const key = reading.keyOf(word)
    tokens.add(key)
    if (reading.script(word) === HEBREW) for (const at of prefixCuts(key)) tokens.add(key.slice(at))
  }
  if (!tokens.isFull) {
    const marks = new Marks(reading, tokens, 0)
    marks.written()
    marks.attached(post)
  }
  return [...tokens.found]
}

/**
 * What to ask a stored index for, so that no post the query matches is missed. It only narrows: every post found must still be put to
 * the matcher. Languages, networks, kinds and the like are left to the caller's own columns.
 */
export function narrow(query: Query): Need {
  const need = needOf(query.root)
  return need === null ? { all: [] } : { any: [need, OVERFLOW] }
}

/** The need of one node; null when it asks for nothing that can be looked up. */
function needOf(node: Node): Need | null {
  switch (node.is) {
    case 'words':
      return joined('all', keysOf(literalOf(node)).map((keys) => joined('any', keys)))
    case 'stem':
      return { begins: cut(tokenise(node.text)[0]?.key ?? node.text) }
    case 'and':
    case 'near':
      return joined('all', node.of.map(needOf))
    case 'or': {
      const needs = node.of.map(needOf)
      return needs.includes(null) ? null : joined('any', needs)
    }
    case 'tag':
    case 'handle':
    case 'author':
    case 'site':
    case 'url':
      return cut(SIGNS[node.is] + node.value)
    default:
      return null
  }
}

/** The tokens of which a post must hold one, for each word of a literal in turn. */
function keysOf({ words, units, starts }: Literal): string[][] {
  const keys: Set<string>[] = words.map(() => new Set())
  for (const [from, ways] of units.entries()) {
    const written = from === 0 ? starts.map(({ unit, form }) => ({ next: unit.next, letters: form.letters })) : ways
    for (const { letters, next } of written) for (let word = from; word < next; word++) keys[word]?.add(cut(letters))
  }
  return keys.map((set) => [...set])
}

function joined(how: 'all' | 'any', needs: readonly (Need | null)[]): Need | null {
  const present = needs.filter((need) => need !== null)
  if (present.length <= 1) return present[0] ?? null
  return how === 'all' ? { all: present } : { any: present }
}
