import type { Db } from '../../../base/server/database.ts'
import { calendarOf } from '../../../people/index.ts'
import { answerDaysOf } from '../answer-days.ts'
import { emergenciesBetween } from '../cards/emergency.ts'
import type { StandIn } from '../cards/stand-in.ts'
import type { AskRow } from '../lock-ask.ts'
import type { SendingRow } from './add-sending.ts'
import type { AnswerClock, Sent, Waiting } from './judge-silence.ts'

const SENDINGS_MAX = 1_000

/** Everything that left because of an ask in this round and asked for an answer or reminded, in order. */
export async function sendingsToAsked(db: Db, ask: AskRow): Promise<SendingRow[]> {
  const rows = await db
    .selectFrom('sending')
    .selectAll()
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('round', '=', ask.round)
    .where('purpose', 'in', ['ask', 'reminder', 'deputy', 'due'])
    .where('news', 'is', null)
    .orderBy('at', 'desc').orderBy('id', 'desc')
    .limit(SENDINGS_MAX)
    .execute()
  return rows.toReversed()
}

/** The wait that an ask is in, if its state awaits an answer: since when, and what is known of its arrival. */
export async function waitingOf(db: Db, ask: AskRow, { to, away, deputies }: StandIn): Promise<Waiting> {
  const { since, touchedAt } = ask.state === 'needs_date' ? await dateWait(db, ask) : { since: ask.asked_at, touchedAt: ask.seen_at }
  const standIns = new Set([...deputies, ...(away ? [to] : [])].map((one) => one?.personId))
  const sent = (await sendingsToAsked(db, ask)).flatMap(({ channel, purpose, state, person_id, address, at, done_at }): Sent[] => {
    if (purpose !== 'ask' && purpose !== 'reminder' && purpose !== 'deputy') return []
    const one = { way: channel, purpose, to: person_id ?? address ?? '', state, at: done_at ?? at }
    return person_id !== null && purpose !== 'deputy' && standIns.has(person_id) ? [one, { ...one, purpose: 'deputy' }] : [one]
  })
  return { since, touchedAt, hasDeputy: standIns.size > 0, sent: sent.filter(({ at }) => at >= since) }
}

/**
 * The wait for a date: since they said *yes* without one, or since their *yes, but* was taken without one. Saying *yes* again does not
 * begin it anew.
 */
async function dateWait(db: Db, ask: AskRow): Promise<Pick<Waiting, 'since' | 'touchedAt'>> {
  const answers = await db
    .selectFrom('answer')
    .select(['kind', 'confirmed_at as at'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('round', '=', ask.round)
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at').orderBy('nr')
    .execute()
  const before = answers.findLastIndex(({ kind }) => kind !== 'yes_needs_date')
  const saidYesAt = answers[before + 1]?.at ?? null
  const taken = await db
    .selectFrom('fact')
    .select('at')
    .where('workspace_id', '=', ask.workspace_id)
    .where('subject', '=', ask.id)
    .where('name', '=', 'ask.counter_accepted')
    .where('at', '>=', answers[before]?.at ?? ask.asked_at)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const since = taken?.at ?? saidYesAt ?? ask.asked_at
  return { since, touchedAt: [saidYesAt, ask.seen_at].find((at) => at !== null && at >= since) ?? null }
}

/** How fast the asked department answers, and when its time runs. */
export async function clockOf(db: Db, ask: AskRow, now: Date): Promise<AnswerClock> {
  return {
    calendar: await calendarOf(db, ask.workspace_id, ask.to_department_id),
    answerDays: await answerDaysOf(db, ask),
    emergencies: await emergenciesBetween(db, ask.workspace_id, ask.asked_at, new Date(now.getTime() + 1)),
  }
}
