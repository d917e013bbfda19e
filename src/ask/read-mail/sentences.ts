/** A sentence, and where it stands in the whole. */
export type Sentence = { readonly text: string; readonly from: number; readonly isQuestion: boolean }

/** More are not looked at: who writes so much writes no answer that could be relied on. */
const SENTENCES_MAX = 200
/** A line that is longer and does not end a sentence was broken by its program. */
const BROKEN_UNITS_MIN = 60

/** Lines as one text, in which those that a mail program broke are whole again. */
export function joined(lines: readonly string[]): string {
  const whole: string[] = []
  let before = ''
  for (const line of lines) {
    const goesOn = before !== '' && line !== '' && (before.endsWith(',') || (before.length >= BROKEN_UNITS_MIN && !/[.!?:;…]$/.test(before)))
    if (goesOn) whole.push(`${whole.pop() ?? ''} ${line}`)
    else whole.push(line)
    before = line
  }
  return whole.join('\n')
}

/** Its sentences, in lower case and of the same length as in the text, without what makes them items of a list. `isCut`: it has more. */
export function sentencesOf(text: string): { sentences: Sentence[]; isCut: boolean } {
  const lower = text.toLowerCase().length === text.length ? text.toLowerCase() : text
  const sentences: Sentence[] = []
  let from = 0
  for (const end of [...lower.matchAll(/[.!?…]{1,20}(?=\s|$|["')\p{Extended_Pictographic}])|;|\n/gu), null]) {
    const to = end === null ? lower.length : end.index + end[0].length
    const piece = lower.slice(from, to)
    const skipped = /^\s*(?:[-•*>#]\s|\d{1,2}[.)]\s|[א-ו]['.)]\s)?\s*/.exec(piece)?.[0].length ?? 0
    const said = piece.slice(skipped).trimEnd()
    if (said !== '') sentences.push({ text: said, from: from + skipped, isQuestion: said.includes('?') })
    from = to
    if (sentences.length >= SENTENCES_MAX) return { sentences, isCut: from < lower.length }
  }
  return { sentences, isCut: false }
}
