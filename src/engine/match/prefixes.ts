import { PREFIXES } from '../text/hebrew.ts'

const ALEF = 0x5d0
const LETTERS = 27
const MAY_END = 1

/** The prefixes of Hebrew as a tree: for each state and letter the state after it; a state's own number tells whether it may end there. */
const next: number[][] = [[]]
const ends: number[] = [0]
for (const prefix of PREFIXES) {
  let state = 0
  for (const letter of prefix) {
    const index = letter.charCodeAt(0) - ALEF
    const row = (next[state] ??= [])
    let to = row[index]
    if (to === undefined) {
      to = next.push([]) - 1
      ends.push(0)
      row[index] = to
    }
    state = to
  }
  ends[state] = MAY_END
}
const TREE = Int16Array.from({ length: next.length * LETTERS }, (_, i) => next[Math.floor(i / LETTERS)]?.[i % LETTERS] ?? -1)
const ENDS = Uint8Array.from(ends)

/** The state before any letter. */
export const NO_PREFIX = 0

/** The state after one more letter of a word; -1 when no prefix goes on so. */
export function prefixAfter(state: number, unit: number): number {
  const letter = unit - ALEF
  return letter >= 0 && letter < LETTERS ? (TREE[state * LETTERS + letter] ?? -1) : -1
}

/** Whether a prefix may end in this state. */
export const mayEnd = (state: number): boolean => ENDS[state] === MAY_END
