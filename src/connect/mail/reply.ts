/**
 * Cuts off what a mail only repeats: the message it answers, and the signature. It cuts where mail programs put their marks, in English
 * and Hebrew, and leaves everything where it is not sure: a word too many is better than a complaint that is lost.
 */

/** Longer lines are no marks. */
const MARK_LENGTH_MAX = 300
/** A mark may be broken over so many lines. */
const MARK_LINES_MAX = 3
/** More of them make no history. */
const MARKS_MAX = 20

/** The text without history and signature; unchanged where nothing would be left. */
export function cutReply(text: string): string {
  const lines = text.split('\n')
  const end = [historyAt(lines), quoteAt(lines), signatureAt(lines)].reduce((first, at) => Math.min(first, at), lines.length)
  const rest = lines.slice(0, end).join('\n').trimEnd()
  return rest === '' ? text : rest
}

/** Directions that are written around names and dates in Hebrew mail. */
const UNSEEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A line as it is compared: without directions and stars, spaces once. */
export function bare(line: string): string {
  return line.slice(0, MARK_LENGTH_MAX).replace(UNSEEN, '').replace(/[*_\s]+/g, ' ').trim()
}

const ORIGINAL = /^-{2,} ?(?:original message|original appointment|הודעה מקורית|ההודעה המקורית) ?-{2,}$/i

/** Where the message that is answered begins: after a mark of its own, or with the lines of its header. */
function historyAt(lines: readonly string[]): number {
  let tried = 0
  for (let at = 0; at < lines.length && tried < MARKS_MAX; at += 1) {
    const line = bare(lines[at] ?? '')
    if (ORIGINAL.test(line) || isHeaderAt(lines, at)) return at
    const length = wroteLength(lines, at)
    if (length > 0 && isAllQuoted(lines.slice(at + length))) return at
    if (length > 0) tried += 1
  }
  return lines.length
}

/** How many lines “… wrote:” takes here; 0 where it does not stand. */
function wroteLength(lines: readonly string[], at: number): number {
  if (!/^(?:on |ב)/i.test(bare(lines[at] ?? ''))) return 0
  for (let length = 1; length <= MARK_LINES_MAX; length += 1) {
    if (isWrote(bare(lines.slice(at, at + length).join(' ')))) return length
  }
  return 0
}

/** “On Mon, 23 Nov 2026 at 09:24, Dana wrote:”, “בתאריך יום ב׳, 23 בנוב׳ 2026 ב-9:24 מאת דנה <…>:”, “ב-23 בנוב׳ 2026 דנה כתבה:”. */
const isWrote = (line: string): boolean => /\d/.test(line) && (
  /^on /i.test(line) ? /\bwrote ?:$/i.test(line) : /(?: כתב(?:ה|ו|\/ה|\(ה\)|\.ה)? ?:|>:)$/.test(line))

/** Nothing of one's own follows: all is quoted, or nothing is, where a program does not mark quotes. Answers between the lines stay. */
function isAllQuoted(lines: readonly string[]): boolean {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  return said.every((line) => line.startsWith('>')) || !said.some((line) => line.startsWith('>'))
}

const FROM = /^(?:from|מאת) ?: ?\S/i
const OTHERS = /^(?:sent|date|to|cc|subject|נשלח|תאריך|אל|עותק|נושא) ?: ?/i
/** The other lines stand within so many. */
const HEADER_LINES_MAX = 6

/** The header that Outlook and its like put before what is answered: From, and at least two of Sent, To, Subject. */
function isHeaderAt(lines: readonly string[], at: number): boolean {
  if (!FROM.test(bare(lines[at] ?? ''))) return false
  return lines.slice(at + 1, at + 1 + HEADER_LINES_MAX).filter((line) => OTHERS.test(bare(line))).length >= 2
}

/** Where the last block begins that is nothing but quoted lines. */
function quoteAt(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.trim().startsWith('>'))
  const first = lines.findIndex((line, at) => at > last && line.trim().startsWith('>'))
  return first === -1 ? lines.length : first
}

const SENT_FROM = [
  /^sent from my (?:iphone|ipad|mobile|phone|galaxy|samsung|android)\b/i,
  /^get outlook for (?:ios|android)\b/i,
  /^נשלח מה-? ?(?:iphone|ipad|אייפון|טלפון|נייד|מכשיר)/i,
]
/** More below it is no signature. */
const SIGNATURE_LINES_MAX = 15

/** Two dashes and a space (RFC 3676 section 4.3), or what a telephone writes by itself, near the end. */
function signatureAt(lines: readonly string[]): number {
  const dashes = lines.findLastIndex((line) => /^-- ?\r?$/.test(line))
  if (dashes !== -1 && lines.length - dashes <= SIGNATURE_LINES_MAX) return dashes
  const last = lines.findLastIndex((line) => line.trim() !== '')
  return SENT_FROM.some((mark) => mark.test(bare(lines[last] ?? ''))) ? last : lines.length
}
