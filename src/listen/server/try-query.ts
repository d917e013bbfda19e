import type { ParsedOf } from '../../base/endpoint.ts'
import type { Ctx } from '../../ctx.ts'
import { parse, type Query } from '../../engine/index.ts'
import { ambiguousForms } from '../../language/index.ts'
import type * as contract from '../contract.ts'
import { calendarOf } from './calendar.ts'
import { costOf } from './cost.ts'
import { ANY_QUERY } from './counted.ts'
import { rangeOf } from './figures.ts'
import { foundIn } from './figures-of-words.ts'
import { mentionsById } from './mentions.ts'
import { searchFor } from './search.ts'
import { barsOf } from './tally.ts'

const SAMPLES = 20
const AMBIGUOUS_MAX = 50

/** What a query would have heard of all that is stored. A text that cannot be read is refused with the position of each problem. */
export function tryQuery(ctx: Ctx, { text }: ParsedOf<typeof contract.tryQuery>): Promise<contract.Trial> {
  const search = searchFor(text)
  return ctx.transact(async (db) => {
    const calendar = await calendarOf(db)
    const range = rangeOf({ from: null, until: null }, calendar, ctx.now())
    const { found, exact } = await foundIn(db, search, range)
    const newest = new Map(found.slice(0, SAMPLES).map(({ id, spans }) => [id, spans]))
    const samples = (await mentionsById(db, [...newest.keys()])).map((mention) => (
      { ...mention, matches: [{ queryId: ANY_QUERY, name: '', spans: (newest.get(mention.id) ?? []).map(([from, to]): [number, number] => [from, to]) }] }
    ))
    return {
      canonical: search.canonical,
      from: range.from.toISOString(),
      until: range.until.toISOString(),
      total: found.length,
      margin: 0,
      bars: barsOf(calendar.cut(range, 'day'), found.map(({ said_at }) => said_at)),
      exact,
      samples,
      ambiguous: ambiguousIn(text),
      cost: { perDay: found.length / 30, isEstimate: !exact, anchors: [...costOf(search.query).anchors].slice(0, 20), share: null, isBroad: false },
    }
  })
}

/** Hebrew words that a word of the query becomes with a prefix. What it excludes brings no noise. */
function ambiguousIn(text: string): string[] {
  const read = parse(text)
  const words = read.ok ? wordsOf(read.query.root) : []
  return [...new Set(words.flatMap((word) => ambiguousForms(word)))].slice(0, AMBIGUOUS_MAX)
}

function wordsOf(node: Query['root']): string[] {
  if (node.is === 'words') return node.how === 'exact' ? [] : [node.text]
  return node.is === 'and' || node.is === 'or' ? node.of.flatMap(wordsOf) : []
}
