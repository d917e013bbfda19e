import type { OutputOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import { calendarOf } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import type { Reader } from '../reader.ts'
import { dayIn } from '../working-days.ts'
import { maySpeakFor, type Nameable, nameablePersons } from './may-speak-for.ts'

/** How many absences that are not over may be noted. */
export const ABSENCES_MAX = 1_000

/** Whose absence somebody may say: their own, and of those they speak for. */
export const maySayAwayOf = (reader: Reader, person: Nameable): boolean => person.id === reader.personId || maySpeakFor(reader, person.departmentId)

/** Who is away or will be, soonest first. */
export async function absencesFrom(db: Db, reader: Reader, now: Date): Promise<OutputOf<typeof contract.absences>> {
  const { zone } = await calendarOf(db, reader.workspaceId, null)
  const rows = await standingAbsences(db, reader.workspaceId, dayIn(zone, now))
  const nameable = await nameablePersons(db, reader)
  const named = new Map(nameable.map((person) => [person.id, person]))
  const absences = rows.flatMap((row) => {
    const person = named.get(row.person_id)
    if (!person) return []
    const deputy = row.deputy_id === null ? undefined : named.get(row.deputy_id)
    return [{ id: row.id, person, from: row.from_day, until: row.until_day, deputy: deputy ?? null, mayRemove: maySayAwayOf(reader, person) }]
  })
  return { absences, persons: nameable.filter((person) => maySayAwayOf(reader, person)), deputies: nameable }
}

/** Absences that are not over on this day, soonest first. */
export function standingAbsences(db: Db, workspaceId: string, today: string) {
  return db
    .selectFrom('absence')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('until_day', '>=', today)
    .orderBy('from_day').orderBy('id')
    .limit(ABSENCES_MAX)
    .execute()
}
