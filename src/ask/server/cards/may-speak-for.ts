import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { isManagement, type Reader } from '../reader.ts'

/**
 * Whether somebody may speak for a department: owners and managers for each, others for their own. (A partner's own is an outsider's,
 * or none: see `readerOf`.)
 */
export const maySpeakFor = (reader: Reader, departmentId: string | null): boolean =>
  isManagement(reader) || (departmentId !== null && reader.departmentId === departmentId)

/** Refuses whoever may not, and a department that is not there. */
export async function refuseSpeakingFor(db: Db, reader: Reader, departmentId: string): Promise<void> {
  const row = await db.selectFrom('department').select('id').where('workspace_id', '=', reader.workspaceId).where('id', '=', departmentId).executeTakeFirst()
  if (!row) throw new Refusal('not_found', { department: departmentId })
  if (!maySpeakFor(reader, departmentId)) throw new Refusal('ask.not_your_side')
}

const PERSONS_MAX = 2_000

/** Somebody of the workspace, by name. */
export type Nameable = { readonly id: string; readonly name: string; readonly departmentId: string | null }

/** Whom somebody may name as contact, deputy or away, by name: an outsider those of their own side. */
export function nameablePersons(db: Db, reader: Reader): Promise<Nameable[]> {
  let query = db.selectFrom('person').select(['id', 'name', 'department_id as departmentId']).where('workspace_id', '=', reader.workspaceId)
  if (reader.role === 'partner') query = query.where('department_id', '=', reader.departmentId)
  return query.orderBy('name').orderBy('id').limit(PERSONS_MAX).execute()
}

/** Refuses persons whom they may not name. Nobody named is fine. */
export async function refuseUnnameable(db: Db, reader: Reader, personIds: readonly (string | null)[]): Promise<void> {
  const named = personIds.filter((id) => id !== null)
  if (named.length === 0) return
  const known = new Set((await nameablePersons(db, reader)).map(({ id }) => id))
  const person = named.find((id) => !known.has(id))
  if (person !== undefined) throw new Refusal('not_found', { person })
}
