/** From so many standard deviations on, a term is distinctive. */
export const DISTINCTIVE_Z = 3
/** How many words of the past are worth as much as one text's own: the weight of the prior. */
const PRIOR_WORDS = 1_000

/**
 * How distinctive terms are of one lot of posts beside another: the log-odds ratio with an informative Dirichlet prior, in standard deviations
 * (Monroe, Colaresi & Quinn 2008, "Fightin' Words", with both lots together for the prior). Terms that are said more here, strongest first.
 */
export function distinctive(here: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>, zMin: number = DISTINCTIVE_Z): { readonly term: string; readonly z: number }[] {
  const [all, others] = [sumOf(here), sumOf(there)]
  const found: { term: string; z: number }[] = []
  for (const [term, count] of here) {
    const z = distinction({ count, all }, { count: there.get(term) ?? 0, all: others })
    if (z >= zMin) found.push({ term, z })
  }
  return found.toSorted((a, b) => b.z - a.z)
}

/** How many standard deviations a term is said more in one lot of posts than in another: its own count in each, and that of all terms. */
export function distinction(here: { readonly count: number; readonly all: number }, there: { readonly count: number; readonly all: number }): number {
  const prior = (PRIOR_WORDS * (here.count + there.count)) / Math.max(1, here.all + there.all)
  const odds = ({ count, all }: typeof here): number => Math.log((count + prior) / Math.max(1, all + PRIOR_WORDS - count - prior))
  return (odds(here) - odds(there)) / Math.sqrt(1 / (here.count + prior) + 1 / (there.count + prior))
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const count of counts.values()) sum += count
  return sum
}

/** A term of a surge that is less distinctive than this is in it because it is in everything: a brand's own name. */
const TELLING_Z = 2

/** Of terms that surge, those that tell what it is about; all of them, when everything is said more. */
export function telling<T extends { readonly weight: number }>(terms: readonly T[]): readonly T[] {
  const those = terms.filter(({ weight }) => weight >= TELLING_Z)
  return those.length > 0 ? those : terms
}
