import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { Ctx } from '../../ctx.ts'
import type { Person, updatePerson as contract } from '../contract.ts'
import { refuseStrangeTies } from './persons.ts'
import { presentPerson } from './present.ts'

/** Changes what is given of a person. */
export function updatePerson(ctx: Ctx, { id, ...change }: ParsedOf<typeof contract>): Promise<Person> {
  const { workspaceId } = ctx.actor
  return refuseDuplicate('person_workspace_id_user_id_key', new Refusal('conflict'), () => ctx.transact(async (db) => {
    await refuseStrangeTies(db, workspaceId, change)
    const row = await db
      .updateTable('person')
      .set((eb) => ({
        name: change.name ?? eb.ref('name'),
        language: change.language ?? eb.ref('language'),
        email: change.email === undefined ? eb.ref('email') : change.email,
        department_id: change.departmentId === undefined ? eb.ref('department_id') : change.departmentId,
        user_id: change.userId === undefined ? eb.ref('user_id') : change.userId,
      }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'people.person_updated', { personId: id, departmentId: row.department_id })
    return presentPerson(row)
  }))
}
