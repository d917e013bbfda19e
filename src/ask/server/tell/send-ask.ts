import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { isOver } from '../../machine.ts'
import { type AskRow, lockAsk } from '../lock-ask.ts'
import { sidesMay } from '../may-do.ts'
import { readAsk } from '../read-ask.ts'
import { readerOf, sidesOf } from '../reader.ts'
import { isDemo } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { mailAsk } from './mail-ask.ts'

/** Mails an ask, see `mailAsk`. Refuses where no mail can leave (`ask.no_mail`). */
export function send(ctx: Ctx, { id }: ParsedOf<typeof contract.send>, { mail }: Pick<TellHouse, 'mail'>): Promise<OutputOf<typeof contract.send>> {
  return ctx.transact(async (db) => {
    const ask = await askToSend(db, ctx, id)
    if (!mail.configured || await isDemo(db, ask.workspace_id)) throw new Refusal('ask.no_mail')
    await mailAsk(db, ctx, ask)
    return readAsk(db, ask.workspace_id, id, await readerOf(db, ctx.actor), ctx.now())
  })
}

/** The ask, locked, for somebody who may send it. */
export async function askToSend(db: Db, ctx: Ctx, askId: string): Promise<AskRow> {
  const ask = await lockAsk(db, ctx.actor.workspaceId, askId)
  const sides = await sidesOf(db, ask, await readerOf(db, ctx.actor))
  if (!sidesMay(sides, 'send')) throw new Refusal('ask.not_your_side')
  if (isOver(ask.state)) throw new Refusal('ask.not_now', { state: ask.state })
  return ask
}
