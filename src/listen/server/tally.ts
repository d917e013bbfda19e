import type * as contract from '../contract.ts'
import type { Range } from './counted.ts'

/** Values told of each facet. */
export const FACET_VALUES_MAX = 50

/** Bars with how many mentions each has, and each facet’s values. */
export type Tally = Pick<contract.Figures, 'bars' | 'facets'>

/** The outside of bars, with their counts in the same order. */
export const barsWith = (bars: readonly Range[], counts: readonly (number | undefined)[]): contract.Bar[] => (
  bars.map(({ from, until }, at) => ({ from: from.toISOString(), until: until.toISOString(), count: counts[at] ?? 0 }))
)

/** How often each value is there, the most frequent first; each time counts for so many. */
export function valuesOf(all: readonly (readonly [value: string, weight: number])[]): contract.FacetValue[] {
  const counts = new Map<string, number>()
  for (const [value, weight] of all) counts.set(value, (counts.get(value) ?? 0) + weight)
  return [...counts]
    .map(([value, count]) => ({ value, count: Math.round(count) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, FACET_VALUES_MAX)
}
