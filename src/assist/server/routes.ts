import { sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Routes } from '../../base/server/serve.ts'
import type { TokenCtx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { changeSettings, disconnect } from './change-settings.ts'
import { draftReply } from './draft-reply.ts'
import { presentReady, presentSettings } from './settings.ts'
import { summarise } from './summarise.ts'
import type { AssistHouse } from './take-turn.ts'
import { translate } from './translate.ts'
import { tryingSettings } from './try-settings.ts'

/** What may be asked of this slice. */
export const assistRoutes = (house: AssistHouse): Routes => (serve) => {
  serve(contract.assistSettings, (ctx) => ctx.transact((db) => presentSettings(db, ctx.actor.workspaceId, ctx.now())))
  serve(contract.changeAssist, (ctx, input) => changeSettings(ctx, house.secrets, input))
  serve(contract.disconnectAssist, disconnect)
  serve(contract.tryAssist, tryingSettings(house))
  serve(contract.assistReady, (ctx) => ctx.transact((db) => presentReady(db, ctx.actor.workspaceId, ctx.now())))
  serve(contract.translateMention, (ctx, input) => translate(ctx, house, input))
  serve(contract.draftReply, (ctx, input) => draftReply(ctx, house, input))
  serve(contract.summariseMentions, (ctx, input) => summarise(ctx, house, input))
  serve(contract.assistNotice, (ctx, { slug }) => notice(ctx, slug))
}

type Notice = { operator: string | null; tasks: contract.Task[] | null }

/** What everybody may know: whether it is on, for what, and who runs it. */
async function notice(ctx: TokenCtx, slug: string): Promise<OutputOf<typeof contract.assistNotice>> {
  const { rows: [found] } = await ctx.transact((db) => sql<Notice>`select operator, tasks from assist_notice(${slug})`.execute(db))
  if (!found) throw new Refusal('not_found')
  return { operator: found.operator, tasks: found.tasks ?? [] }
}
