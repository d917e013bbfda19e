/**
 * A query as a tree of whole numbers, each node before its parts. A node begins with a number that holds what it is in its lower four
 * bits and its argument in the rest:
 *
 * - AND, OR, NOT: argument is the length of the node; its parts follow.
 * - TERM: argument is the term. True when the post has it.
 * - FILTER: the same for what is no word and cannot be waited on (network:, kind:, has:).
 * - LANG: the same for the language of the post, which may have to be asked for.
 * - FOLLOWERS: argument is an index of COMPARISONS; the number follows.
 * - LITERAL: a word or phrase with ways to be written; argument is its length. See `literal.ts`.
 * - PHRASE: plain words one after another; argument is its length, the terms follow.
 * - WORD: a Hebrew word that is written in one way but for its prefixes; argument is the term.
 * - NEAR: argument is its length; then twice the reach, plus one when ordered; then two groups.
 */
export const AND = 1
export const OR = 2
export const NOT = 3
export const TERM = 4
export const FILTER = 5
export const LANG = 6
export const FOLLOWERS = 7
export const LITERAL = 8
export const NEAR = 9
export const PHRASE = 10
export const WORD = 11

export const COMPARISONS = ['>', '>=', '<', '<='] as const

/** What a node is. */
export const opOf = (header: number): number => header & 15
/** A node's argument. */
export const argumentOf = (header: number): number => header >>> 4

/** How many numbers the node takes that begins with this one. */
export function sizeOf(header: number): number {
  const op = header & 15
  if (op === TERM || op === FILTER || op === LANG || op === WORD) return 1
  return op === FOLLOWERS ? 2 : header >>> 4
}

/** A literal: what comes after its header. */
export const LITERAL_ABOUT = 1 // words, and flags
export const LITERAL_WORDS = 2 // for each word where its ways begin, and flags; then, unless folded, where its spelling begins
export const STRICT = 1 << 8 // may itself begin with a prefix
export const CASED = 1 << 9
export const EXACT = 1 << 10
export const IS_HARD = 1 << 16 // something stronger than a space stands before the word in the query
export const IS_PLAIN = 1 << 17
/** A way to write a word: term, how it goes on (see `wayOf`), where a quotation mark may stand in it. */
export const WAY_SIZE = 3

/** How a way goes on: the word after it, which prefix it needs, how many letters more than the name it has at the front. */
export function wayOf(next: number, after: 'any' | 'prefix' | 'preposition', shift: -1 | 0 | 1): number {
  return next | (['any', 'prefix', 'preposition'].indexOf(after) << 8) | ((shift + 1) << 10)
}
export const nextOf = (way: number): number => way & 0xff
export const afterOf = (way: number): number => (way >>> 8) & 3
export const shiftOf = (way: number): number => ((way >>> 10) & 3) - 1

/** The bit of a place among the letters of a word; places beyond the 30th share one. */
export const placeBit = (place: number): number => 1 << Math.min(place, 31)

/** Calls back with every term of a code, as often as it is named. */
export function eachTerm(code: Int32Array, from: number, to: number, visit: (term: number) => void): void {
  for (let at = from; at < to; ) {
    const header = code[at] ?? 0
    const op = header & 15
    if (op === TERM || op === FILTER || op === LANG || op === WORD) visit(header >>> 4)
    else if (op === PHRASE) for (let word = at + 1; word < at + (header >>> 4); word++) visit(code[word] ?? 0)
    else if (op === LITERAL) eachWay(code, at, (_, term) => visit(term))
    at += stepInto(header)
  }
}

/** How far the next node is: the first part of one that has parts. */
export function stepInto(header: number): number {
  const op = header & 15
  if (op === AND || op === OR || op === NOT) return 1
  return op === NEAR ? 2 : sizeOf(header)
}

/** Calls back with every way to write each word of a literal: the word, the term, and the word after it. */
export function eachWay(code: Int32Array, literal: number, visit: (word: number, term: number, next: number) => void): void {
  const words = (code[literal + LITERAL_ABOUT] ?? 0) & 0xff
  for (let word = 0; word < words; word++) {
    const group = literal + ((code[literal + LITERAL_WORDS + word] ?? 0) & 0xffff)
    const end = group + 1 + (code[group] ?? 0) * WAY_SIZE
    for (let at = group + 1; at < end; at += WAY_SIZE) visit(word, code[at] ?? 0, nextOf(code[at + 1] ?? 0))
  }
}
