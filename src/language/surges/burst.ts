type Stretch = { readonly from: number; readonly to: number; readonly beyond: number }

/** A surge is at least so many times what is usual. */
const TIMES_MIN = 3
/** What it costs to begin a surge: by e to this power less likely than to go on as usual. */
const BEGIN_COST = 4

/**
 * The stretch with most posts beyond the usual, as [from, to) in steps: of those that the two-state automaton calls busy which explains the counts
 * at the least cost (Kleinberg 2002, with the expectation of each step for its base rate and Poisson's distribution). `times` is what the
 * surge was, at its most striking, beside the usual: half of it is still the surge. Null when no step is busy.
 */
export function burstIn(seen: readonly number[], expected: readonly number[], times: number): readonly [from: number, to: number] | null {
  let best: Stretch | undefined
  let from = 0
  let beyond = 0
  busySteps(seen, expected, Math.max(TIMES_MIN, times / 2)).forEach((isBusy, at) => {
    if (!isBusy) {
      from = at + 1
      beyond = 0
      return
    }
    beyond += (seen[at] ?? 0) - (expected[at] ?? 0)
    if (!best || beyond > best.beyond) best = { from, to: at + 1, beyond }
  })
  return best ? [best.from, best.to] : null
}

function busySteps(seen: readonly number[], expected: readonly number[], times: number): boolean[] {
  let [calm, high] = [0, BEGIN_COST]
  const cameFromHigh: (readonly [calm: boolean, high: boolean])[] = []
  seen.forEach((count, at) => {
    const usual = Math.max(expected[at] ?? 0, 1e-6)
    // −ln of Poisson's probability, without what both states share
    const [asUsual, asHigh] = [usual - count * Math.log(usual), times * usual - count * Math.log(times * usual)]
    const [fromHigh, staysHigh] = [high < calm, high <= calm + BEGIN_COST]
    cameFromHigh.push([fromHigh, staysHigh])
    const [nextCalm, nextHigh] = [Math.min(calm, high) + asUsual, Math.min(high, calm + BEGIN_COST) + asHigh]
    calm = nextCalm
    high = nextHigh
  })
  const busy: boolean[] = []
  let isHigh = high < calm
  for (const [ofCalm, ofHigh] of cameFromHigh.toReversed()) {
    busy.push(isHigh)
    isHigh = isHigh ? ofHigh : ofCalm
  }
  return busy.toReversed()
}
