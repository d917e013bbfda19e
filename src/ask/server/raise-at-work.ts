import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { raiseAsk } from './raise-ask.ts'
import { readAsk } from './read-ask.ts'
import { isManagement, readerOf } from './reader.ts'

/** Raises an ask. In the name of another department than one's own only owners and managers do. */
export function raiseAtWork(ctx: Ctx, { key, ...draft }: ParsedOf<typeof contract.raise>): Promise<contract.AskDetails> {
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const fromDepartmentId = draft.fromDepartmentId ?? reader.departmentId
    if (fromDepartmentId !== reader.departmentId && !isManagement(reader)) throw new Refusal('ask.not_your_side')
    const { id } = await raiseAsk(db, ctx, { ...draft, fromDepartmentId }, { key })
    return readAsk(db, ctx.actor.workspaceId, id, reader, ctx.now())
  })
}
