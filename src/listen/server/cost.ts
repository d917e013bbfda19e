import { narrow, type Need, type Query } from '../../engine/index.ts'

/** A query of which more than this part of all posts must be looked at closely is broad. */
export const BROAD_SHARE = 0.01
/** Anchors that are told. */
export const ANCHORS_MAX = 20

/** What a query waits on, and the part of all posts that the engine must look at closely for it; null where that is not known. */
export function costOf(query: Query): { readonly anchors: readonly string[]; readonly share: number | null } {
  return { anchors: anchorsOf(narrow(query)).toSorted((a, b) => b.length - a.length), share: null }
}

const OVERFLOW = '…'

/** Of what must all be there, the longest is likely the rarest. */
function anchorsOf(need: Need): string[] {
  if (typeof need === 'string') return need === OVERFLOW ? [] : [need]
  if ('begins' in need) return [`${need.begins}*`]
  if ('any' in need) return need.any.flatMap(anchorsOf)
  const [best] = need.all.map(anchorsOf).toSorted((a, b) => shortest(b) - shortest(a))
  return best ?? []
}

const shortest = (words: readonly string[]): number => Math.min(...words.map(({ length }) => length))
