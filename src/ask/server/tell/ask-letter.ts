import { say } from '../../../base/messages.ts'
import type { Letter } from '../../../base/server/mail.ts'
import type { Language } from '../../../people/index.ts'
import type { State } from '../../machine.ts'
import { dayAsTyped, dayInWords, inLines, inOneLine, paragraphs, shortened } from './letter-words.ts'

/** Voices that stand in a letter; the others are behind its link. */
export const VOICES_IN_LETTER = 3
const VOICE_UNITS_MAX = 280

/** Why a letter about an ask goes to the asked side. */
export type Reasons = 'ask' | 'reminder' | 'deputy' | 'due_soon' | 'due_today' | 'overdue' | 'copy'

/** All that a letter about an ask says. Days are ISO dates. */
export type AskWords = {
  readonly language: Language
  readonly why: Reasons
  /** Null: a ticket system, or whoever the department hands it to. */
  readonly name: string | null
  /** Whom it would have gone to: they are away until a day, or are not known to have it (`until` null). */
  readonly insteadOf: { readonly name: string; readonly until: string | null } | null
  readonly workspace: string
  readonly number: number
  readonly title: string
  readonly from: string
  readonly state: State
  readonly neededBy: string
  readonly worth: string
  readonly recipients: string | null
  /** With its unit. */
  readonly amount: string | null
  readonly details: string
  readonly voices: readonly { readonly text: string; readonly author: string; readonly place: string }[]
  readonly voicesInAll: number
  /** The day by which an answer is hoped for. */
  readonly answerBy: string | null
  readonly link: string
  /** Whether an answer can be given by reply. */
  readonly replies: boolean
  /** The promise it is about, with `due_…` and `overdue`. */
  readonly due: string | null
  /** The answer that was written down, with `copy`. */
  readonly told: { readonly by: string; readonly writer: string; readonly answer: string; readonly words: string } | null
  readonly now: Date
}

/** The letter by which somebody is asked, reminded, or told what was written down for them: plain text, in their language. */
export function writeAskLetter(words: AskWords): Pick<Letter, 'subject' | 'text'> {
  const { language, number, why } = words
  const title = inOneLine(words.title, 160)
  const subject = say(language, `ask.mail.subject.${why}`, { number, title })
  const text = paragraphs(
    words.name === null ? say(language, 'ask.mail.hello') : say(language, 'ask.mail.hello_name', { name: inOneLine(words.name, 80) }),
    words.insteadOf && insteadOf(words, words.insteadOf),
    opening(words),
    title,
    why === 'ask' || why === 'reminder' || why === 'deputy' ? asked(words) : null,
    why === 'copy' ? told(words) : null,
    howToAnswer(words),
    say(language, 'ask.mail.closing'),
    say(language, 'ask.mail.signature', { workspace: inOneLine(words.workspace, 80), number }),
  )
  return { subject, text: `${text}\n` }
}

function insteadOf({ language, now }: AskWords, { name, until }: { name: string; until: string | null }): string {
  const who = inOneLine(name, 80)
  return until === null
    ? say(language, 'ask.mail.instead_unseen', { name: who })
    : say(language, 'ask.mail.instead_away', { name: who, day: dayInWords(language, until, now) })
}

function opening({ language, why, state, from, due, now, told }: AskWords): string {
  const day = due === null ? '' : dayInWords(language, due, now)
  if (why === 'reminder' && state === 'needs_date') return say(language, 'ask.mail.opening.needs_date', { from })
  return say(language, `ask.mail.opening.${why}`, { from, day, by: told && inOneLine(told.by, 80), writer: told && inOneLine(told.writer, 80) })
}

function asked(words: AskWords): string {
  const { language, now } = words
  const line = (key: 'needed_by' | 'worth' | 'recipients' | 'amount', what: string | null): string | null =>
    what === null || what === '' ? null : say(language, `ask.mail.${key}`, { what: inOneLine(what, 1_000) })
  const lines = [
    line('needed_by', dayInWords(language, words.neededBy, now)),
    line('worth', words.worth), line('recipients', words.recipients), line('amount', words.amount),
  ].filter((one) => one !== null)
  return paragraphs(lines.join('\n'), inLines(words.details), voices(words))
}

function voices({ language, voices, voicesInAll }: AskWords): string | null {
  const shown = voices.slice(0, VOICES_IN_LETTER)
  if (shown.length === 0) return null
  const quotes = shown.map(({ text, author, place }) => say(language, 'ask.mail.voice', {
    text: shortened(inOneLine(text, VOICE_UNITS_MAX), VOICE_UNITS_MAX), author: inOneLine(author, 60), place: inOneLine(place, 60),
  }))
  const more = voicesInAll - shown.length
  return [say(language, 'ask.mail.voices'), ...quotes, ...(more > 0 ? [say(language, 'ask.mail.more_voices', { count: more })] : [])].join('\n')
}

const told = ({ told }: AskWords): string | null => told && paragraphs(told.answer, inLines(told.words))

function howToAnswer({ language, why, state, neededBy, answerBy, link, replies, now }: AskWords): string {
  if (why === 'copy') return say(language, 'ask.mail.correct', { link })
  if (why === 'overdue') return say(language, 'ask.mail.say_done_late', { link })
  if (why === 'due_soon' || why === 'due_today') return say(language, 'ask.mail.say_done', { link })
  const day = dayAsTyped(language, neededBy)
  return paragraphs(
    say(language, 'ask.mail.answer_here', { link }),
    replies && say(language, state === 'needs_date' ? 'ask.mail.reply_date' : 'ask.mail.reply', { day }),
    answerBy !== null && say(language, 'ask.mail.answer_by', { day: dayInWords(language, answerBy, now) }),
  )
}
