import { Refusal, SourceError } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Job } from '../../../base/server/jobs.ts'
import { type Letter, MaybeTaken } from '../../../base/server/mail.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import { awaitsAnswer } from '../../machine.ts'
import type { Doer } from '../doer.ts'
import { aboutAsk, type AskRow, lockAsk } from '../lock-ask.ts'
import { addNews, MAIL_LETTER, type SendingRow } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { letterOf } from './letter-of.ts'
import { askingSide } from './recipients.ts'
import { planTending } from './tend.ts'

const PROBLEM_UNITS_MAX = 500
/** A mail server that is away longer than this has what waits for it given up. */
export const GIVE_UP_AFTER_MS = 2 * 86_400_000

type Data = { sendingId: string }

/**
 * Hands one letter to the mail server, at most once: that it begins is written down before, so that a run which finds one begun and not
 * ended knows that nobody knows. A server that is busy or away is tried again by the queue; what it refuses stands with the ask and is
 * told to whoever asked.
 */
export const mailLetter = (house: TellHouse): Job<Data> => ({
  ...MAIL_LETTER,
  run: async (ctx, { sendingId }) => {
    const letter = await ctx.transact((db) => begin(db, ctx, sendingId, house))
    if (letter === null) return
    const ended = await handOver(house, letter)
    const isRetried = await ctx.transact((db) => end(db, ctx, sendingId, ended))
    if (isRetried) throw ended.error
  },
})

type Ended = { readonly state: 'sent' | 'refused' | 'unknown' | 'waiting'; readonly problem: string | null; readonly error: unknown }

/** What became of a letter. `waiting`: it may be tried again. */
export async function handOver({ mail }: Pick<TellHouse, 'mail'>, letter: Letter): Promise<Ended> {
  try {
    await mail.send(letter)
    return { state: 'sent', problem: null, error: null }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const state = error instanceof MaybeTaken ? 'unknown' : error.then === 'stop' ? 'refused' : 'waiting'
    return { state, problem: error.message.slice(0, PROBLEM_UNITS_MAX), error }
  }
}

/** The letter, and that it is about to be handed over; null when there is nothing (more) to send. */
async function begin(db: Db, ctx: Ctx, sendingId: string, house: TellHouse): Promise<Letter | null> {
  const { workspaceId } = ctx.actor
  const sending = await db.selectFrom('sending').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', sendingId).executeTakeFirst()
  if (!sending) return null
  const ask = await lockAsk(db, workspaceId, sending.ask_id)
  const current = await db.selectFrom('sending').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', sendingId).executeTakeFirst()
  if (current?.state !== 'waiting') return null
  if (current.begun_at !== null) {
    await settle(db, ctx, ask, current, { state: 'unknown', problem: null, error: null })
    return null
  }
  if (current.address === null || isOvertaken(ask, current)) {
    await db.deleteFrom('sending').where('workspace_id', '=', workspaceId).where('id', '=', sendingId).execute()
    return null
  }
  const { linkId, ...letter } = await letterOf(db, ctx, ask, { ...current, address: current.address }, house)
  await db.updateTable('sending').set({ begun_at: ctx.now(), link_id: linkId }).where('workspace_id', '=', workspaceId).where('id', '=', sendingId).execute()
  return letter
}

/** What it is about has been settled before it could leave. */
function isOvertaken(ask: AskRow, { purpose, round }: SendingRow): boolean {
  if (purpose === 'ask' || purpose === 'reminder' || purpose === 'deputy') return round !== ask.round || !awaitsAnswer(ask.state)
  return purpose === 'due' && ask.state !== 'promised'
}

/** Writes down what became of a letter; true: it is to be tried again. */
async function end(db: Db, ctx: Ctx, sendingId: string, ended: Ended): Promise<boolean> {
  const { workspaceId } = ctx.actor
  const { ask_id } = await db.selectFrom('sending').select('ask_id').where('workspace_id', '=', workspaceId).where('id', '=', sendingId).executeTakeFirstOrThrow()
  const ask = await lockAsk(db, workspaceId, ask_id)
  const sending = await db.selectFrom('sending').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', sendingId).executeTakeFirstOrThrow()
  const isTooOld = ctx.now().getTime() - sending.at.getTime() > GIVE_UP_AFTER_MS
  if (ended.state === 'waiting' && !isTooOld) {
    await db
      .updateTable('sending')
      .set({ begun_at: null, problem: ended.problem })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', sendingId)
      .execute()
    return true
  }
  await settle(db, ctx, ask, sending, ended.state === 'waiting' ? { ...ended, state: 'refused' } : ended)
  return false
}

async function settle(db: Db, ctx: Ctx, ask: AskRow, sending: SendingRow, { state, problem }: Ended): Promise<void> {
  const { id, channel, purpose, person_id: personId } = sending
  await db
    .updateTable('sending')
    .set({ state, problem, done_at: ctx.now() })
    .where('workspace_id', '=', ask.workspace_id)
    .where('id', '=', id)
    .execute()
  if (state === 'sent') await record(db, ctx, 'ask.sent', { ...aboutAsk(ask), sendingId: id, channel, purpose, personId })
  else await tellOfTrouble(db, ctx, ask, sending, { isUnknown: state === 'unknown', problem: problem ?? '' })
  await planTending(db, ctx, ask.id)
}

/** A letter came back after it had been taken. Said again, it changes nothing. Within the transaction that has locked the ask. */
export async function sendingBounced(db: Db, doer: Doer, ask: AskRow, sendingId: string, problem: string): Promise<void> {
  const sending = await db
    .updateTable('sending')
    .set({ state: 'bounced', problem: problem.slice(0, PROBLEM_UNITS_MAX), done_at: doer.now() })
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('id', '=', sendingId)
    .where('state', '!=', 'bounced')
    .returningAll()
    .executeTakeFirst()
  if (!sending) return
  await tellOfTrouble(db, doer, ask, sending, { isUnknown: false, problem })
  await planTending(db, doer, ask.id)
}

async function tellOfTrouble(db: Db, doer: Doer, ask: AskRow, sending: SendingRow, { isUnknown, problem }: { isUnknown: boolean; problem: string }): Promise<void> {
  const { id: sendingId, person_id: personId, address } = sending
  if (!isUnknown) await record(db, doer, 'ask.bounced', { ...aboutAsk(ask), sendingId, personId, problem: problem.slice(0, PROBLEM_UNITS_MAX) })
  const to = await askingSide(db, ask, doer.now())
  if (to?.email === address) return // a letter to an address that takes none
  await addNews(db, ask, doer.now(), {
    to, purpose: 'answered', news: { side: 'asking', what: isUnknown ? 'maybe_arrived' : 'not_arrived', to: address ?? '' },
  })
}

/** Refuses what is not there. */
export async function sendingOf(db: Db, workspaceId: string, sendingId: string): Promise<SendingRow> {
  const sending = await db.selectFrom('sending').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', sendingId).executeTakeFirst()
  if (!sending) throw new Refusal('not_found')
  return sending
}
