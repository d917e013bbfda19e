import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'

/** A department or a person as rows name them: with a person their department goes along. Refuses those who are not there. */
export async function partyOf(
  db: Db, workspaceId: string, departmentId: string | null, personId: string | null,
): Promise<{ department_id: string | null; person_id: string | null }> {
  if (personId !== null) {
    const person = await db.selectFrom('person').select('department_id').where('workspace_id', '=', workspaceId).where('id', '=', personId).executeTakeFirst()
    if (!person) throw new Refusal('not_found', { person: personId })
    return { department_id: person.department_id, person_id: personId }
  }
  if (departmentId !== null) {
    const row = await db.selectFrom('department').select('id').where('workspace_id', '=', workspaceId).where('id', '=', departmentId).executeTakeFirst()
    if (!row) throw new Refusal('not_found', { department: departmentId })
  }
  return { department_id: departmentId, person_id: null }
}
