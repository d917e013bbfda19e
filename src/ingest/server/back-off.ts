/**
 * How long to wait after so many failures in a row: twice as long each time up to a bound, and a random half of it less, so
 * that many who failed together do not come back together.
 */
export function backOffMs(bounds: { readonly firstMs: number; readonly mostMs: number }, failures: number, random: () => number): number {
  const full = Math.min(bounds.firstMs * 2 ** Math.min(failures - 1, 30), bounds.mostMs)
  return Math.round(full * (1 - random() / 2))
}
