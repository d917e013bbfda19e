import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { OWN_KINDS_MAX, ownKinds, refuseTakenKindName } from './kinds.ts'

/** Adds a kind of ask of a name that is not taken. */
export async function addKind(ctx: Ctx, { name }: ParsedOf<typeof contract.addKind>): Promise<contract.OwnKind> {
  const { workspaceId } = ctx.actor
  return refuseTakenKindName(name, () => ctx.transact(async (db) => {
    if ((await ownKinds(db, workspaceId)).length >= OWN_KINDS_MAX) throw new Refusal('ask.too_many_kinds', { max: OWN_KINDS_MAX })
    const id = uuidv7(ctx.now())
    await db.insertInto('ask_kind').values({ workspace_id: workspaceId, id, name, created_at: ctx.now(), removed_at: null }).execute()
    await record(db, ctx, 'ask.kind_added', { kindId: id, name })
    return { id, name }
  }))
}
