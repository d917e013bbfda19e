/** What belongs to an ask beside its answers: each list whole, oldest first. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../base/server/database.ts'
import type { AskDetails, Attachment, Comment, Happening, Sending } from '../contract.ts'
import type { AskRow } from './lock-ask.ts'
import { party } from './present-asks.ts'

/** More than ever happens to one ask: the last ones are shown. */
const HAPPENINGS_MAX = 500
const SENDINGS_MAX = 500
const COUNTER_ASKS_MAX = 100

export async function commentsOf(db: Db, ask: AskRow): Promise<z.infer<typeof Comment>[]> {
  const rows = await db
    .selectFrom('ask_comment')
    .selectAll()
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .orderBy('at').orderBy('nr')
    .execute()
  return rows.map((row) => ({ id: row.id, by: row.by_name, words: row.words, isUnreadMail: row.is_unread_mail, at: row.at.toISOString() }))
}

export async function filesOf(db: Db, ask: AskRow): Promise<z.infer<typeof Attachment>[]> {
  const rows = await db
    .selectFrom('ask_file')
    .select((eb) => ['id', 'name', 'type', 'at', eb.fn<number>('octet_length', ['bytes']).as('size')])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .orderBy('at').orderBy('id')
    .execute()
  return rows.map(({ id, name, type, size, at }) => ({ id, name, type, bytes: size, at: at.toISOString() }))
}

export async function sendingsOf(db: Db, ask: AskRow): Promise<z.infer<typeof Sending>[]> {
  const rows = await db
    .selectFrom('sending')
    .leftJoin('person', (join) => join.onRef('person.workspace_id', '=', 'sending.workspace_id').onRef('person.id', '=', 'sending.person_id'))
    .leftJoin('answer_link', (join) => join.onRef('answer_link.workspace_id', '=', 'sending.workspace_id').onRef('answer_link.id', '=', 'link_id'))
    .select(['sending.id', 'channel', 'purpose', 'state', 'problem', 'at', 'person.name', 'opened_at'])
    .where('sending.workspace_id', '=', ask.workspace_id)
    .where('sending.ask_id', '=', ask.id)
    .orderBy('at', 'desc').orderBy('sending.id', 'desc')
    .limit(SENDINGS_MAX)
    .execute()
  return rows.toReversed().map(({ at, name, opened_at, ...row }) => ({ ...row, to: name, at: at.toISOString(), openedAt: opened_at?.toISOString() ?? null }))
}

/** What happened to an ask, and to its promises. */
export async function historyOf(db: Db, ask: AskRow): Promise<z.infer<typeof Happening>[]> {
  const { rows } = await sql<{ name: string; by: string | null; data: Record<string, unknown>; at: Date }>`
    select fact.name, u.name as by, data, at from fact left join auth."user" u on u.id = fact.user_id
    where fact.workspace_id = ${ask.workspace_id} and subject = ${ask.id} and (fact.name like 'ask.%' or fact.name like 'promise.%')
    order by fact.id desc limit ${HAPPENINGS_MAX}`.execute(db)
  return rows.toReversed().map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function counterAsksOf(db: Db, ask: AskRow): Promise<AskDetails['counterAsks']> {
  const rows = await db
    .selectFrom('ask')
    .leftJoin('department', (join) => join.onRef('department.workspace_id', '=', 'ask.workspace_id').onRef('department.id', '=', 'to_department_id'))
    .leftJoin('person', (join) => join.onRef('person.workspace_id', '=', 'ask.workspace_id').onRef('person.id', '=', 'to_person_id'))
    .select(['ask.id', 'number', 'title', 'state', 'to_department_id', 'department.name as department', 'is_outside', 'to_person_id', 'person.name as person'])
    .where('ask.workspace_id', '=', ask.workspace_id)
    .where('counter_to', '=', ask.id)
    .orderBy('number')
    .limit(COUNTER_ASKS_MAX)
    .execute()
  return rows.map(({ id, number, title, state, ...row }) =>
    ({ id, number, title, state, to: party(row.to_department_id, row.department, row.is_outside, row.to_person_id, row.person) }))
}
