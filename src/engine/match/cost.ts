import { Reading } from '../text/reading.ts'
import type { Query } from '../query/query.ts'
import { Anchors } from './anchors.ts'
import { Dictionary } from './dictionary.ts'
import { Encoder } from './encode.ts'
import { sharedStatistics, type Statistics } from './statistics.ts'

/** What a query costs a matcher: the terms it waits on, and in which share of all posts (0 to 1) one of them is. */
export type Cost = { readonly anchors: readonly string[]; readonly share: number }

/** What a query would cost, as far as the matchers of this process have learned which words are rare. */
export function costOf(query: Query, statistics: Statistics = sharedStatistics): Cost {
  const dictionary = new Dictionary(1)
  const encoder = new Encoder(dictionary, new Reading())
  encoder.encode(query.root)
  const anchors = new Anchors(dictionary, statistics)
  const share = anchors.choose(encoder.code, 0)
  return { anchors: [...new Set(anchors.terms.slice(0, anchors.count).map((term) => dictionary.textOf(term)))], share: Math.min(1, share) }
}
