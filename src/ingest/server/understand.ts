/** Third stage: what a post says, as far as machines can tell. Only for posts that will be stored. */
import { tokens } from '../../engine/index.ts'
import { understand as understandText, type Understanding } from '../../language/index.ts'
import type { Matched } from './match.ts'
import { labelled, readable } from './readable.ts'

/** A post that somebody hears, and what was understood of it. */
export type Understood = Matched & {
  /** ISO 639-1 where there is one, otherwise ISO 639-3 or `und`. */
  readonly lang: string
  /** Null of a deleted post. */
  readonly understanding: Understanding | null
  /** Under what search finds it. */
  readonly tokens: readonly string[]
}

/** Understands what there is to understand: nothing is left of a deleted post. */
export function understand(network: string, matched: readonly Matched[]): Understood[] {
  return matched.map((one) => {
    if (one.post.kind === 'deleted') return { ...one, lang: 'und', understanding: null, tokens: [] }
    const understanding = understandText(one.post.text, labelled(one.post.lang) ?? undefined)
    const { lang } = understanding
    return { ...one, lang, understanding, tokens: tokens(readable(network, one.post, lang)) }
  })
}
