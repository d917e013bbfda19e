import { GERESH, GERSHAYIM, HEBREW, IGNORED, isMark, roleAt, spellingAt } from './fold.ts'
import { isFinal, lettersMeant, withoutFinals } from './hebrew.ts'
import type { Quote, Token } from './token.ts'

/** The letters of one unbroken Hebrew run: where each begins and ends, and the quotation mark before it, if any. */
type Run = { letters: string[]; starts: number[]; ends: number[]; marks: ('' | "'" | '"')[] }

const NO_QUOTES: readonly Quote[] = []

/**
 * Reads a run of Hebrew letters at `start` with whatever is in it, adds its words to `tokens` and returns where it ended. Quotation
 * marks between two letters belong to the word; several in a row are one double mark. A missing space after a final letter is put back.
 */
export function readUnusualHebrew(text: string, start: number, hard: boolean, tokens: Token[]): number {
  const run: Run = { letters: [], starts: [], ends: [], marks: [] }
  let index = start
  let mark: Run['marks'][number] = ''
  let end = start
  for (; index < text.length; index++) {
    const role = roleAt(text, index)
    if (role === HEBREW) {
      for (const letter of spellingAt(text, index)) {
        run.letters.push(letter)
        run.starts.push(index)
        run.ends.push(index + 1)
        run.marks.push(mark)
        mark = ''
      }
      end = index + 1
    } else if (role === IGNORED) {
      if (mark === '' && isMark(text, index)) run.ends[run.ends.length - 1] = end = index + 1
    } else if (role === GERESH || role === GERSHAYIM) {
      mark = mark === '' && role === GERESH ? "'" : '"'
    } else break
  }
  addWords(shortened(run), hard, tokens)
  return end
}

/** Drawn-out letters as one (יקרררר); three ו are regular (ו + וולט), and so are three prefix letters at the start (מ + ממשלה). */
function shortened(run: Run): Run {
  const { letters } = run
  if (!letters.some((letter, i) => letter === letters[i + 1] && letter === letters[i + 2])) return run
  const short: Run = { letters: [], starts: [], ends: [], marks: [] }
  for (let from = 0; from < letters.length; ) {
    let to = from + 1
    while (to < letters.length && letters[to] === letters[from] && run.marks[to] === '') to++
    const kept = lettersMeant(letters[from] ?? '', to - from, from === 0)
    for (let i = from; i < from + kept; i++) {
      short.letters.push(letters[i] ?? '')
      short.starts.push(run.starts[i] ?? 0)
      short.ends.push(run.ends[i === from + kept - 1 ? to - 1 : i] ?? 0)
      short.marks.push(run.marks[i] ?? '')
    }
    from = to
  }
  return short
}

/** Cuts a run after a final letter that two or more letters follow (מסלקוםוהלאה), and adds each part as a word. */
function addWords(run: Run, hard: boolean, tokens: Token[]): void {
  let from = 0
  for (let i = 0; i < run.letters.length; i++) {
    const last = i === run.letters.length - 1
    const cut = isFinal(run.letters[i] ?? '') && i + 2 < run.letters.length && run.marks[i + 1] === '' && run.marks[i + 2] === ''
    if (!last && !cut) continue
    tokens.push(wordOf(run, from, i + 1, hard && from === 0))
    from = i + 1
  }
}

function wordOf(run: Run, from: number, to: number, hard: boolean): Token {
  let key = ''
  let quotes: Quote[] | undefined
  for (let i = from; i < to; i++) {
    key += withoutFinals(run.letters[i] ?? '')
    const mark = run.marks[i] ?? ''
    if (mark !== '' && i > from) (quotes ??= []).push({ before: i - from, mark })
  }
  const letterStarts = run.starts.slice(from, to)
  return { key, start: letterStarts[0] ?? 0, end: run.ends[to - 1] ?? 0, script: HEBREW, hard, quotes: quotes ?? NO_QUOTES, letterStarts }
}
