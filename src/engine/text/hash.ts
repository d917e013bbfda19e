import { unitAt } from './units.ts'

/** Odd, and with its bits well mixed: the golden ratio of 2^32. */
const MULTIPLIER = 0x9e3779b1

/** A hash that goes on with one more unit. */
export const hashAfterUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, MULTIPLIER)

/** A hash that goes on with a text: not finished yet. */
export function hashAfter(hash: number, text: string): number {
  let h = hash
  for (let i = 0; i < text.length; i++) h = hashAfterUnit(h, unitAt(text, i))
  return h
}

/** Spreads the last units of a hash over all its bits. */
export function finished(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return h ^ (h >>> 13)
}

/** The hash of a stretch of units. */
export function hashOf(units: Uint16Array, from: number, to: number, seed: number): number {
  let h = seed
  for (let i = from; i < to; i++) h = hashAfterUnit(h, units[i] ?? 0)
  return finished(h)
}
