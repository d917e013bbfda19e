import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { AskDetails } from '../contract.ts'
import { answersOf } from './answers-of.ts'
import { askSettings } from './cards/settings.ts'
import type { AskRow } from './lock-ask.ts'
import { mayOf } from './may-do.ts'
import { presentAsks } from './present-asks.ts'
import { isManagement, isVisibleTo, ownSidesOf, type Reader, sidesOf } from './reader.ts'
import { commentsOf, counterAsksOf, filesOf, historyOf, sendingsOf } from './said-of.ts'
import { voicesOf } from './voices-of.ts'

/** One ask with all that belongs to it, as this reader may see it. Refuses one that is not there, or not for them. */
export async function readAsk(db: Db, workspaceId: string, askId: string, reader: Reader, now: Date): Promise<AskDetails> {
  const ask = await visibleAsk(db, workspaceId, askId, reader)
  const [shown] = await presentAsks(db, workspaceId, [ask.id], now)
  if (!shown) throw new Refusal('not_found', { ask: askId })
  const own = await ownSidesOf(db, ask, reader)
  const answers = await answersOf(db, ask, { seesReasons: isManagement(reader) || own.includes('asked') })
  const promise = ask.promise_id === null ? null : await db
    .selectFrom('promise').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', ask.promise_id).executeTakeFirstOrThrow()
  const counts = answers.find(({ id }) => id === ask.answer_id) ?? null
  return {
    ...shown,
    details: ask.details,
    worth: ask.worth,
    recipients: ask.recipients,
    amount: ask.amount === null ? null : Number(ask.amount),
    currency: (await askSettings(db, workspaceId)).currency,
    query: await queryOf(db, ask),
    shortNotice: ask.short_notice,
    noEvidence: ask.no_evidence,
    evidence: await voicesOf(db, ask),
    answers,
    comments: await commentsOf(db, ask),
    files: await filesOf(db, ask),
    sendings: await sendingsOf(db, ask),
    history: await historyOf(db, ask),
    counterAsks: await counterAsksOf(db, ask),
    sides: own,
    may: mayOf({ ask, promise, isOverdue: shown.promise?.isOverdue ?? false, answer: counts, now }, reader, await sidesOf(db, ask, reader)),
    revision: ask.revision,
  }
}

/** An ask that this reader may see. Refuses any other as one that is not there. */
export async function visibleAsk(db: Db, workspaceId: string, askId: string, reader: Reader): Promise<AskRow> {
  const ask = await db
    .selectFrom('ask')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', askId)
    .where(isVisibleTo(reader))
    .executeTakeFirst()
  if (!ask) throw new Refusal('not_found', { ask: askId })
  return ask
}

async function queryOf(db: Db, ask: AskRow): Promise<AskDetails['query']> {
  if (ask.query_id === null) return null
  const query = await db.selectFrom('query').select(['id', 'name']).where('workspace_id', '=', ask.workspace_id).where('id', '=', ask.query_id).executeTakeFirst()
  return query ? { ...query, mentions: ask.query_mentions ?? 0 } : null
}
