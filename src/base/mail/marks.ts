/** The marks that mail programs put around what a letter only repeats: before what it answers, before what it passes on, below one’s name. */

/** Longer lines are no marks. */
const MARK_LENGTH_MAX = 300
/** A mark may be broken over so many lines. */
const MARK_LINES_MAX = 3

/** Directions that are written around names and dates in Hebrew mail. */
const UNSEEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A line as it is compared: without directions and stars, spaces once. */
export function bare(line: string): string {
  return line.slice(0, MARK_LENGTH_MAX).replace(UNSEEN, '').replace(/[*_\s]+/g, ' ').trim()
}

const ORIGINAL = /^-{2,} ?(?:original message|original appointment|reply message|הודעה מקורית|ההודעה המקורית) ?-{2,}$/i

/** A line of its own before what is answered. */
export const isOriginalMark = (line: string): boolean => ORIGINAL.test(bare(line))

const PASSED_ON = /^(?:-{2,} ?(?:forwarded message|forwarded by\b.*|הודעה מועברת|הודעה שהועברה|ההודעה הועברה) ?-{2,}|begin forwarded message ?:?|תחילת הודעה שהועברה ?:?|התחלת ההודעה המועברת ?:?)$/i

/** A line of its own before what somebody passes on. */
export const isForwardMark = (line: string): boolean => PASSED_ON.test(bare(line))

/** How many lines “… wrote:” takes here; 0 where it does not stand. */
export function wroteLength(lines: readonly string[], at: number): number {
  if (!/^(?:on |ב(?:[-־\d]| ?תאריך|יום))/i.test(bare(lines[at] ?? ''))) return 0
  for (let length = 1; length <= MARK_LINES_MAX; length += 1) {
    if (bare(lines[at + length - 1] ?? '') === '') return 0
    if (isWrote(bare(lines.slice(at, at + length).join(' ')))) return length
  }
  return 0
}

/** “On Mon, 23 Nov 2026 at 09:24, Dana wrote:”, “בתאריך יום ב׳, 23 בנוב׳ 2026 ב-9:24 מאת דנה <…>:”, “ב-23 בנוב׳ 2026 דנה כתבה:”. */
const isWrote = (line: string): boolean => /\d/.test(line) && (
  /^on /i.test(line) ? /\bwrote ?:$/i.test(line) : /(?: כתב(?:ה|ו|\/ה|\(ה\)|\.ה)? ?:|>:)$/.test(line))

const FROM = /^(?:from|מאת) ?: ?\S/i
const OTHERS = /^(?:sent|date|to|cc|subject|נשלח|תאריך|אל|עותק|נושא) ?: ?/i
/** The other lines stand within so many. */
const HEADER_LINES_MAX = 6

/** The header that Outlook and its like put before what is answered: From, and at least two of Sent, To, Subject. */
export function isHeaderAt(lines: readonly string[], at: number): boolean {
  if (!FROM.test(bare(lines[at] ?? ''))) return false
  return lines.slice(at + 1, at + 1 + HEADER_LINES_MAX).filter((line) => OTHERS.test(bare(line))).length >= 2
}

const SENT_FROM = [
  /^sent from (?:my )?(?:iphone|ipad|mobile|phone|galaxy|samsung|android|outlook|yahoo|mail for|proton)\b/i,
  /^get outlook for (?:ios|android)\b/i,
  /^(?:נשלח|הודעה זו נשלחה) (?:מה|מ|באמצעות|דרך)-? ?(?:ה-?)?(?:iphone|ipad|galaxy|outlook|samsung|android|yahoo|אייפון|טלפון|נייד|מכשיר|סמארטפון|דואר|תיבת)/i,
  /^(?:הורד|קבל|השג)(?:ה|ו)? (?:את )?outlook\b/i,
]

/** What a telephone writes below a letter by itself. */
export const isSentFrom = (line: string): boolean => SENT_FROM.some((mark) => mark.test(bare(line)))
