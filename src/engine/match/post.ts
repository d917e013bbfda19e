import { HEBREW } from '../text/fold.ts'
import { prefixCuts } from '../text/hebrew.ts'
import { handleKeys, handlesIn, hostOf, siteKeys, sitesIn, tagKey, tagsIn, type Span } from '../text/marks.ts'
import type { Token } from '../text/token.ts'
import { tokenise } from '../text/reading.ts'

/** What the engine may know about a post. Only `text` is always there; spans are UTF-16 offsets into it. */
export type Post = {
  readonly text: string
  readonly lang?: string | null | undefined
  readonly network?: string | null | undefined
  readonly author?: string | null | undefined
  readonly url?: string | null | undefined
  readonly links?: readonly string[] | undefined
  readonly kind?: string | null | undefined
  readonly tags?: readonly string[] | undefined
  /** How many follow the author, when that is known. */
  readonly followers?: number | null | undefined
  /** What it carries: link, image, video. */
  readonly has?: readonly string[] | undefined
}

/** What a post has beside its words. */
export type MarkKind = 'tag' | 'handle' | 'author' | 'site'

/** Index keys are cut to this many UTF-16 units, for posts and queries alike: at most 192 bytes of UTF-8. */
const KEY_LENGTH_MAX = 64

/** The key under which a long word is looked up. */
export function indexKey(key: string): string {
  if (key.length <= KEY_LENGTH_MAX) return key
  const cut = key.slice(0, KEY_LENGTH_MAX)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** A post being matched: its words at once, the rest when a query first asks for it. */
export class Reading {
  readonly post: Post
  readonly tokens: readonly Token[]
  #places: Map<string, number[]> | undefined
  #marks = new Map<MarkKind, Map<string, Span[]>>()

  constructor(post: Post) {
    this.post = post
    this.tokens = tokenise(post.text)
  }

  /** Where words with this key stand; a Hebrew word also under what is left without each possible prefix. */
  places(key: string): readonly number[] {
    this.#places ??= placesOf(this.tokens)
    return this.#places.get(key) ?? NOWHERE
  }

  /** Tags, mentioned handles, sites or author keys of the post, each with where the text shows it (nowhere, for what is only attached). */
  marks(kind: MarkKind): Map<string, readonly Span[]> {
    let marks = this.#marks.get(kind)
    if (!marks) this.#marks.set(kind, (marks = marksOf(kind, this.post)))
    return marks
  }
}

const NOWHERE: readonly number[] = []

function placesOf(tokens: readonly Token[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  const note = (key: string, index: number) => {
    const list = places.get(key)
    if (list) list.push(index)
    else places.set(key, [index])
  }
  for (const [index, token] of tokens.entries()) {
    note(token.key, index)
    if (token.script === HEBREW) for (const cut of prefixCuts(token.key)) note(token.key.slice(cut), index)
  }
  return places
}

function marksOf(kind: MarkKind, post: Post): Map<string, Span[]> {
  if (kind === 'author') return new Map(handleKeys(post.author ?? '').map((key) => [key, []]))
  if (kind === 'handle') return handlesIn(post.text)
  const marks = kind === 'tag' ? tagsIn(post.text) : sitesIn(post.text)
  const links = [...(post.links ?? []), post.url ?? '']
  const attached = kind === 'tag' ? (post.tags ?? []).map(tagKey) : links.flatMap((link) => siteKeys(hostOf(link)))
  for (const key of attached) if (key !== '' && !marks.has(key)) marks.set(key, [])
  return marks
}
