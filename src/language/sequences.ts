import type { Prose } from './prose.ts'

/** Buckets that letter sequences are hashed to: 2 to the power of this. */
export const BUCKET_BITS = 15
/** Numbers that stand for each bucket. */
export const DIMENSIONS = 16
/** Longest letter sequence. Of shorter words, the beginning and the end are in it, too. */
const SEQUENCE_LETTERS_MAX = 4
/** More letters of a text are not read: a language shows earlier. */
const LETTERS_MAX = 320
const FEATURES_PER_LETTER_MAX = 8

const PRIME = 0x01000193
const SEED = 0x811c9dc5
const WORD_SEED = 0x2f0b4c47
const EDGE = 0x20
const SPREAD = 0x9e3779b1
const SHIFT = 32 - BUCKET_BITS

/** What `bucketsOf` fills: only its first so many numbers are meant. */
export const buckets = new Uint16Array(LETTERS_MAX * FEATURES_PER_LETTER_MAX)

/** Hashes the words of one script, and their letter sequences of 2 to 4 with the words' edges, into `buckets`. Returns how many there are. */
export function bucketsOf({ letters, starts, scripts, count }: Prose, script: number): number {
  let found = 0
  let left = LETTERS_MAX
  for (let word = 0; word < count && left > 0; word++) {
    if (scripts[word] !== script) continue
    const from = starts[word] ?? 0
    const to = Math.min(starts[word + 1] ?? 0, from + left)
    left -= to - from
    let whole = WORD_SEED
    for (let begin = from - 1; begin < to; begin++) {
      let hash = SEED
      const last = Math.min(to, begin + SEQUENCE_LETTERS_MAX - 1)
      for (let at = begin; at <= last; at++) {
        hash = Math.imul(hash ^ (at < from || at === to ? EDGE : letters[at] ?? 0), PRIME)
        if (at > begin) buckets[found++] = Math.imul(hash ^ (hash >>> 15), SPREAD) >>> SHIFT
      }
      if (begin >= from) whole = Math.imul(whole ^ (letters[begin] ?? 0), PRIME)
    }
    buckets[found++] = Math.imul(whole ^ (whole >>> 15), SPREAD) >>> SHIFT
  }
  return found
}
