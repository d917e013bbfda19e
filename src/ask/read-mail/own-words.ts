import { bare, isForwardMark, isHeaderAt, isOriginalMark, isSentFrom, wroteLength } from '../../base/mail/marks.ts'
import type { Line } from './lines.ts'

/** An answer stands in what is short; of what is longer the beginning is read. */
const OWN_LINES_MAX = 300
const LINE_UNITS_MAX = 4_000
/** So many lines that are not quoted are looked at, whatever they are. */
const LOOKED_AT_MAX = 2_000
/** “… wrote:” is looked for so often. */
const MARKS_MAX = 50

/** What its sender wrote, line by line: without what is quoted or passed on, without signature. `isCut`: they wrote more. */
export type OwnWords = { readonly lines: readonly string[]; readonly isCut: boolean }

/** Picks out the sender's own words, above, below and between what they quote. */
export function ownWords(lines: readonly Line[]): OwnWords {
  const words = lines.map(({ words }) => words)
  const own: string[] = []
  let isSignature = false
  let marks = 0
  let looked = 0
  let isCut = false
  for (let at = 0; at < lines.length && !isCut; at += 1) {
    const line = lines[at]
    if (!line) break
    if (line.isQuoted) {
      if (own.at(-1) !== '') own.push('')
      isSignature = false
      continue
    }
    if (line.words.trim() === '') {
      if (!isSignature && own.at(-1) !== '') own.push('')
      continue
    }
    looked += 1
    isCut = looked > LOOKED_AT_MAX
    if (isForwardMark(line.words) || isOriginalMark(line.words) || isHeaderAt(words, at) || REPLY_ABOVE.test(bare(line.words))) break
    const length = marks < MARKS_MAX ? wroteLength(words, at) : 0
    if (length > 0) {
      marks += 1
      if (!isQuoteNext(lines, at + length)) break
      at += length - 1
      continue
    }
    isSignature = isSignature ? !resumes(line.words) : beginsSignature(line.words)
    if (isSignature || isSentFrom(line.words) || isBanner(line.words) || isInstruction(line.words)) continue
    own.push(tidied(line.words))
    isCut ||= own.length >= OWN_LINES_MAX || line.words.length > LINE_UNITS_MAX
  }
  return { lines: trimmed(own), isCut }
}

/** What is answered follows marked as quoted, so that one's own words may stand below it; otherwise it runs to the end. */
const isQuoteNext = (lines: readonly Line[], at: number): boolean => lines.slice(at, at + 5).find(({ words }) => words.trim() !== '')?.isQuoted ?? true

/** Without directions, vowel points and stars, with plain spaces and quotation marks. */
const tidied = (line: string): string => line.slice(0, LINE_UNITS_MAX)
  .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4-\u05c7]/g, '')
  .replace(/[*_]{1,3}/g, ' ').replace(/[\u2018\u2019\u05f3`´]/g, '\'').replace(/[\u201c\u201d\u05f4]/g, '"').replace(/[\u2010-\u2012\u05be]/g, '-')
  .replace(/\s+/g, ' ').trim()

function trimmed(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => line !== '')
  return from === -1 ? [] : lines.slice(from, lines.findLastIndex((line) => line !== '') + 1)
}

/** What ticket systems put above what they repeat. */
const REPLY_ABOVE = /(?:please )?(?:type your reply|reply) above this line|(?:השיבו|הקלידו|נא להשיב|כתבו).{0,20}מעל (?:ל|ה)?(?:שורה|קו)/i

/** A way to end a letter: below it stand a name, a title, telephones, what lawyers want said. */
const CLOSING = /^(?:--|—|__+|(?:(?:with|my|best|kind|kindest|warm|warmest|many thanks and|thanks and|thanks &) )*(?:best )?(?:regards|wishes)|sincerely(?: yours)?|yours(?: sincerely| truly| faithfully)?|respectfully|cordially|br|rgds|kr|בברכה|ב ברכה|בברכת .{1,30}|בכבוד(?: רב)?|בברכה ובתודה|בתודה ובברכה|ברכות)[,.!]?(?: [-,]? ?[\p{L} '"]{1,40})?$/iu
const LAWYERS = /^(?:this (?:e-?mail|message|communication)\b|confidential|disclaimer|legal notice|the information (?:contained )?in this|notice:|please consider the environment|think before you print|virus-free|הודעה זו (?:מיועדת|וכל|עשויה|מכילה)|המידע (?:ה(?:כלול|מצוי|נמצא)|ב)|מסר זה|דוא"ל זה|אנא (?:חשבו|שקלו)|חשבו על הסביבה|לפני (?:שאתם מדפיסים|ההדפסה))/i

const beginsSignature = (words: string): boolean => /^(?:-- ?|—)$/.test(words.trimStart()) || CLOSING.test(tidied(words)) || LAWYERS.test(bare(words))

/** More that they say after their name. */
const resumes = (words: string): boolean => /^(?:ps|p\.s|but|actually|wait|sorry|no|not|one more|on second|correction|edit|update|נ\.?ב|אבל|בעצם|רגע|סליחה|לא|תיקון|עדכון|אה)(?![\p{L}])/iu.test(tidied(words))

/** What the company's mail server puts above letters from outside. */
const isBanner = (words: string): boolean => /^\W{0,5}(?:caution|warning|external(?: email| sender)?|זהירות|אזהרה|שימו לב).{0,80}(?:outside|external|originated|מחוץ לארגון|חיצוני)/i.test(bare(words))

/** The line that says how to answer, as every letter of ours has it: two of the three answers in one line. */
function isInstruction(words: string): boolean {
  const forms = [/(?:^|[\s"«(])(?:yes, ?by|כן, ?עד)(?![\p{L}])/iu, /(?:^|[\s"«(/])(?:yes, ?but|כן, ?אבל)(?![\p{L}])/iu, /(?:^|[\s"«(/])(?:no, ?because|לא, ?כי)(?![\p{L}])/iu]
  return forms.filter((form) => form.test(bare(words))).length >= 2
}
