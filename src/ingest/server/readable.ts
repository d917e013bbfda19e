import type { Post } from '../../engine/index.ts'
import { identify } from '../../language/index.ts'
import type { CleanPost } from './normalise.ts'

/** What matching looks at: a post, or a stored mention dressed as one. */
export type Readable = Pick<CleanPost, 'text' | 'lang' | 'url' | 'links' | 'tags' | 'media' | 'form' | 'author'>

/** The language as the network labels it, or else as the text shows it. */
export function languageOf(post: Readable): string {
  return labelled(post.lang) ?? identify(post.text).lang
}

/** A network's label as ISO 639; null when it has none that can be used. Codes that ISO has replaced are brought up to date. */
export function labelled(label: string | null): string | null {
  const primary = /^([a-z]{2,3})(?:[-_]|$)/i.exec(label ?? '')?.[1]?.toLowerCase()
  if (primary === undefined || UNKNOWN.has(primary)) return null
  return REPLACED[primary] ?? primary
}

const UNKNOWN = new Set(['und', 'mul', 'zxx', 'mis'])
const REPLACED: Record<string, string> = { iw: 'he', heb: 'he', eng: 'en', in: 'id', ji: 'yi' }

/** A post as the engine reads it. */
export function readable(network: string, post: Readable, lang: string | null): Post {
  const { text, url, links, tags, form, author } = post
  return { text, url, links, tags, lang, network, kind: form, author: author.handle || author.id, followers: author.followers, has: carriedBy(post) }
}

/** What a post carries: links, written out or attached, images, videos. */
export function carriedBy({ links, media }: Pick<Readable, 'links' | 'media'>): readonly string[] {
  if (media.length === 0) return links.length === 0 ? NOTHING : LINK
  return [...new Set([...media.map(({ kind }) => kind), ...(links.length === 0 ? NOTHING : LINK)])]
}

const NOTHING: readonly string[] = []
const LINK: readonly string[] = ['link']
