import type { HEBREW, PLAIN, SINGLE } from './fold.ts'

/** A quotation mark inside a Hebrew word: it stands before letter number `before`. */
export type Quote = { readonly before: number; readonly mark: "'" | '"' }

/**
 * One word of a text. `key` is its folded spelling without quotation marks; `start` and `end` are UTF-16 offsets into the original
 * text. `hard` says that something stronger than a space or a hyphen stands before it.
 * `letterStarts` tells where each letter of the key began; null when each is one unit of the text.
 */
export type Token = {
  readonly key: string
  readonly start: number
  readonly end: number
  readonly script: typeof PLAIN | typeof HEBREW | typeof SINGLE
  readonly hard: boolean
  readonly quotes: readonly Quote[]
  readonly letterStarts: readonly number[] | null
}
