import type { MailAnswer } from '../answer-contract.ts'
import { addressesIn, fieldText, type Header } from '../../base/mail/header.ts'
import { isAutomatic } from '../../base/mail/automatic.ts'
import { readAnswer } from './answer.ts'
import type { Written } from './dates.ts'
import { writtenOn } from './day.ts'
import { type Letter, readLetter } from './letter.ts'
import { ownWords } from './own-words.ts'

/**
 * Reads what a mail answers to an ask. `raw`: a whole message (RFC 5322), as it came. Pure, and never rejects: what cannot be read is
 * `unread`, and a yes that leaves any doubt is no `yes-by`. Days are counted from the message's own Date, in its own offset.
 */
export async function readMail(raw: Uint8Array): Promise<MailAnswer> {
  const letter = await readLetter(raw).catch(() => null)
  if (!letter || letter.isCalendar || isBounce(letter.header)) return { kind: 'unread' }
  const own = letter.forms.map(ownWords)
  const written = writtenIn(letter, own.flatMap(({ lines }) => lines))
  const said = own.map((words) => readAnswer({ ...words, isCut: words.isCut || letter.isCut }, written ?? NO_DAY)).map((each) => (written ? each : undated(each)))
  const answer = agreed(said)
  if (isAway(letter.header)) return { kind: 'seen', ...wordsOf(answer) }
  if (isAutomatic(letter.header)) return { kind: answer.kind === 'seen' || answer.kind === 'unread' ? 'seen' : 'unread', ...wordsOf(answer) }
  return answer
}

const wordsOf = ({ words }: MailAnswer): { words?: string } => (words === undefined ? {} : { words })

/** A letter that says the same twice, plainly and as a page, says what both say: what is struck through, or quoted, shows in one only. */
function agreed(said: readonly MailAnswer[]): MailAnswer {
  const [plain = { kind: 'unread' as const }, page = plain] = said
  if (plain.kind === page.kind && plain.date === page.date) return plain
  if (plain.kind === 'unread' && page.kind !== 'yes-by') return page
  if (page.kind === 'unread' && plain.kind !== 'yes-by') return plain
  return { kind: 'unread', ...wordsOf(plain) }
}

/** Without a Date no day can be counted from it, nor be known to lie ahead. */
const NO_DAY: Written = { day: '9999-01-01', dayFirst: null }
const undated = (answer: MailAnswer): MailAnswer => (answer.date === undefined ? answer : { kind: 'yes-needs-date', ...wordsOf(answer) })

/** From here to there west of Greenwich people write the month first. */
const MONTH_FIRST_MINUTES = { from: -600, to: -180 }
const HEBREW = /\p{Script=Hebrew}/u

/** How 3/4 is meant: by the language, or the clock of the place where it was written. */
function writtenIn({ header }: Letter, lines: readonly string[]): Written | null {
  const written = writtenOn(fieldText(header, 'date'))
  if (!written) return null
  const isHebrew = lines.some((line) => HEBREW.test(line)) || HEBREW.test(fieldText(header, 'subject')) || HEBREW.test(fieldText(header, 'from'))
  if (isHebrew || written.offsetMinutes === 120 || written.offsetMinutes === 180) return { day: written.day, dayFirst: true }
  const isAmerican = written.offsetMinutes >= MONTH_FIRST_MINUTES.from && written.offsetMinutes <= MONTH_FIRST_MINUTES.to
  return { day: written.day, dayFirst: isAmerican ? false : null }
}

/** It comes from a mail server and says what became of a letter (RFC 3464). */
const isBounce = (header: Header): boolean => (
  (header.get('content-type') ?? []).some((value) => /^multipart\/report\b/i.test(value))
  || addressesIn(header, 'from').some(({ address }) => /^(?:mailer-daemon|postmaster)@/.test(address))
  || (header.get('x-failed-recipients') ?? []).length > 0)

const AWAY = /^(?:(?:re|aw|fw|fwd|השב|תשובה) ?: ?)*(?:auto(?:matic|mated)?[- :]*(?:reply|response)|out of (?:the )?office|ooo\b|vacation (?:reply|response)|away from|i am away|on (?:vacation|leave)|תשובה אוטומטית|מענה אוטומטי|הודעה אוטומטית|מחוץ למשרד|לא במשרד|אני בחופש|בחופשה)/i

/** Nobody wrote this: a program answers for somebody who is not there (RFC 3834). */
const isAway = (header: Header): boolean => {
  const says = (name: string, pattern: RegExp) => (header.get(name) ?? []).some((value) => pattern.test(value))
  return says('auto-submitted', /^auto-replied\b/i) || says('x-autoreply', /^yes\b/i) || says('x-autorespond', /./) || says('precedence', /^auto_reply\b/i)
    || AWAY.test(fieldText(header, 'subject'))
}
