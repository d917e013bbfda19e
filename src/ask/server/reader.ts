import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Actor } from '../../ctx.ts'
import type { Side } from '../machine.ts'
import type { AskRow } from './lock-ask.ts'

/** Somebody at work, with the person they are. A partner is of an outside department or of none. */
export type Reader = Actor & { readonly personId: string | null; readonly departmentId: string | null }

/** Who an actor is among the persons of the workspace. */
export async function readerOf(db: Db, actor: Actor): Promise<Reader> {
  const person = actor.userId === null ? undefined : await db
    .selectFrom('person')
    .leftJoin('department', (join) => join.onRef('department.workspace_id', '=', 'person.workspace_id').onRef('department.id', '=', 'department_id'))
    .select(['person.id', 'department_id', 'is_outside'])
    .where('person.workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst()
  const departmentId = actor.role === 'partner' && !person?.is_outside ? null : person?.department_id
  return { ...actor, personId: person?.id ?? null, departmentId: departmentId ?? null }
}

/** How a reader is called: as the person they are, otherwise as their account. Heed itself has no name. */
export async function nameOf(db: Db, { workspaceId, userId }: Actor): Promise<string> {
  const row = userId === null ? undefined : await db
    .selectFrom('auth.user')
    .leftJoin('person', (join) => join.onRef('user_id', '=', 'auth.user.id').on('workspace_id', '=', workspaceId))
    .select((eb) => eb.fn.coalesce('person.name', 'auth.user.name').as('name'))
    .where('auth.user.id', '=', userId)
    .executeTakeFirst()
  return row?.name ?? ''
}

/** Owners and managers act for whichever side, and read what is for management only. */
export const isManagement = ({ role }: Pick<Actor, 'role'>): boolean => role === 'owner' || role === 'manager'

/** Of an ask named `ask`: whether it is asked by this reader's department, or was raised by them. */
export const isFollowedBy = ({ departmentId, userId }: Reader): RawBuilder<boolean> =>
  sql<boolean>`(ask.from_department_id = ${departmentId}::uuid or ask.raised_by = ${userId}::text)`

/** Of an ask named `ask`: whether this reader or their department is asked. */
export const isAskedOf = ({ departmentId, personId }: Reader): RawBuilder<boolean> =>
  sql<boolean>`(ask.to_department_id = ${departmentId}::uuid or ask.to_person_id = ${personId}::uuid)`

/** Of an ask named `ask`: whether this reader may see it. An outsider sees those of their own side. */
export const isVisibleTo = (reader: Reader): RawBuilder<boolean> =>
  reader.role === 'partner' ? sql<boolean>`(${isFollowedBy(reader)} or ${isAskedOf(reader)})` : sql<boolean>`true`

/** The sides on which a reader stands by themselves, whatever their role lets them do. */
export async function ownSidesOf(db: Db, ask: AskRow, reader: Reader): Promise<Side[]> {
  const { departmentId, personId, userId } = reader
  const sides: Side[] = []
  if ((departmentId !== null && departmentId === ask.from_department_id) || (userId !== null && userId === ask.raised_by)) sides.push('asking')
  const isOfDepartment = departmentId !== null && departmentId === ask.to_department_id
  const isAsked = isOfDepartment || (personId !== null && (personId === ask.to_person_id || await standsIn(db, ask, personId)))
  if (isAsked) sides.push('asked')
  if (await ownsCondition(db, ask, reader)) sides.push('condition_owner')
  return sides
}

/** The sides that a reader may act for. */
export async function sidesOf(db: Db, ask: AskRow, reader: Reader): Promise<Side[]> {
  return isManagement(reader) ? ['asking', 'asked', 'condition_owner'] : ownSidesOf(db, ask, reader)
}

/** Whether somebody of elsewhere answers for the asked side: the contact or deputy on its card, or whoever stands in for somebody away since it was asked. */
async function standsIn(db: Db, ask: AskRow, personId: string): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    with card as (
      select contact_id, deputy_id from service_card where workspace_id = ${ask.workspace_id} and department_id = ${ask.to_department_id}
    )
    select exists (select from card where ${personId} in (contact_id, deputy_id)) or exists (
      select from absence where workspace_id = ${ask.workspace_id} and deputy_id = ${personId} and until_day >= ${ask.asked_at}::date
        and (person_id = ${ask.to_person_id} or person_id in (select contact_id from card))
    ) as stands`.execute(db)
  return rows[0]?.stands ?? false
}

async function ownsCondition(db: Db, ask: AskRow, { departmentId, personId }: Reader): Promise<boolean> {
  if (ask.answer_id === null || (departmentId === null && personId === null)) return false
  const { rows } = await sql`
    select from ask_condition where workspace_id = ${ask.workspace_id} and answer_id = ${ask.answer_id}
      and (person_id = ${personId} or (person_id is null and department_id = ${departmentId}))`.execute(db)
  return rows.length > 0
}
