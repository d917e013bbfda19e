import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { calendarOf } from '../../../people/index.ts'
import { emergenciesBetween } from '../cards/emergency.ts'
import type { AskRow } from '../lock-ask.ts'
import { type Answered, countRound, type LedgerRow, type Question } from './count-round.ts'

/**
 * Keeps the ledger's rows of an ask as what is stored of it says: called after every deed, in its transaction, with the ask locked. Called
 * again it changes nothing. What is not asked of a department has no row, as its figures would be a person's; nor has a round that was taken
 * back before it was answered.
 */
export async function keepLedgerRow(db: Db, workspaceId: string, askId: string): Promise<void> {
  const ask = await db.selectFrom('ask').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', askId).executeTakeFirst()
  const rows = ask ? await rowsOf(db, ask) : []
  await db
    .deleteFrom('ledger_row')
    .where('workspace_id', '=', workspaceId)
    .where('ask_id', '=', askId)
    .where('round', 'not in', [0, ...rows.map(({ round }) => round)])
    .execute()
  for (const row of rows) await keep(db, row)
}

/** Writes a row if it is another than there was: one that is unchanged stays rolled up. */
async function keep(db: Db, row: LedgerRow): Promise<void> {
  const { workspace_id: _, ask_id: __, round: ___, ...changing } = row
  const columns = Object.keys(changing)
  const list = (prefix: string) => sql.join(columns.map((column) => sql.ref(`${prefix}.${column}`)))
  await db
    .insertInto('ledger_row')
    .values(row)
    .onConflict((conflict) => conflict
      .columns(['workspace_id', 'ask_id', 'round'])
      .doUpdateSet(changing)
      .where(sql<boolean>`(${list('ledger_row')}) is distinct from (${list('excluded')})`))
    .execute()
}

async function rowsOf(db: Db, ask: AskRow): Promise<LedgerRow[]> {
  if (ask.to_department_id === null) return []
  const of = { workspaceId: ask.workspace_id, askId: ask.id }
  const [questions, answers, promises, corrections] = [
    await questionsOf(db, ask, ask.to_department_id), await answersOf(db, of, ask.answer_id), await promisesOf(db, of), await correctionsOf(db, of),
  ]
  const calendar = await calendarOf(db, ask.workspace_id, ask.to_department_id)
  const until = answers.at(-1)?.at ?? ask.asked_at
  const emergencies = await emergenciesBetween(db, ask.workspace_id, ask.raised_at, until)
  const silentSince = ask.silent_at === null ? null : await silenceSeen(db, ask, ask.silent_at)
  const counted = questions.map((question) => countRound({
    question,
    silentAt: question.round === ask.round ? silentSince : null,
    answers: answers.filter(({ round }) => round === question.round),
    promises: promises.filter(({ round }) => round === question.round),
    corrections: corrections.filter(({ round }) => round === question.round),
    turnedAt: answers.find(({ round, kind }) => round > question.round && (kind === 'yes_by' || kind === 'yes_but'))?.confirmed_at ?? null,
    calendar,
    emergencies,
  }))
  return counted.filter((row) => !(ask.state === 'withdrawn' && row.round === ask.round && row.answer === null))
}

/** Since when a silence could be known of: noticed later than it fell, the department has its days from then on. */
async function silenceSeen(db: Db, ask: AskRow, silentAt: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from fact
    where workspace_id = ${ask.workspace_id} and data ->> 'askId' = ${ask.id} and (name like 'ask.%' or name like 'promise.%')
      and name = 'ask.fell_silent' and (data ->> 'round')::int = ${ask.round}`.execute(db)
  const noticedAt = rows[0]?.at ?? silentAt
  return noticedAt > silentAt ? noticedAt : silentAt
}

/** The round the ask is in, and those before it with the clock they had. */
async function questionsOf(db: Db, ask: AskRow, departmentId: string): Promise<Question[]> {
  const now = {
    workspace_id: ask.workspace_id, ask_id: ask.id, round: ask.round, to_id: departmentId, from_id: ask.from_department_id,
    asked_at: ask.asked_at, answer_by: ask.answer_by, short_notice: ask.short_notice, no_evidence: ask.no_evidence,
  }
  if (ask.round === 1) return [now]
  const before = await db
    .selectFrom('ledger_row')
    .select(['workspace_id', 'ask_id', 'round', 'to_id', 'from_id', 'asked_at', 'answer_by', 'short_notice', 'no_evidence'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('round', '<', ask.round)
    .orderBy('round')
    .execute()
  return [...before, now]
}

type Of = { readonly workspaceId: string; readonly askId: string }

/** In the order in which they began to count; of one moment, the one that counts now is the last. */
async function answersOf(db: Db, { workspaceId, askId }: Of, answerId: string | null): Promise<Answered[]> {
  const rows = await db
    .selectFrom('answer')
    .leftJoin('ask_condition', (join) => join.onRef('ask_condition.workspace_id', '=', 'answer.workspace_id').onRef('ask_condition.answer_id', '=', 'answer.id'))
    .selectAll('answer')
    .select(['ask_condition.answer_id as condition_of', 'met_at'])
    .where('answer.workspace_id', '=', workspaceId)
    .where('answer.ask_id', '=', askId)
    .where('confirmed_at', 'is not', null)
    .orderBy('confirmed_at').orderBy(sql`(answer.id = ${answerId}::uuid) is true`).orderBy('answer.nr')
    .execute()
  return rows.flatMap(({ condition_of, met_at, confirmed_at, ...answer }) =>
    (confirmed_at === null ? [] : [{ ...answer, confirmed_at, condition: condition_of === null ? null : { isMet: met_at !== null } }]))
}

const promisesOf = (db: Db, { workspaceId, askId }: Of) =>
  db.selectFrom('promise').selectAll().where('workspace_id', '=', workspaceId).where('ask_id', '=', askId).orderBy('made_at').orderBy('id').execute()

const correctionsOf = (db: Db, { workspaceId, askId }: Of) => db
  .selectFrom('ledger_correction')
  .selectAll()
  .where('workspace_id', '=', workspaceId)
  .where('ask_id', '=', askId)
  .orderBy('made_at', 'desc').orderBy('id', 'desc')
  .execute()
