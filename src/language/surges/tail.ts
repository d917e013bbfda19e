/** Lanczos, g = 7, n = 9: ln Γ(x) for x > 0, to about fifteen digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const t = x + 6.5
  const sum = LANCZOS.reduce((so, coefficient, at) => (at === 0 ? coefficient : so + coefficient / (x - 1 + at)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Terms of a series after which nothing more is added. */
const SUMMED_MAX = 200_000

/**
 * The chance of `seen` or more where `mean` are expected: the upper tail of the negative binomial distribution with variance
 * mean + mean² / dispersion, whose limit for a high dispersion is Poisson's. `seen` is a whole number. Exact also where the chance is tiny.
 */
export function upperTail(seen: number, mean: number, dispersion: number): number {
  if (seen <= 0) return 1
  if (mean <= 0) return 0
  const share = mean / (mean + dispersion)
  const atSeen = Math.exp(
    lnGamma(seen + dispersion) - lnGamma(dispersion) - lnGamma(seen + 1) + dispersion * Math.log1p(-share) + seen * Math.log(share),
  )
  if (seen > mean) {
    let [sum, term] = [atSeen, atSeen]
    for (let j = seen; j < seen + SUMMED_MAX && term > sum * 1e-12; j++) sum += term *= share * (j + dispersion) / (j + 1)
    return Math.min(1, sum)
  }
  let [below, term] = [0, atSeen]
  for (let j = seen; j > 0 && term > below * 1e-12; j--) below += term *= j / (share * (j - 1 + dispersion))
  return Math.max(0, 1 - below)
}

/**
 * How many of these chances are so small that of those found, at most a share of `falseShare` is expected to be found by accident, when
 * `tested` were looked at (those not handed in had nothing to show): Benjamini & Hochberg 1995. `ascending`: the smallest first.
 */
export function discoveries(ascending: readonly number[], tested: number, falseShare: number): number {
  return ascending.findLastIndex((chance, at) => chance <= (falseShare * (at + 1)) / tested) + 1
}
