import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import { calendarOf } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { refuseDayPast } from '../check-day.ts'
import { readerOf } from '../reader.ts'
import { dayIn } from '../working-days.ts'
import { ABSENCES_MAX, maySayAwayOf, standingAbsences } from './absences.ts'
import { nameablePersons } from './may-speak-for.ts'

/** Says that somebody is away. Nobody stands in for themselves. */
export function addAbsence(ctx: Ctx, { personId, from, until, deputyId }: ParsedOf<typeof contract.addAbsence>): Promise<contract.Absence> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const nameable = await nameablePersons(db, reader)
    const person = nameable.find(({ id }) => id === personId)
    const deputy = deputyId === null ? null : nameable.find(({ id }) => id === deputyId)
    if (!person || deputy === undefined) throw new Refusal('not_found', { person: person ? deputyId : personId })
    if (!maySayAwayOf(reader, person)) throw new Refusal('ask.not_your_side')
    if (from > until || personId === deputyId) throw new Refusal('bad_input', { field: from > until ? 'until' : 'deputyId' })
    const calendar = await calendarOf(db, workspaceId, person.departmentId)
    refuseDayPast(calendar, until, ctx.now())
    const standing = await standingAbsences(db, workspaceId, dayIn(calendar.zone, ctx.now()))
    if (standing.length >= ABSENCES_MAX) throw new Refusal('ask.too_many_absences', { max: ABSENCES_MAX })
    const id = uuidv7(ctx.now())
    await db.insertInto('absence').values({ workspace_id: workspaceId, id, person_id: personId, from_day: from, until_day: until, deputy_id: deputyId }).execute()
    await record(db, ctx, 'ask.absence_added', { absenceId: id, personId, from, until, deputyId })
    return { id, person, from, until, deputy }
  })
}
