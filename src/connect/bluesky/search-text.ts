/**
 * A query in the words of Bluesky’s search: https://bsky.social/about/blog/05-31-2024-search. Words and "phrases" that must all be
 * there, `#tag`, `domain:`. There is no OR to rely on, so alternatives are searches of their own. `from:` and `mentions:` are not used:
 * of a handle that nobody has (any more) the search forgets the whole condition and finds everything. Nor is `lang:`, which knows
 * only what the author’s app says.
 */
import type { Query } from '../../engine/index.ts'
import type { Searches } from '../connector.ts'
import { phraseWith, type Mark } from '../search-phrases.ts'
import { NETWORK } from './settings.ts'

/** Each costs at least one request, so a query is not spread wider. */
export const SEARCHES_MAX = 24
export const TEXT_UNITS_MAX = 400
/** A tag of more letters is none there (the lexicon’s `maxGraphemes`). */
const TAG_UNITS_MAX = 64

/** The searches that find, together, what a query matches. */
export function searchesOf(query: Query): Searches {
  return phraseWith({ network: NETWORK, words: quoted, mark: asked, join: (pieces) => pieces.join(' '), searchesMax: SEARCHES_MAX, unitsMax: TEXT_UNITS_MAX }, query)
}

/** Null for what is no word there: an emoji, punctuation. In quotation marks nothing is an operator. */
function quoted(text: string): string | null {
  const words = text.replaceAll(/["\\\p{Cc}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  return /[\p{L}\p{N}]/u.test(words) ? `"${words}"` : null
}

function asked({ is, value }: Mark): string[] | null {
  const words = quoted(value)
  if (words === null) return null
  if (is === 'tag') {
    if (!/^[\p{L}\p{M}\p{N}_]+$/u.test(value) || value.length > TAG_UNITS_MAX) return [words]
    return [...new Set([value, withFinals(value)])].flatMap((tag) => [`#${tag}`, `"${tag}"`])
  }
  // a handle is written out in the text, and known by its first part alone only to those who look at posts
  if (is === 'handle') return value.includes('.') ? [words] : null
  if (is === 'site' || is === 'url') {
    const host = value.split('/', 1)[0] ?? ''
    return /^[\p{L}\p{N}.-]+$/u.test(host) ? [`domain:${host}`, `"${host}"`] : null
  }
  return null
}

/** A folded tag as it is mostly written in Hebrew: the last letter of each word in its final form. */
const withFinals = (tag: string): string => tag.replaceAll(/(?<=[א-ת])[כמנפצ](?=_|$)/gu, (letter) => 'ךםןףץ'.charAt('כמנפצ'.indexOf(letter)))
