const SECOND_MS = 1_000
const UNITS = [
  ['days', 86_400 * SECOND_MS],
  ['hours', 3_600 * SECOND_MS],
  ['minutes', 60 * SECOND_MS],
] as const

/** A span of time in its largest unit of which there are at least two, for a sentence `base.span.UNIT`: 90 minutes, 2 hours, 26 hours, 2 days. */
export function span(ms: number): { readonly unit: 'days' | 'hours' | 'minutes' | 'seconds'; readonly count: number } {
  for (const [unit, unitMs] of UNITS) {
    const least = unit === 'minutes' ? 1 : 2
    if (ms >= least * unitMs) return { unit, count: Math.round(ms / unitMs) }
  }
  return { unit: 'seconds', count: Math.round(ms / SECOND_MS) }
}
