import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { calendarOf } from '../../people/index.ts'
import type { AnswerGiven } from '../contract.ts'
import { afterDeed, type Doer } from './after-deed.ts'
import { stateAfter } from './apply-deed.ts'
import { refuseDay } from './check-day.ts'
import { countAnswer } from './count-answer.ts'
import { type AskRow, aboutAsk } from './lock-ask.ts'
import { partyOf } from './party-of.ts'
import { startOfDay } from './working-days.ts'

/** Of one ask. */
export const ANSWERS_MAX = 100

/** Where an answer comes from. */
export type From = {
  readonly way: 'link' | 'mail' | 'app' | 'told'
  /** Of the letter it came by, or of the page it was sent from: what comes twice is taken once. */
  readonly key: string
  readonly personId: string | null
  readonly userId: string | null
  readonly byName: string
  readonly byAddress: string | null
  /** With `told`: the day on which it was said, and which member wrote it down. */
  readonly toldOn?: string
  readonly writtenBy?: string
  /** False: it waits for the code that is mailed, and changes nothing yet. */
  readonly isConfirmed: boolean
}

/**
 * Takes an answer to a locked ask. The same key again is the same answer. A later answer counts, an earlier one stays. Refuses what the ask's
 * state does not allow (`ask.not_now`; its words are not lost if the caller then hands them to `keepWords`, in another transaction), and a day
 * that has passed or on which nobody works there. Whether its giver is on the asked side, the caller has checked.
 */
export async function answerAsk(db: Db, doer: Doer, ask: AskRow, given: AnswerGiven, from: From): Promise<{ answerId: string; isNew: boolean }> {
  const known = await answerOfKey(db, ask, from.key)
  if (known !== undefined) return { answerId: known, isNew: false }
  stateAfter(ask, given.kind)
  await refuseBad(db, doer, ask, given, from)
  const answer = await db
    .insertInto('answer')
    .values({
      workspace_id: ask.workspace_id, id: uuidv7(doer.now()), ask_id: ask.id, round: ask.round, kind: given.kind, words: given.words,
      due: 'due' in given ? given.due : null,
      reason: given.kind === 'no_because' ? given.reason : null,
      management_only: given.kind === 'no_because' && given.managementOnly,
      way: from.way, person_id: from.personId, user_id: from.userId, by_name: from.byName, by_address: from.byAddress,
      told_on: from.toldOn ?? null, written_by: from.writtenBy ?? null,
      at: doer.now(), confirmed_at: from.isConfirmed ? doer.now() : null, key: from.key,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await keepCondition(db, ask, answer.id, given)
  if (from.isConfirmed) await countAnswer(db, doer, ask, answer)
  else await record(db, doer, 'ask.answer_unconfirmed', { ...aboutAsk(ask), answerId: answer.id })
  if (from.way === 'told') await afterDeed(db, doer, ask.id, 'write_down')
  return { answerId: answer.id, isNew: true }
}

/** The answer that came with this key, if one did. */
export async function answerOfKey(db: Db, ask: AskRow, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('answer')
    .select('id')
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id
}

async function refuseBad(db: Db, doer: Doer, ask: AskRow, given: AnswerGiven, from: From): Promise<void> {
  if (given.kind === 'yes_but' && given.due === null && given.words === '') throw new Refusal('bad_input', { field: 'words' })
  const { answers } = await db
    .selectFrom('answer')
    .select((eb) => eb.fn.countAll<string>().as('answers'))
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .executeTakeFirstOrThrow()
  if (Number(answers) >= ANSWERS_MAX) throw new Refusal('too_many', { most: ANSWERS_MAX })
  const calendar = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  const toldAt = from.toldOn === undefined ? doer.now() : startOfDay(calendar, from.toldOn)
  if (toldAt > doer.now()) throw new Refusal('ask.told_in_future', { day: from.toldOn })
  if ('due' in given && given.due !== null) refuseDay(calendar, given.due, toldAt)
}

/** What would make a no a yes. Refuses an owner who is not there. */
async function keepCondition(db: Db, ask: AskRow, answerId: string, given: AnswerGiven): Promise<void> {
  if (given.kind !== 'no_because' || given.condition === null) return
  const { words, ownerDepartmentId, ownerPersonId } = given.condition
  await db
    .insertInto('ask_condition')
    .values({
      workspace_id: ask.workspace_id, answer_id: answerId, ask_id: ask.id, words, ...await partyOf(db, ask.workspace_id, ownerDepartmentId, ownerPersonId),
      counter_ask_id: null, met_at: null, met_by: null,
    })
    .execute()
}
