import type { Dated } from './dates.ts'

/** A word, a mark between words, or a day that is named. */
export type Token = { readonly word: string; readonly from: number; readonly to: number; readonly isMark: boolean; readonly dated: Dated | null }

/** Phrases, by their first words. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>

/** Makes phrases ready to be compared; longer ones are tried first. */
export function phrases(...lists: readonly (readonly string[])[]): Phrases {
  const byFirst = new Map<string, string[][]>()
  for (const phrase of lists.flat()) {
    const words = phrase.split(' ')
    const first = words[0] ?? ''
    const key = first.endsWith('*') ? `${first.slice(0, 2)}*` : first
    byFirst.set(key, [...(byFirst.get(key) ?? []), words])
  }
  for (const same of byFirst.values()) same.sort((one, other) => other.length - one.length)
  return byFirst
}

/** How many tokens of a phrase stand here; 0: none does. */
export function lengthAt(tokens: readonly Token[], at: number, wanted: Phrases): number {
  const word = tokens[at]?.word ?? ''
  if (word === '') return 0
  const candidates = [...(wanted.get(word) ?? []), ...(wanted.get(`${word.slice(0, 2)}*`) ?? [])]
  const found = candidates.filter((phrase) => phrase.every((each, offset) => isWord(tokens[at + offset]?.word ?? '', each)))
  return Math.max(0, ...found.map((phrase) => phrase.length))
}

const isWord = (word: string, wanted: string): boolean => (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted)

/** The first place from here on where one of the phrases stands; -1: nowhere. */
export function indexOf(tokens: readonly Token[], wanted: Phrases, from = 0): number {
  for (let at = from; at < tokens.length; at += 1) {
    if (lengthAt(tokens, at, wanted) > 0) return at
  }
  return -1
}

/** The tokens without those of these phrases. */
export function without(tokens: readonly Token[], unwanted: Phrases): Token[] {
  const kept: Token[] = []
  for (let at = 0; at < tokens.length;) {
    const length = lengthAt(tokens, at, unwanted)
    const token = tokens[at]
    if (length === 0 && token) kept.push(token)
    at += Math.max(1, length)
  }
  return kept
}

const WORD = /[\p{L}\p{N}]+(?:['"-][\p{L}\p{N}]+)*'?|[,:;()–—.!/&+-]|\p{Extended_Pictographic}/gu

/** Letters that are drawn out (*yesss*) once, and *and not* as *not*. */
const plain = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1').replace(/^ו(?=(?:לא|אין|אי)$)/, '')

/** Words, marks and days of a sentence. */
export function tokensOf(text: string, dates: readonly Dated[]): Token[] {
  const tokens: Token[] = []
  let at = 0
  const read = (until: number) => {
    for (const { 0: word, index } of text.slice(at, until).matchAll(WORD)) {
      const isMark = !/^[\p{L}\p{N}]/u.test(word)
      tokens.push({ word: isMark ? word : plain(word), from: at + index, to: at + index + word.length, isMark, dated: null })
    }
  }
  for (const dated of dates) {
    read(dated.from)
    tokens.push({ word: '', from: dated.from, to: dated.to, isMark: false, dated })
    at = dated.to
  }
  read(text.length)
  return tokens
}
