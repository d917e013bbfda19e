import { narrow, type Need, type Query } from '../../engine/index.ts'

/** What a query waits on, and the part of all posts that the engine must look at closely for it; null where that is not known. */
export type EngineCost = { readonly anchors: readonly string[]; readonly share: number | null }

/** What a query asks of the engine. */
export function costOf(query: Query): EngineCost {
  return { anchors: anchorsOf(narrow(query)), share: null }
}

function anchorsOf(need: Need): string[] {
  if (typeof need === 'string') return need === '…' ? [] : [need]
  if ('any' in need) return need.any.flatMap(anchorsOf)
  const [best] = need.all.map(anchorsOf).toSorted((a, b) => longest(b) - longest(a))
  return best ?? []
}

const longest = (words: readonly string[]): number => Math.min(...words.map(({ length }) => length))
