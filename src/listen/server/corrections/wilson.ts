/** 97.5 % of a normal distribution lie below this. */
const Z = 1.959964

/**
 * Between which shares the true one lies, with 95 % confidence, when `hits` of `of` were counted: the score interval of Wilson 1927, which
 * stays honest for few and for all. `of` at least 1.
 */
export function wilson(hits: number, of: number): [number, number] {
  const share = hits / of
  const middle = share + Z ** 2 / (2 * of)
  const half = Z * Math.sqrt(share * (1 - share) / of + Z ** 2 / (4 * of ** 2))
  const whole = 1 + Z ** 2 / of
  return [Math.max((middle - half) / whole, 0), Math.min((middle + half) / whole, 1)]
}
