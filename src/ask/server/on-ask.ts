import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type { AskDetails } from '../contract.ts'
import type { Side } from '../machine.ts'
import { type AskRow, lockAsk } from './lock-ask.ts'
import { type May, sidesMay } from './may-do.ts'
import { readAsk, visibleAsk } from './read-ask.ts'
import { nameOf, readerOf, type Reader, sidesOf } from './reader.ts'

/** A locked ask, and whoever is about to do something to it: on which sides they stand, and how they are called. */
export type OnAsk = { readonly db: Db; readonly ask: AskRow; readonly reader: Reader; readonly sides: readonly Side[]; readonly by: string }

/** One deed of somebody at work, in one transaction. Refuses an ask that they may not see, and what none of their sides may do. Returns the ask after it. */
export function onAsk(ctx: Ctx, { id, revision }: { id: string; revision?: number | undefined }, what: May, work: (on: OnAsk) => Promise<unknown>): Promise<AskDetails> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    await visibleAsk(db, workspaceId, id, reader)
    const ask = await lockAsk(db, workspaceId, id)
    const sides = await sidesOf(db, ask, reader)
    if (!sidesMay(sides, what)) throw new Refusal('ask.not_your_side')
    refuseChanged(ask, revision)
    await work({ db, ask, reader, sides, by: await nameOf(db, reader) })
    return readAsk(db, workspaceId, id, reader, ctx.now())
  })
}

/** Refuses when the ask has changed since the deed was chosen, if it is known at which revision it was. */
export function refuseChanged(ask: AskRow, revision: number | undefined): void {
  if (revision !== undefined && revision !== ask.revision) throw new Refusal('conflict')
}
