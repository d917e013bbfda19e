import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { refuseDuplicate } from '../../../base/server/refuse-duplicate.ts'
import { KINDS, type Kind, type OwnKind } from '../../contract.ts'

/** How many kinds of its own a workspace may have. */
export const OWN_KINDS_MAX = 100

/** A workspace's own kinds that are offered, by name. */
export function ownKinds(db: Db, workspaceId: string): Promise<OwnKind[]> {
  return db
    .selectFrom('ask_kind')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name').orderBy('id')
    .limit(OWN_KINDS_MAX)
    .execute()
}

/** Whether it is one of Heed's. */
export const isHeeds = (kind: string): boolean => KINDS.some((each) => each === kind)

/** Refuses kinds that this workspace does not offer. */
export async function refuseUnknownKinds(db: Db, workspaceId: string, kinds: readonly Kind[]): Promise<void> {
  const own = kinds.filter((kind) => !isHeeds(kind))
  if (own.length === 0) return
  const known = new Set((await ownKinds(db, workspaceId)).map(({ id }) => id))
  const kind = own.find((id) => !known.has(id))
  if (kind !== undefined) throw new Refusal('not_found', { kind })
}

/** Does the work; refuses when it would give two kinds one name, whatever the case. */
export const refuseTakenKindName = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  refuseDuplicate('ask_kind_name', new Refusal('ask.kind_taken', { name }), work)
