import { isHeaderAt, isOriginalMark, isSentFrom, wroteLength } from '../../base/mail/marks.ts'

/**
 * Cuts off what a mail only repeats: the message it answers, and the signature. It cuts where mail programs put their marks, in English
 * and Hebrew, and leaves everything where it is not sure: a word too many is better than a complaint that is lost.
 */

/** More of them make no history. */
const MARKS_MAX = 20

/** The text without history and signature; unchanged where nothing would be left. */
export function cutReply(text: string): string {
  const lines = text.split('\n')
  const end = [historyAt(lines), quoteAt(lines), signatureAt(lines)].reduce((first, at) => Math.min(first, at), lines.length)
  const rest = lines.slice(0, end).join('\n').trimEnd()
  return rest === '' ? text : rest
}

/** Where the message that is answered begins: after a mark of its own, or with the lines of its header. */
function historyAt(lines: readonly string[]): number {
  let tried = 0
  for (let at = 0; at < lines.length && tried < MARKS_MAX; at += 1) {
    if (isOriginalMark(lines[at] ?? '') || isHeaderAt(lines, at)) return at
    const length = wroteLength(lines, at)
    if (length > 0 && isAllQuoted(lines.slice(at + length))) return at
    if (length > 0) tried += 1
  }
  return lines.length
}

/** Nothing of one's own follows: all is quoted, or nothing is, where a program does not mark quotes. Answers between the lines stay. */
function isAllQuoted(lines: readonly string[]): boolean {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  return said.every((line) => line.startsWith('>')) || !said.some((line) => line.startsWith('>'))
}

/** Where the last block begins that is nothing but quoted lines. */
function quoteAt(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.trim().startsWith('>'))
  const first = lines.findIndex((line, at) => at > last && line.trim().startsWith('>'))
  return first === -1 ? lines.length : first
}

/** More below it is no signature. */
const SIGNATURE_LINES_MAX = 15

/** Two dashes and a space (RFC 3676 section 4.3), or what a telephone writes by itself, near the end. */
function signatureAt(lines: readonly string[]): number {
  const dashes = lines.findLastIndex((line) => /^-- ?\r?$/.test(line))
  if (dashes !== -1 && lines.length - dashes <= SIGNATURE_LINES_MAX) return dashes
  const last = lines.findLastIndex((line) => line.trim() !== '')
  return isSentFrom(lines[last] ?? '') ? last : lines.length
}
