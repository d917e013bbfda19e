import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { ANSWERS, type Deed } from '../../machine.ts'
import type { Doer } from '../doer.ts'
import { type AskRow, lockAsk } from '../lock-ask.ts'
import { addNews, addSending } from './add-sending.ts'
import { mailAsk } from './mail-ask.ts'
import type { News } from './news.ts'
import { askedOf, askedSide, askingSide, memberOf, onDuty, type Recipient, standsOn } from './recipients.ts'

type Told = { readonly side: News['side']; readonly what: News['what']; readonly purpose?: 'answered' | 'question' } & Omit<News, 'side' | 'what'>

/**
 * Tells the side that did not do it what was done to an ask, and mails what asks anew by itself: in the transaction of the deed, as its
 * last step. Nobody is told of their own deeds.
 */
export async function tellOf(db: Db, doer: Doer, askId: string, deed: Deed | 'raise' | 'comment' | 'write_down'): Promise<void> {
  const { workspaceId, userId } = doer.actor
  const ask = await lockAsk(db, workspaceId, askId)
  const now = doer.now()
  if (deed === 'write_down') return sendCopy(db, ask, now)
  if (deed === 'meet_condition' || deed === 'ask_again' || (deed === 'raise' && ask.counter_to !== null)) await sendByItself(db, doer, ask)
  const by = await nameOf(db, ask, userId)
  for (const { side, purpose = 'answered', ...news } of await newsOf(db, ask, deed, by)) {
    if (await standsOn(db, ask, side, userId)) continue
    const to = side === 'asking' ? await askingSide(db, ask, now) : await askedSide(db, ask, now)
    await addNews(db, ask, now, { to, purpose, news: { side, ...news } })
  }
}

/** What is asked anew, or for what another ask needs, goes out by itself where a letter reaches somebody. */
async function sendByItself(db: Db, doer: Doer, ask: AskRow): Promise<void> {
  const { to } = await onDuty(db, ask.workspace_id, askedOf(ask), doer.now())
  const wasMailed = ask.counter_to !== null || await db
    .selectFrom('sending').select('id').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).where('channel', '=', 'mail').where('purpose', 'in', ['ask', 'reminder']).limit(1).executeTakeFirst()
  if (to?.email && wasMailed) await mailAsk(db, doer, ask)
}

/** Whoever is asked gets a copy of what was written down for them, at once. */
async function sendCopy(db: Db, ask: AskRow, now: Date): Promise<void> {
  const { to } = await onDuty(db, ask.workspace_id, askedOf(ask), now)
  if (to?.email) await addSending(db, ask, now, { channel: 'mail', purpose: 'copy', to })
}

async function nameOf(db: Db, ask: AskRow, userId: string | null): Promise<string> {
  const member: Recipient | null = userId === null ? null : await memberOf(db, ask.workspace_id, userId)
  if (member) return member.name
  const last = await db
    .selectFrom('answer').select('by_name').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return last?.by_name ?? ''
}

async function newsOf(db: Db, ask: AskRow, deed: Deed | 'raise' | 'comment', by: string): Promise<Told[]> {
  if (ANSWERS.some((kind) => kind === deed)) return [await answerNews(db, ask)].filter((one) => one !== null)
  if (deed === 'comment') return commentNews(db, ask)
  const promise = ask.promise_id === null ? undefined : await db
    .selectFrom('promise').select(['due', 'kept_on']).where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.promise_id).executeTakeFirst()
  const said = await lastSaid(db, ask)
  const about = { by: said.by || by, ...(said.words && { words: said.words }) }
  switch (deed) {
    case 'accept': return [{ side: 'asked', what: 'accepted', by, ...(promise && { day: promise.due }) }]
    case 'accept_undated': return [{ side: 'asked', what: 'accepted_undated', by }]
    case 'decline': return [{ side: 'asked', what: 'declined', ...about, by }]
    case 'withdraw': return (await hasLeft(db, ask)) ? [{ side: 'asked', what: 'withdrawn', ...about, by }] : []
    case 'dispute': return [{ side: 'asked', what: 'disputed', ...about, by }]
    case 'move': return [{ side: 'asking', what: 'moved', ...about, ...(promise && { day: promise.due }) }]
    case 'keep': return [{ side: 'asking', what: 'kept', ...about, ...(promise?.kept_on && { day: promise.kept_on }) }, { side: 'asked', what: 'thanks', ...about }]
    case 'not_keep': return [{ side: 'asking', what: 'not_kept', ...about }, { side: 'asked', what: 'not_kept', ...about }]
    case 'meet_condition': return [{ side: 'asking', what: 'condition_met', ...about, by }]
    default: return []
  }
}

/** The answer that counts. What is for management only is told to nobody by mail. */
async function answerNews(db: Db, ask: AskRow): Promise<Told | null> {
  const answer = await db
    .selectFrom('answer')
    .leftJoin('ask_condition', (join) => join.onRef('ask_condition.workspace_id', '=', 'answer.workspace_id').onRef('ask_condition.answer_id', '=', 'answer.id'))
    .select(['kind', 'due', 'answer.words', 'reason', 'management_only', 'by_name as by', 'ask_condition.words as condition'])
    .where('answer.workspace_id', '=', ask.workspace_id)
    .where('answer.id', '=', ask.answer_id)
    .executeTakeFirst()
  if (!answer) return null
  const { kind, due, reason, by, management_only: isHidden } = answer
  const what = kind === 'yes_but' && due !== null ? 'yes_but_by' : kind === 'no_because' && isHidden ? 'no_because_hidden' : kind
  return {
    side: 'asking', what, by,
    ...(due !== null && { day: due }),
    ...(reason !== null && !isHidden && { reason }),
    ...(answer.words !== '' && !isHidden && { words: answer.words }),
    ...(answer.condition !== null && { condition: answer.condition }),
  }
}

async function commentNews(db: Db, ask: AskRow): Promise<Told[]> {
  const comment = await db
    .selectFrom('ask_comment')
    .select(['words', 'by_name as by', 'is_unread_mail'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .orderBy('at', 'desc').orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!comment) return []
  const { words, by, is_unread_mail } = comment
  if (is_unread_mail) return [{ side: 'asking', what: 'unread', by, words }]
  return [{ side: 'asking', what: 'commented', purpose: 'question', by, words }, { side: 'asked', what: 'commented', purpose: 'question', by, words }]
}

/** Whether the asked side has heard of it at all. */
async function hasLeft(db: Db, ask: AskRow): Promise<boolean> {
  const any = await db
    .selectFrom('sending').select('id').where('workspace_id', '=', ask.workspace_id).where('ask_id', '=', ask.id).where('state', '!=', 'refused').where('news', 'is', null).limit(1).executeTakeFirst()
  return any !== undefined || ask.seen_at !== null
}

/** Who said what with the deed that was recorded last. */
async function lastSaid(db: Db, ask: AskRow): Promise<{ words: string; by: string }> {
  const { rows } = await sql<{ words: string | null; by: string | null }>`
    select data ->> 'words' as words, data ->> 'by' as by from fact
    where workspace_id = ${ask.workspace_id} and subject = ${ask.id} and data ? 'words'
    order by id desc limit 1`.execute(db)
  return { words: rows[0]?.words ?? '', by: rows[0]?.by ?? '' }
}
