import { HARD, HEBREW, IGNORED, isMark, JOINER, PLAIN, roleAt, SINGLE, sizeAt, spellingAt } from './fold.ts'
import { readHebrew } from './read-hebrew.ts'
import type { Token } from './token.ts'

const NONE: readonly never[] = []

/** The words of a text, in order, in linear time. Used alike for posts and for the words of a query. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let hard = false
  let index = 0
  while (index < text.length) {
    const role = roleAt(text, index)
    if (role === PLAIN) {
      const word = readPlain(text, index, hard)
      tokens.push(word)
      index = word.end
    } else if (role === HEBREW) {
      index = readHebrew(text, index, hard, tokens)
    } else {
      const size = sizeAt(text, index)
      if (role === SINGLE) {
        const key = spellingAt(text, index)
        tokens.push({ key, start: index, end: index + size, script: SINGLE, hard, quotes: NONE, letterStarts: null })
      }
      index += size
      if (role === HARD || role === JOINER) hard = true
      if (role !== SINGLE) continue
    }
    hard = false
  }
  return tokens
}

/** A run of plain letters and digits, held together by & and + between two of them. */
function readPlain(text: string, start: number, hard: boolean): Token {
  let end = start
  let index = start
  let asWritten = true
  let key = ''
  for (; index < text.length; index += sizeAt(text, index)) {
    const role = roleAt(text, index)
    if (role === PLAIN) {
      const spelling = spellingAt(text, index)
      const size = sizeAt(text, index)
      if (asWritten && (size === 2 || spelling !== text[index])) {
        asWritten = false
        key = text.slice(start, index)
      }
      if (!asWritten) key += spelling
      end = index + size
    } else if (role === JOINER) {
      if (end !== index || index + 1 >= text.length || roleAt(text, index + 1) !== PLAIN) break
      if (!asWritten) key += text.charAt(index)
      end = index + 1
    } else if (role === IGNORED) {
      if (asWritten) key = text.slice(start, index)
      asWritten = false
      if (isMark(text, index)) end = index + sizeAt(text, index)
    } else break
  }
  return { key: asWritten ? text.slice(start, end) : key, start, end, script: PLAIN, hard, quotes: NONE, letterStarts: null }
}
