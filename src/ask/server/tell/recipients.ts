import type { Db } from '../../../base/server/database.ts'
import { calendarOf, type Language } from '../../../people/index.ts'
import { standInOf } from '../cards/stand-in.ts'
import type { AskRow } from '../lock-ask.ts'
import { dayIn } from '../working-days.ts'

/** Whom something is told: somebody who works here, a member, or both. */
export type Recipient = {
  readonly personId: string | null
  readonly userId: string | null
  readonly name: string
  readonly email: string | null
  readonly language: Language
}

/** Whoever asked: the member who wrote the ask, while they are one, otherwise whom their department's asks go to. Null: nobody is left. */
export async function askingSide(db: Db, ask: AskRow, now: Date): Promise<Recipient | null> {
  const asker = ask.raised_by === null ? null : await memberOf(db, ask.workspace_id, ask.raised_by)
  if (asker || ask.from_department_id === null) return asker
  return (await onDuty(db, ask.workspace_id, { departmentId: ask.from_department_id, personId: null }, now)).to
}

/** Whoever spoke for the asked side last, otherwise whom the ask goes to today. Null: nobody is there. */
export async function askedSide(db: Db, ask: AskRow, now: Date): Promise<Recipient | null> {
  const last = await db
    .selectFrom('answer')
    .select(['person_id', 'user_id'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('ask_id', '=', ask.id)
    .where('confirmed_at', 'is not', null)
    .where('way', '!=', 'told')
    .orderBy('at', 'desc').orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const speaker = last?.person_id ? await personOf(db, ask.workspace_id, last.person_id) : last?.user_id ? await memberOf(db, ask.workspace_id, last.user_id) : null
  return speaker ?? (await onDuty(db, ask.workspace_id, askedOf(ask), now)).to
}

export const askedOf = (ask: AskRow): { departmentId: string | null; personId: string | null } => ({ departmentId: ask.to_department_id, personId: ask.to_person_id })

/** Who stands in for a side today, by its own calendar. */
export async function onDuty(db: Db, workspaceId: string, side: { departmentId: string | null; personId: string | null }, now: Date) {
  const { zone } = await calendarOf(db, workspaceId, side.departmentId)
  return standInOf(db, workspaceId, side, dayIn(zone, now))
}

/** A person by their id. */
export async function personOf(db: Db, workspaceId: string, personId: string): Promise<Recipient | null> {
  const row = await db
    .selectFrom('person')
    .select(['id as personId', 'user_id as userId', 'name', 'email', 'language'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

/** A member by their account: named and written to as the account has it, in the language of the person they are. */
export async function memberOf(db: Db, workspaceId: string, userId: string): Promise<Recipient | null> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('auth.user', 'auth.user.id', 'membership.user_id')
    .innerJoin('workspace', 'workspace.workspace_id', 'membership.workspace_id')
    .leftJoin('person', (join) => join.onRef('person.workspace_id', '=', 'membership.workspace_id').onRef('person.user_id', '=', 'membership.user_id'))
    .select(['person.id as personId', 'auth.user.name', 'auth.user.email', 'person.language', 'workspace.language as usual'])
    .where('membership.workspace_id', '=', workspaceId)
    .where('membership.user_id', '=', userId)
    .executeTakeFirst()
  return row ? { personId: row.personId, userId, name: row.name, email: row.email, language: row.language ?? row.usual } : null
}

/** Whether a member belongs to a side of an ask by themselves: wrote it, is asked, or works in its department. */
export async function standsOn(db: Db, ask: AskRow, side: 'asking' | 'asked', userId: string | null): Promise<boolean> {
  if (userId === null) return side === 'asked' // whoever acts without an account was asked
  if (side === 'asking' && ask.raised_by === userId) return true
  const person = await db
    .selectFrom('person')
    .select(['id', 'department_id'])
    .where('workspace_id', '=', ask.workspace_id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!person) return false
  const departmentId = side === 'asking' ? ask.from_department_id : ask.to_department_id
  return (departmentId !== null && person.department_id === departmentId) || (side === 'asked' && person.id === ask.to_person_id)
}
