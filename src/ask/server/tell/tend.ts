import { z } from 'zod'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { enqueue, type Job } from '../../../base/server/jobs.ts'
import { record } from '../../../base/server/record.ts'
import { awaitsAnswer } from '../../machine.ts'
import type { Doer } from '../doer.ts'
import { keepLedgerRow } from '../ledger/keep-ledger-row.ts'
import { aboutAsk, type AskRow, lockAsk } from '../lock-ask.ts'
import { dayIn } from '../working-days.ts'
import { addNews, addSending } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { type AnswerClock, type Judgement, judgeSilence, type Waiting } from './judge-silence.ts'
import { type Duty, dutiesOfPromise, dutiesOfWaiting, slotOf, whatNow } from './plan-tending.ts'
import { quietOf } from './quiet-of.ts'
import { askedOf, askedSide, askingSide, onDuty, type Recipient } from './recipients.ts'
import { clockOf, sendingsToAsked, waitingOf } from './waiting-of.ts'

const TEND = { name: 'ask.tend', data: z.object({ askId: z.uuid() }) } as const

/**
 * Looks after one ask by itself: reminds both sides, notices when no answer has come, and plans when to look again. Each duty is done once,
 * only in the working hours of whoever is asked, never in quiet times and never in an emergency. Safe to run twice.
 */
export const tend = ({ mail }: Pick<TellHouse, 'mail'>): Job<{ askId: string }> => ({
  ...TEND,
  run: (ctx, { askId }) => ctx.transact(async (db) => {
    const ask = await lockAsk(db, ctx.actor.workspaceId, askId)
    const { due, waiting } = await look(db, ctx, ask)
    if (due !== null && mail.configured) await fulfil(db, ctx, ask, { due, waiting })
    await planTending(db, ctx, askId)
    await keepLedgerRow(db, ask.workspace_id, askId)
  }),
})

/** Keeps what is known of an ask's delivery and silence as of now, and plans when to look after it next. In the transaction of every deed. */
export async function planTending(db: Db, doer: Doer, askId: string): Promise<void> {
  const ask = await lockAsk(db, doer.actor.workspaceId, askId)
  const { next } = await look(db, doer, ask)
  if (next !== null) await enqueue(db, TEND, { askId }, { runAt: next, key: `${TEND.name}:${askId}` })
}

type Look = { readonly due: Duty | null; readonly next: Date | null; readonly waiting: Waiting | null }

/** What is to be done about an ask now, and when there will be more. */
async function look(db: Db, doer: Doer, ask: AskRow): Promise<Look> {
  const now = doer.now()
  const clock = await clockOf(db, ask, now)
  const waiting = awaitsAnswer(ask.state) ? await waitingOf(db, ask, await onDuty(db, ask.workspace_id, askedOf(ask), now)) : null
  const judged = waiting && judgeSilence(waiting, clock, now)
  if (waiting && judged) await keepClock(db, doer, ask, { waiting, judged, zone: clock.calendar.zone })
  const duties = waiting && judged ? dutiesOfWaiting(waiting, judged, clock.calendar) : await promiseDuties(db, ask, clock)
  const { due, next } = whatNow(duties, await slotsDone(db, ask), await manners(db, ask, clock), now)
  const verdictAt = judged?.knownSince && judged.answerBy && judged.answerBy > now ? judged.answerBy : null
  return { due, waiting, next: next && verdictAt ? new Date(Math.min(next.getTime(), verdictAt.getTime())) : next ?? verdictAt }
}

/** Writes down since when an ask is known to have arrived, by when an answer is due, and since when it counts as not answered. */
async function keepClock(db: Db, doer: Doer, ask: AskRow, { waiting, judged, zone }: { waiting: Waiting; judged: Judgement; zone: string }): Promise<void> {
  const { knownSince, answerBy, isSilent } = judged
  const silentSince = isSilent ? ask.silent_at ?? answerBy : null
  await db
    .updateTable('ask')
    .set({ delivered_at: knownSince ?? ask.seen_at, answer_by: answerBy, silent_at: silentSince })
    .where('workspace_id', '=', ask.workspace_id)
    .where('id', '=', ask.id)
    .execute()
  if (silentSince === null || ask.silent_at !== null || answerBy === null) return
  await record(db, doer, 'ask.fell_silent', { ...aboutAsk(ask), answerBy: answerBy.toISOString() })
  const news = { side: 'asking', what: 'silent', day: dayIn(zone, answerBy) } as const
  await addNews(db, ask, doer.now(), { to: await askingSide(db, ask, doer.now()), purpose: 'answered', slot: `silent ${waiting.since.toISOString()}`, news })
}

