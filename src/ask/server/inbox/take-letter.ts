import { Refusal } from '../../../base/error.ts'
import { say } from '../../../base/messages.ts'
import { calendarOf } from '../../../people/index.ts'
import type { MailAnswer } from '../../contract.ts'
import { readLetter } from '../../read-mail/letter.ts'
import { ownWords } from '../../read-mail/own-words.ts'
import { commentOnAsk } from '../comment.ts'
import { seeAsk } from '../see-ask.ts'
import { inLines } from '../tell/letter-words.ts'
import { sendingBounced } from '../tell/mail-letter.ts'
import { dayIn, nextWorkingDay } from '../working-days.ts'
import { type AtLetter, atLetter, type InboxHouse, workspaceOf } from './at-letter.ts'
import { type Incoming, openLetter } from './open-letter.ts'
import { askBack } from './reply.ts'
import { takeAnswer } from './take-answer.ts'
import type { LetterTakenTable } from './tables.ts'

type Kind = LetterTakenTable['kind']
/** What became of a letter. `not_ours`: it carries no mark of ours, and is left alone; `again`: it was taken before. */
export type Taken = Kind | 'not_ours' | 'again'

const WORDS_UNITS_MAX = 4_000
/** Out-of-office messages whose senders did not mark them as such. */
const AWAY = /out of (?:the )?office|auto(?:matic)?[- ]?(?:reply|response)|(?:מענה|תשובה|הודעה) אוטומטית?|מחוץ למשרד|היעדרות|בחופשה/i

/**
 * Takes one letter: an answer, a word that it was seen, a letter given back. Each has its effect once, however often it comes, and whatever
 * cannot be read or does not count stands among the comments. `arrivedAt`: when it came into the mailbox.
 */
export async function takeLetter(house: InboxHouse, raw: Uint8Array, arrivedAt: Date): Promise<Taken> {
  const letter = openLetter(raw, house.own)
  const workspaceId = letter && await workspaceOf(house.doors, letter.linkId)
  if (!letter || workspaceId === null) return 'not_ours'
  const said: MailAnswer | null = letter.report ? null : await house.read(raw)
  const words = letter.report ? '' : await wordsOf(raw, letter)
  const within = async (work: (at: AtLetter) => Promise<Kind>): Promise<Taken> => await atLetter(house, { letter, workspaceId, arrivedAt }, async (at) => {
    const kind = await work(at)
    await at.db
      .updateTable('letter_taken')
      .set({ kind })
      .where('workspace_id', '=', workspaceId)
      .where('link_id', '=', letter.linkId)
      .where('key', '=', letter.key)
      .execute()
    return kind
  }) ?? 'again'
  try {
    return await within((at) => (said === null ? takeReport(at) : take(at, said, words, house)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return within((at) => keepRefused(at, words, error))
  }
}

/** The letter's own words, or its subject. */
async function wordsOf(raw: Uint8Array, { subject }: Incoming): Promise<string> {
  const { forms } = await readLetter(raw).catch(() => ({ forms: [] }))
  const own = forms.map((lines) => ownWords(lines).lines.join('\n').trim()).find((text) => text !== '')
  return inLines(own ?? subject, WORDS_UNITS_MAX) || '…'
}

async function take(at: AtLetter, said: MailAnswer, words: string, house: InboxHouse): Promise<Kind> {
  const { db, doer, ask, link, writer } = at
  const isClosed = link.closed_at !== null || link.expires_at <= doer.now()
  if (said.kind === 'unread' || isClosed) return keepUnread(at, words)
  if (said.kind !== 'seen') {
    await takeAnswer(at, said, house)
    return said.kind
  }
  if (isAway(at)) return keepAway(at, words)
  await seeAsk(db, doer, ask, { way: 'mail', by: writer.name })
  return 'seen'
}

/** The mailbox of somebody who is away answers by itself: nobody has seen anything. A ticket system does so too, and has it. */
const isAway = ({ letter, link, writer }: AtLetter): boolean =>
  !writer.isTicketSystem && link.person_id !== null && (letter.isAutomatic || AWAY.test(letter.subject))

async function keepAway(at: AtLetter, words: string): Promise<Kind> {
  const { language } = await at.db.selectFrom('workspace').select('language').where('workspace_id', '=', at.ask.workspace_id).executeTakeFirstOrThrow()
  await comment(at, inLines(`${say(language, 'ask.inbox.away', { name: at.writer.name })}\n\n${words}`, WORDS_UNITS_MAX), false)
  return 'away'
}

/** A letter of ours was given back, or will be later; nothing else that servers report is of interest. */
async function takeReport({ db, doer, ask, link, letter }: AtLetter): Promise<Kind> {
  if (letter.report?.kind !== 'bounce') return 'report'
  const sending = await db
    .selectFrom('sending')
    .select('id')
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('link_id', '=', link.id)
    .where('channel', 'in', ['mail', 'ticket'])
    .where('state', '!=', 'refused')
    .orderBy((eb) => eb('id', 'is distinct from', letter.sendingId))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (sending) await sendingBounced(db, doer, ask, sending.id, letter.report.why)
  return 'bounce'
}

/** What was refused: whoever asked sees the words, and whoever wrote them is told which day would do, if it was the day. */
async function keepRefused(at: AtLetter, words: string, { code, details }: Refusal): Promise<Kind> {
  if (code === 'too_many') return 'unread' // the ask is full of words already
  await keepUnread(at, words)
  if (code !== 'ask.day_past' && code !== 'ask.day_off') return 'unread'
  const calendar = await calendarOf(at.db, at.ask.workspace_id, at.ask.to_department_id)
  const day = String(details['day'])
  const why = code === 'ask.day_past' ? 'day_past' : 'day_off'
  const next = nextWorkingDay(calendar, why === 'day_off' ? day : dayIn(calendar.zone, at.doer.now()))
  if (next !== null) await askBack(at, { why, day, next })
  return 'unread'
}

async function keepUnread(at: AtLetter, words: string): Promise<Kind> {
  await comment(at, words, true)
  return 'unread'
}

async function comment({ db, doer, ask, letter, writer }: AtLetter, words: string, isUnreadMail: boolean): Promise<void> {
  await commentOnAsk(db, doer, ask, { words, userId: null, personId: writer.personId, byName: writer.name, isUnreadMail, key: letter.key })
}
