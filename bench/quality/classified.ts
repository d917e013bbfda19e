/** What was said of an example, with how likely it was called, and what is right. */
export type Classified = { readonly said: string; readonly chance: number; readonly right: string }

/** How well examples were told apart; each from 0 to 1. */
export type Measures = {
  readonly accuracy: number
  /** The mean over classes of how many of its examples were found. */
  readonly macroRecall: number
  readonly macroF1: number
  /** Expected calibration error: how far from the truth chances were, on average over ten bins of them (Guo et al. 2017). The lower the better. */
  readonly calibrationError: number
}

const BINS = 10

/** Measures over the classes that occur among what is right. */
export function measured(examples: readonly Classified[]): Measures {
  const classes = [...new Set(examples.map(({ right }) => right))]
  const perClass = classes.map((name) => {
    const [hits, real, said] = [
      examples.filter(({ said, right }) => said === name && right === name).length,
      examples.filter(({ right }) => right === name).length,
      examples.filter(({ said }) => said === name).length,
    ]
    return { recall: hits / real, f1: (2 * hits) / (real + said) }
  })
  const mean = (of: (one: (typeof perClass)[number]) => number) => perClass.reduce((sum, one) => sum + of(one), 0) / perClass.length
  const accuracy = examples.filter(({ said, right }) => said === right).length / examples.length
  return { accuracy, macroRecall: mean(({ recall }) => recall), macroF1: mean(({ f1 }) => f1), calibrationError: calibrationError(examples) }
}

function calibrationError(examples: readonly Classified[]): number {
  const bins = Array.from({ length: BINS }, () => ({ chance: 0, hits: 0 }))
  for (const { said, chance, right } of examples) {
    const bin = bins[Math.min(BINS - 1, Math.floor(chance * BINS))]
    if (!bin) continue
    bin.chance += chance
    bin.hits += said === right ? 1 : 0
  }
  return bins.reduce((sum, { chance, hits }) => sum + Math.abs(chance - hits), 0) / examples.length
}