async function promiseDuties(db: Db, ask: AskRow, { calendar }: AnswerClock): Promise<Duty[]> {
  if (ask.state !== 'promised' || ask.promise_id === null) return []
  const promise = await db
    .selectFrom('promise').select(['due', 'made_at']).where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.promise_id).executeTakeFirstOrThrow()
  return dutiesOfPromise({ due: promise.due, madeAt: promise.made_at }, calendar)
}

async function manners(db: Db, ask: AskRow, { calendar, emergencies }: AnswerClock) {
  const written = (await sendingsToAsked(db, ask)).filter(({ state }) => state !== 'refused')
  return {
    calendar, quiet: await quietOf(db, ask.workspace_id, calendar),
    isEmergency: emergencies.some(({ until }) => until === null), lastWrittenAt: written.at(-1)?.at ?? null,
  }
}

async function slotsDone(db: Db, ask: AskRow): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sending').select('slot').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).where('slot', 'is not', null).execute()
  return new Set(rows.map(({ slot }) => slot ?? ''))
}

async function fulfil(db: Db, doer: Doer, ask: AskRow, { due, waiting }: { due: Duty; waiting: Waiting | null }): Promise<void> {
  const now = doer.now()
  const slot = slotOf(due)
  if (due.what === 'due_soon' || due.what === 'due_today' || due.what === 'overdue') {
    const asked = await askedSide(db, ask, now)
    if (asked?.email) await addSending(db, ask, now, { channel: 'mail', purpose: 'due', to: asked, slot })
    const news = { side: 'asking', what: due.what, day: due.of } as const
    return addNews(db, ask, now, { to: await askingSide(db, ask, now), purpose: 'due', slot: `${slot} asking`, news })
  }
  const { to, deputies } = await onDuty(db, ask.workspace_id, askedOf(ask), now)
  const takesMail = (one: Recipient): boolean => one.email !== null && !waiting?.sent.some((sent) => sent.way === 'mail' && sent.to === one.personId && sent.state === 'bounced')
  if (due.what !== 'last_call' && to && takesMail(to)) {
    await addSending(db, ask, now, { channel: 'mail', purpose: 'reminder', to, slot })
    return
  }
  const deputy = due.what === 'last_call' ? deputies.find(takesMail) : undefined
  if (deputy) await addSending(db, ask, now, { channel: 'mail', purpose: 'deputy', to: deputy, slot: `deputy ${due.of}` })
  await addNews(db, ask, now, { to: await askingSide(db, ask, now), purpose: 'answered', slot, news: { side: 'asking', what: 'share_wanted' } })
}

const REPLAN = { name: 'ask.replan', data: z.object({ after: z.uuid().nullable() }) } as const
/** Asks looked at in one run; what remains is a job of its own. */
const REPLANNED_MAX = 200

/** Plans anew when to look after each open ask: when time has stood still, when hours, absences or quiet days have changed. */
export const replanAll = (db: Db, workspaceId: string): Promise<void> =>
  enqueue(db, REPLAN, { after: null }, { key: `${REPLAN.name}:${workspaceId}` })

/** See `replanAll`. */
export const replan: Job<{ after: string | null }> = {
  ...REPLAN,
  run: async (ctx, { after }) => {
    const { workspaceId } = ctx.actor
    const asks = await ctx.transact((db) => db
      .selectFrom('ask')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('state', 'in', ['asked', 'seen', 'needs_date', 'promised'])
      .$if(after !== null, (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(REPLANNED_MAX)
      .execute())
    for (const { id } of asks) {
      await ctx.transact((db) => planTending(db, ctx, id)).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
      })
    }
    const last = asks.at(-1)
    if (last && asks.length === REPLANNED_MAX) await ctx.transact((db) => enqueue(db, REPLAN, { after: last.id }))
  },
}
