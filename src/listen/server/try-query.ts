import type { ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import { costOf, type Query } from '../../engine/index.ts'
import { ambiguousForms } from '../../language/index.ts'
import type * as contract from '../contract.ts'
import { calendarOf } from './calendar.ts'
import { ANY_QUERY, firstHour, HOUR_MS, type Range } from './counted.ts'
import { rangeOf } from './figures.ts'
import { type Found, howMany, lookAt, newestOf } from './look-at.ts'
import { mentionsById } from './mentions.ts'
import type { Reader } from './read-filter.ts'
import { searchFor } from './search.ts'
import { barsWith } from './tally.ts'

const SAMPLES = 20
/** Terms that a query waits on which are told. */
const ANCHORS_MAX = 20
/** A query of which more than this part of all posts must be looked at closely is broad. */
const BROAD_SHARE = 0.05
const AMBIGUOUS_MAX = 50
const DAY_MS = 24 * HOUR_MS

/** What a query would have heard of all that is stored. A text that cannot be read is refused with the position of each problem. */
export function tryQuery(ctx: Ctx, { text }: ParsedOf<typeof contract.tryQuery>): Promise<contract.Trial> {
  const search = searchFor(text)
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const range = rangeOf({ from: null, until: null }, calendar, ctx.now())
    const days = calendar.cut(range, 'day')
    const looked = await lookAt(db, search, days)
    const { bars, total, margin } = howMany(looked)
    const { anchors, share } = costOf(search.query)
    return {
      canonical: search.canonical,
      from: range.from.toISOString(),
      until: range.until.toISOString(),
      total,
      margin,
      bars: barsWith(days, bars),
      exact: margin === 0,
      samples: await samplesOf(db, ctx.actor, await newestOf(db, search, days, looked, SAMPLES)),
      ambiguous: ambiguousIn(search.query),
      cost: {
        perDay: total / await daysHeard(db, range),
        isEstimate: margin > 0,
        anchors: anchors.slice(0, ANCHORS_MAX),
        share,
        isBroad: share > BROAD_SHARE,
      },
    }
  })
}

/** These mentions, each with the places where the trial matches for its only match. */
async function samplesOf(db: Db, reader: Reader, found: readonly Found[]): Promise<contract.Mention[]> {
  const spansOf = new Map(found.map(({ id, spans }) => [id, spans.map(([from, to]): [number, number] => [from, to])]))
  const mentions = await mentionsById(db, reader, [...spansOf.keys()])
  return mentions.map((mention) => ({ ...mention, matches: [{ queryId: ANY_QUERY, name: '', spans: spansOf.get(mention.id) ?? [] }] }))
}

/** Days of a range since anything was said that is stored, at least one. */
async function daysHeard(db: Db, { from, until }: Range): Promise<number> {
  const begin = Math.max(from.getTime(), (await firstHour(db))?.getTime() ?? 0)
  return Math.max(1, (until.getTime() - begin) / DAY_MS)
}

/** Hebrew words that a word of the query becomes with a prefix. What it excludes brings no noise. */
function ambiguousIn({ root }: Query): string[] {
  return [...new Set(wordsIn(root).flatMap((word) => ambiguousForms(word)))].slice(0, AMBIGUOUS_MAX)
}

function wordsIn(node: Query['root']): string[] {
  if (node.is === 'words') return node.how === 'exact' ? [] : [node.text]
  return node.is === 'and' || node.is === 'or' || node.is === 'near' ? node.of.flatMap(wordsIn) : []
}
