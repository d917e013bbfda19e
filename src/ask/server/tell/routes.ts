import type { Routes } from '../../../base/server/serve.ts'
import * as contract from '../../contract.ts'
import { isDemo } from './add-sending.ts'
import type { TellHouse } from './house.ts'
import { send } from './send-ask.ts'
import { settleSending } from './settle-sending.ts'
import { share } from './share-ask.ts'
import { waysOf } from './ways.ts'

/** What may be asked about sending asks. */
export const tellRoutes = (house: TellHouse): Routes => (serve) => {
  serve(contract.ways, (ctx) => ctx.transact(async (db) => waysOf(house, await isDemo(db, ctx.actor.workspaceId))))
  serve(contract.send, (ctx, input) => send(ctx, input, house))
  serve(contract.share, (ctx, input) => share(ctx, input, house))
  serve(contract.settleSending, (ctx, input) => settleSending(ctx, input, house))
}
