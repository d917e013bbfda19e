import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { Person, addPerson as contract } from '../contract.ts'
import { refuseStrangeTies } from './persons.ts'
import { presentPerson } from './present.ts'

/** Adds somebody who works here. A member is at most one person. */
export function addPerson(ctx: Ctx, { name, email, language, departmentId, userId }: ParsedOf<typeof contract>): Promise<Person> {
  const { workspaceId } = ctx.actor
  return refuseDuplicate('person_workspace_id_user_id_key', new Refusal('conflict'), () => ctx.transact(async (db) => {
    await refuseStrangeTies(db, workspaceId, { departmentId, userId })
    const row = await db
      .insertInto('person')
      .values({
        workspace_id: workspaceId, id: uuidv7(ctx.now()), name, email, language,
        department_id: departmentId, user_id: userId, created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'people.person_added', { personId: row.id, departmentId })
    return presentPerson(row)
  }))
}
