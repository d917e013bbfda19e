import { Reading } from '../text/reading.ts'
import type { Query } from '../query/query.ts'
import { Anchors } from './anchors.ts'
import { Dictionary } from './dictionary.ts'
import { Encoder } from './encode.ts'
import { sharedStatistics, Statistics } from './statistics.ts'

/** What a query costs a matcher: the terms it waits on, and in which share of all posts (0 to 1) one of them is. */
export type Cost = { readonly anchors: readonly string[]; readonly share: number }

/** Until so many posts have been seen, common words are taken for common and others by their length. */
const POSTS_TO_SAY = 5_000

/** What a query would cost, as far as the matchers of this process have learned which words are rare. */
export function costOf(query: Query, learned: Statistics = sharedStatistics): Cost {
  const dictionary = new Dictionary(1)
  const encoder = new Encoder(dictionary, new Reading())
  encoder.encode(query.root)
  const anchors = new Anchors(dictionary, learned.posts < POSTS_TO_SAY ? new Statistics() : learned)
  const share = anchors.choose(encoder.code, 0)
  return { anchors: [...new Set(anchors.terms.slice(0, anchors.count).map((term) => dictionary.textOf(term)))], share: Math.min(1, share) }
}
