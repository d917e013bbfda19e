import { z } from 'zod'
import { say } from '../../../base/messages.ts'
import type { Db } from '../../../base/server/database.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import { enqueue, type Job } from '../../../base/server/jobs.ts'
import type { Letter } from '../../../base/server/mail.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import { addressOf, linkKey } from '../link/make-link.ts'
import type { TellHouse } from '../tell/house.ts'
import { dayAsTyped, dayInWords, inOneLine } from '../tell/letter-words.ts'
import { handOver } from '../tell/mail-letter.ts'
import type { AtLetter } from './at-letter.ts'

const DAY_MS = 86_400_000
/** Because of one link: more than that is two programs that write to each other. */
export const REPLIES_A_DAY_MAX = 3
const SUBJECT_UNITS_MAX = 200

const Data = z.object({
  sendingId: z.uuid(),
  linkId: z.uuid(),
  to: z.string(),
  language: z.enum(['en', 'he']),
  /** What is asked back: what would make a no a yes; by when; another day than one that has passed, or on which nobody works. */
  why: z.enum(['condition', 'date', 'day_past', 'day_off']),
  /** The day that was named, and one that would do. */
  day: z.iso.date().nullable(),
  next: z.iso.date().nullable(),
  subject: z.string(),
  thread: z.array(z.string()),
})
type Data = z.infer<typeof Data>
const REPLY = { name: 'ask.reply_to_letter', data: Data } as const

type Question = Pick<Data, 'why' | 'day' | 'next'>

/**
 * Has one short letter sent back to whoever answered by mail. Never to a program, to somebody whom nobody here knows, or again and again.
 * Within the transaction that takes the letter.
 */
export async function askBack({ db, doer, ask, link, letter, writer }: AtLetter, question: Question): Promise<void> {
  if (letter.isAutomatic || writer.isTicketSystem || !writer.isKnown || writer.address === null) return
  const own = { workspace_id: ask.workspace_id, link_id: link.id }
  const now = doer.now()
  const { count } = await db
    .selectFrom('letter_taken')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('workspace_id', '=', own.workspace_id)
    .where('link_id', '=', own.link_id)
    .where('is_replied', '=', true)
    .where('at', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow()
  if (Number(count) >= REPLIES_A_DAY_MAX) return
  await db.updateTable('letter_taken').set({ is_replied: true }).where('workspace_id', '=', own.workspace_id).where('link_id', '=', link.id).where('key', '=', letter.key).execute()
  const sendingId = uuidv7(now)
  await db
    .insertInto('sending')
    .values({
      ...own, id: sendingId, ask_id: ask.id, round: ask.round, person_id: writer.personId, address: writer.address,
      channel: 'mail', purpose: 'question', state: 'waiting', problem: null, at: now, done_at: null,
    })
    .execute()
  const subject = `Re: ${inOneLine(letter.subject.replace(/^(?:(?:re|השב|תגובה)\s*:\s*)+/i, ''), SUBJECT_UNITS_MAX)}`
  const data = { ...question, sendingId, linkId: link.id, to: writer.address, language: writer.language, subject, thread: [...letter.thread] }
  await enqueue(db, REPLY, data, { key: `${REPLY.name} ${sendingId}` })
}

/** Sends such a letter, at most once: a run that finds it begun leaves it as not known. */
export const replyToLetter = (house: TellHouse): Job<Data> => ({
  ...REPLY,
  run: async (ctx, data) => {
    const letter = await ctx.transact((db) => begin(db, ctx, data, house))
    if (letter === null) return
    const { state, problem, error } = await handOver(house, letter)
    await ctx.transact((db) => update(db, ctx, data, { state, problem, begun_at: state === 'waiting' ? null : ctx.now(), done_at: state === 'waiting' ? null : ctx.now() }))
    if (state === 'waiting') throw error
  },
})

async function begin(db: Db, ctx: Ctx, data: Data, { secrets, url, inbox }: TellHouse): Promise<Letter | null> {
  const { workspaceId } = ctx.actor
  const sending = await db
    .selectFrom('sending')
    .innerJoin('ask', (join) => join.onRef('ask.workspace_id', '=', 'sending.workspace_id').onRef('ask.id', '=', 'sending.ask_id'))
    .select(['begun_at', 'sending.state', 'number', 'title'])
    .where('sending.workspace_id', '=', workspaceId)
    .where('sending.id', '=', data.sendingId)
    .forUpdate('sending')
    .executeTakeFirst()
  if (sending?.state !== 'waiting') return null
  const isBegun = sending.begun_at !== null
  await update(db, ctx, data, isBegun ? { state: 'unknown', done_at: ctx.now() } : { begun_at: ctx.now() })
  if (isBegun) return null
  const token = deriveToken(linkKey(secrets), { workspaceId, id: data.linkId })
  const replyTo = inbox.addressFor(token)
  const { language, why, day, next } = data
  const text = say(language, `ask.inbox.reply.${why}`, {
    number: sending.number, title: inOneLine(sending.title), link: addressOf(url, token),
    day: day === null ? '' : dayInWords(language, day, ctx.now()), next: next === null ? '' : dayInWords(language, next, ctx.now()),
    typed: next === null ? '' : dayAsTyped(language, next),
  })
  return {
    to: data.to, subject: data.subject, text: `${text}\n`, messageId: inbox.messageIdFor(token, data.sendingId), references: data.thread,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }, ...(replyTo !== null && { replyTo }),
  }
}

async function update(db: Db, ctx: Ctx, { sendingId }: Data, changed: { state?: 'sent' | 'refused' | 'unknown' | 'waiting'; problem?: string | null; begun_at?: Date | null; done_at?: Date | null }): Promise<void> {
  await db.updateTable('sending').set(changed).where('workspace_id', '=', ctx.actor.workspaceId).where('id', '=', sendingId).execute()
}
