/** Scores and what was right. */
export type Judged = { readonly scores: ArrayLike<number>; readonly label: number }

/** probability of class c = softmax over classes of (slope × score + offset), from scores on texts that were not learned from. */
export type Calibration = { readonly slope: number; readonly offsets: readonly number[] }

const ROUNDS = 2_000
const RATE = 0.2
/** Offsets are kept near 0 by so much: what was judged by is small. */
const RESTRAINT = 0.002

/**
 * The slope and offsets under which what was right was most likely (Guo et al. 2017, "On calibration of modern neural networks", with an
 * offset for each class). Each group counts as much as another, and within it each class, by the power `balance` of how rare it is.
 */
export function calibrated(groups: readonly (readonly Judged[])[], balance: number): Calibration {
  const rows = groups.flatMap((group) => weighed(group, balance))
  const classes = rows[0]?.scores.length ?? 0
  let slope = 1
  const offsets = Array.from({ length: classes }, () => 0)
  for (let round = 0; round < ROUNDS; round++) {
    let slopeStep = 0
    const steps = offsets.map((offset) => -RESTRAINT * offset)
    for (const { scores, label, weight } of rows) {
      const chances = chancesOf(scores, slope, offsets)
      for (const [c, chance] of chances.entries()) {
        const error = weight * ((c === label ? 1 : 0) - chance)
        slopeStep += error * (scores[c] ?? 0)
        steps[c] = (steps[c] ?? 0) + error
      }
    }
    slope += RATE * 4 * slopeStep
    for (const [c, step] of steps.entries()) offsets[c] = (offsets[c] ?? 0) + RATE * step
  }
  return { slope: Math.fround(slope), offsets: offsets.map(Math.fround) }
}

function weighed(group: readonly Judged[], balance: number): (Judged & { readonly weight: number })[] {
  const sizes = new Map<number, number>()
  for (const { label } of group) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const weights = group.map(({ label }) => (sizes.get(label) ?? 1) ** -balance)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return group.map((judged, at) => ({ ...judged, weight: (weights[at] ?? 0) / sum }))
}

function chancesOf(scores: ArrayLike<number>, slope: number, offsets: readonly number[]): number[] {
  const powers = offsets.map((offset, c) => Math.exp(slope * (scores[c] ?? 0) + offset))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
