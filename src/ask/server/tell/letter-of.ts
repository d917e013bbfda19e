import { say } from '../../../base/messages.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Letter } from '../../../base/server/mail.ts'
import { calendarOf, type Language } from '../../../people/index.ts'
import type { Doer } from '../doer.ts'
import { askSettings } from '../cards/settings.ts'
import { makeLink } from '../link/make-link.ts'
import type { AskRow } from '../lock-ask.ts'
import { voicesOf } from '../voices-of.ts'
import { dayIn } from '../working-days.ts'
import type { SendingRow } from './add-sending.ts'
import { type AskWords, type Reasons, VOICES_IN_LETTER, writeAskLetter } from './ask-letter.ts'
import type { TellHouse } from './house.ts'
import { dayInWords, whoAsks } from './letter-words.ts'
import { askedOf, onDuty, personOf } from './recipients.ts'

/** Says to other programs that no person sent it (RFC 3834, section 5). Not of what somebody sent by a button: ticket systems drop such letters. */
export const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' } as const

/** The letter of a sending, written from what is known now. Within the transaction that has locked the ask. */
export async function letterOf(db: Db, doer: Doer, ask: AskRow, sending: SendingRow & { address: string }, house: TellHouse): Promise<Letter & { linkId: string }> {
  const person = sending.person_id === null ? null : await personOf(db, ask.workspace_id, sending.person_id)
  const { linkId, token, url } = await makeLink(db, doer, ask, { personId: sending.person_id, secrets: house.secrets, url: house.url })
  const replyTo = house.inbox.addressFor(token)
  const returnTo = house.inbox.returnAddressFor(token)
  const words = await wordsOf(db, doer.now(), ask, sending)
  const { subject, text } = writeAskLetter({ ...words, name: person?.name ?? null, link: url, replies: house.inbox.isRead })
  return {
    linkId, to: sending.address, subject, text, messageId: house.inbox.messageIdFor(token, sending.id),
    ...(sending.slot !== null && { headers: AUTOMATIC }),
    ...(replyTo !== null && { replyTo }),
    ...(returnTo !== null && { returnTo }),
  }
}

async function wordsOf(db: Db, now: Date, ask: AskRow, sending: SendingRow): Promise<Omit<AskWords, 'name' | 'link' | 'replies'>> {
  const workspace = await db.selectFrom('workspace').select(['name', 'language']).where('workspace_id', '=', ask.workspace_id).executeTakeFirstOrThrow()
  const person = sending.person_id === null ? null : await personOf(db, ask.workspace_id, sending.person_id)
  const language = person?.language ?? workspace.language
  const { zone } = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  const voices = await voicesOf(db, ask)
  const promise = ask.promise_id === null ? null : await db
    .selectFrom('promise').select('due').where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.promise_id).executeTakeFirst()
  return {
    language, why: reasonOf(sending), workspace: workspace.name, number: ask.number, title: ask.title, state: ask.state, now,
    from: whoAsks(language, await askerNames(db, ask)),
    insteadOf: await insteadOf(db, ask, sending, now),
    neededBy: ask.needed_by, worth: ask.worth, recipients: ask.recipients, amount: await amountOf(db, ask, language), details: ask.details,
    voices: voices.slice(0, VOICES_IN_LETTER), voicesInAll: voices.length,
    answerBy: ask.answer_by !== null && ask.answer_by > now ? dayIn(zone, ask.answer_by) : null,
    due: promise?.due ?? null,
    told: sending.purpose === 'copy' ? await toldOf(db, ask, language, now) : null,
  }
}

/** Which duty a letter fulfils, as its slot says; what somebody sent by a button has none. */
function reasonOf({ purpose, slot }: SendingRow): Reasons {
  if (purpose === 'copy' || purpose === 'deputy' || purpose === 'reminder') return purpose
  const [duty] = slot?.split(' ') ?? []
  return duty === 'due_soon' || duty === 'due_today' || duty === 'overdue' ? duty : 'ask'
}

/** Who asks, by their names of today. */
export async function askerNames(db: Db, ask: AskRow): Promise<{ person: string | null; department: string | null }> {
  const person = ask.raised_by === null ? undefined : await db.selectFrom('auth.user').select('name').where('id', '=', ask.raised_by).executeTakeFirst()
  const department = ask.from_department_id === null ? undefined : await db
    .selectFrom('department').select('name').where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.from_department_id).executeTakeFirst()
  return { person: person?.name ?? null, department: department?.name ?? null }
}

async function insteadOf(db: Db, ask: AskRow, sending: SendingRow, now: Date): Promise<AskWords['insteadOf']> {
  if (sending.person_id === null) return null
  const { to, away } = await onDuty(db, ask.workspace_id, askedOf(ask), now)
  if (sending.purpose === 'deputy') return to && to.personId !== sending.person_id ? { name: to.name, until: null } : null
  return away && to?.personId === sending.person_id ? away : null
}

/** Money or hours, with their unit. */
async function amountOf(db: Db, ask: AskRow, language: Language): Promise<string | null> {
  if (ask.amount === null) return null
  const amount = Number(ask.amount)
  if (ask.kind === 'hours') return say(language, 'ask.mail.hours', { count: amount })
  const { currency } = await askSettings(db, ask.workspace_id)
  return new Intl.NumberFormat(language === 'he' ? 'he-IL' : 'en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
}

/** The last answer that was written down for somebody, as they are told it. */
async function toldOf(db: Db, ask: AskRow, language: Language, now: Date): Promise<AskWords['told']> {
  const answer = await db
    .selectFrom('answer')
    .leftJoin('auth.user', 'auth.user.id', 'written_by')
    .select(['kind', 'due', 'words', 'reason', 'by_name', 'auth.user.name as writer'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('way', '=', 'told')
    .orderBy('at', 'desc').orderBy('answer.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!answer) return null
  const params = { day: answer.due === null ? '' : dayInWords(language, answer.due, now), reason: answer.reason === null ? '' : say(language, `ask.reason.${answer.reason}`) }
  const key = answer.kind === 'yes_but' && answer.due !== null ? 'yes_but_by' : answer.kind
  return { by: answer.by_name, writer: answer.writer ?? say(language, 'ask.mail.somebody'), answer: say(language, `ask.mail.told.${key}`, params), words: answer.words }
}
