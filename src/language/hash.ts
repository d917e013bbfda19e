/** How word hashes begin, and what each letter is multiplied by (FNV-1a). */
export const WORD_SEED = 0x811c9dc5
export const PRIME = 0x01000193

/** The last round of a hash: all of its 32 bits depend on all that went in. Unsigned, and the same on every machine. */
export function mixed(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** The hash that `readFeatures` gives a word of these letters, already folded (lower case, no points, no apostrophe in n't). */
export function wordHash(folded: string): number {
  let hash = WORD_SEED
  for (let at = 0; at < folded.length; at++) hash = Math.imul(hash ^ folded.charCodeAt(at), PRIME)
  return mixed(hash)
}

const NEGATED_SEED = 0x68bc21eb

/** The hash that a word, by its own, has once more when it stands under a negation. */
export function underNegation(hash: number): number {
  return mixed(hash ^ NEGATED_SEED)
}
