import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { readerOf } from '../reader.ts'
import { maySayAwayOf } from './absences.ts'
import { nameablePersons } from './may-speak-for.ts'

/** Says that somebody is not away after all. */
export function removeAbsence(ctx: Ctx, { id }: ParsedOf<typeof contract.removeAbsence>): Promise<Record<never, never>> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const row = await db.deleteFrom('absence').where('workspace_id', '=', workspaceId).where('id', '=', id).returning('person_id').executeTakeFirst()
    const person = row && (await nameablePersons(db, reader)).find((one) => one.id === row.person_id)
    if (!person) throw new Refusal('not_found')
    if (!maySayAwayOf(reader, person)) throw new Refusal('ask.not_your_side')
    await record(db, ctx, 'ask.absence_removed', { absenceId: id, personId: person.id })
    return {}
  })
}
