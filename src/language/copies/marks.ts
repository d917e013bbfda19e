import { sketch } from './sketch.ts'

/**
 * Under what a text is looked up to find what it may be a copy of: whole numbers of 32 bits, one for the very same text, and more where
 * nearly the same counts too. Two texts that share one may be copies, two that share none are not taken for copies. None for a text that is
 * a copy of nothing.
 */
export function marksOf(text: string): number[] {
  if (!sketch.read(text)) return []
  return sketch.size === 0 ? [sketch.whole] : [sketch.whole, ...sketch.bands]
}
