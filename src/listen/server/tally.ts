import type * as contract from '../contract.ts'
import type { Range } from './counted.ts'

/** Values told of each facet. */
export const FACET_VALUES_MAX = 50

/** Bars with how many mentions each has, and each facet’s values. */
export type Tally = Pick<contract.Figures, 'bars' | 'facets'>

/** The outside of bars; `counts` by their place in the row. */
export const barsWith = (bars: readonly Range[], counts: ReadonlyMap<number, number>): contract.Bar[] => (
  bars.map(({ from, until }, at) => ({ from: from.toISOString(), until: until.toISOString(), count: counts.get(at) ?? 0 }))
)

/** Bars, each with how many of these moments it holds; the moments newest first. */
export function barsOf(bars: readonly Range[], moments: readonly Date[]): contract.Bar[] {
  const counts = new Map<number, number>()
  let at = bars.length - 1
  for (const moment of moments) {
    while (at > 0 && moment < (bars[at]?.from ?? moment)) at -= 1
    counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return barsWith(bars, counts)
}

/** How often each value is there, the most frequent first. */
export function valuesOf(all: readonly string[]): contract.FacetValue[] {
  const counts = new Map<string, number>()
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, FACET_VALUES_MAX)
}
