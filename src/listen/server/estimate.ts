/** How many there are, from those that were looked at. Pure. */

/**
 * Of what may be meant, what was looked at of one bar. `size`: how many there are, each as likely to have been looked at. `groups`: how
 * many were drawn together each time; what was said in one moment is alike, and tells less than what was said in many.
 */
export type Drawn = { readonly size: number; readonly groups: readonly number[] }
/** One that is meant, by the places of its bar and of its group in that. */
export type Meant = { readonly bar: number; readonly group: number }

/** `bars` sum to `total`; `margin` is how far it may be off, either way, 19 times in 20: 0 when all was looked at. */
export type Estimate = { readonly bars: readonly number[]; readonly total: number; readonly margin: number }

/** 19 of 20 lie within so many standard deviations. */
const DEVIATIONS = 2
/** Where all or none of `n` are meant, 19 times in 20 less than this of `n` are otherwise. */
const UNSEEN = 3

/** The ratio estimator of a stratified sample drawn in clusters (Cochran, Sampling Techniques, §6.11 and §11.2). */
export function estimate(drawn: readonly Drawn[], meant: readonly Meant[]): Estimate {
  const counts = drawn.map(({ groups }) => groups.map(() => 0))
  for (const { bar, group } of meant) {
    const ofBar = counts[bar]
    if (ofBar) ofBar[group] = (ofBar[group] ?? 0) + 1
  }
  const looked = sum(drawn.map(lookedOf))
  const size = sum(drawn.map((bar) => bar.size))
  const everywhere = looked === 0 ? 0 : meant.length / looked
  const bars = drawn.map((bar, at) => Math.round(bar.size * (lookedOf(bar) === 0 ? everywhere : sum(counts[at] ?? []) / lookedOf(bar))))
  const total = sum(bars)
  if (looked >= size) return { bars, total, margin: 0 }
  const variance = sum(drawn.map((bar, at) => varianceOf(bar, counts[at] ?? [], everywhere)))
  const unseen = looked === 0 ? size : (UNSEEN * size / looked) * (1 - looked / size)
  return { bars, total, margin: Math.ceil(Math.max(DEVIATIONS * Math.sqrt(variance), unseen)) }
}

/** For how many one stands that was looked at. */
export const weightIn = (bar: Drawn): number => bar.size / Math.max(1, lookedOf(bar))

const lookedOf = ({ groups }: Drawn): number => sum(groups)

/** A bar of which less than two groups were drawn is taken to vary as all of it together would let it. */
function varianceOf(bar: Drawn, meant: readonly number[], everywhere: number): number {
  const { size, groups } = bar
  const looked = lookedOf(bar)
  const unlooked = Math.max(0, 1 - looked / Math.max(1, size))
  if (groups.length < 2 || looked === 0) return size ** 2 * everywhere * (1 - everywhere) * unlooked / Math.max(1, looked)
  const share = sum(meant) / looked
  const off = sum(groups.map((of, at) => ((meant[at] ?? 0) - share * of) ** 2))
  return (size / looked) ** 2 * unlooked * (groups.length / (groups.length - 1)) * off
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
