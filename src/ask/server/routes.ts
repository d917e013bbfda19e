import type { Db, Doors } from '../../base/server/database.ts'
import type { FactFeed } from '../../base/server/fact-feed.ts'
import type { Routes } from '../../base/server/serve.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { answerChoices } from './answer-choices.ts'
import { askChanges } from './ask-changes.ts'
import { asksOfMentions } from './asks-of-mentions.ts'
import { attachment } from './attachment.ts'
import { cardRoutes } from './cards/routes.ts'
import { countAsks } from './count-asks.ts'
import { deedRoutes } from './deed-routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { linkRoutes } from './link/routes.ts'
import { pageOfAsks } from './page-of-asks.ts'
import { pageOfPromisesDue } from './promises-due.ts'
import { readAsk } from './read-ask.ts'
import { readerOf, type Reader } from './reader.ts'
import type { TellHouse } from './tell/house.ts'
import { tellRoutes } from './tell/routes.ts'

/** What this slice needs of the house. */
export type AskHouse = TellHouse & { readonly doors: Doors; readonly feed: FactFeed }

/** What may be asked of this slice. */
export const askRoutes = (house: AskHouse): Routes => (serve) => {
  serve(contract.asks, (ctx, input) => reading(ctx, (db, reader) => pageOfAsks(db, reader, input, ctx.now())))
  serve(contract.counts, (ctx) => reading(ctx, (db, reader) => countAsks(db, reader, ctx.now())))
  serve(contract.promisesDue, (ctx, input) => reading(ctx, (db, reader) => pageOfPromisesDue(db, reader, input, ctx.now())))
  serve(contract.ask, (ctx, { id }) => reading(ctx, (db, reader) => readAsk(db, reader.workspaceId, id, reader, ctx.now())))
  serve(contract.ofMentions, (ctx, { ids }) => reading(ctx, (db, reader) => asksOfMentions(db, reader, ids, ctx.now())))
  serve(contract.answerChoices, answerChoices)
  serve(contract.askChanges, (ctx) => askChanges(ctx, house.feed))
  serve(contract.attachment, attachment)
  deedRoutes(serve)
  cardRoutes(serve)
  linkRoutes(house)(serve)
  tellRoutes(house)(serve)
  ledgerRoutes(serve)
}

const reading = <T>(ctx: Ctx, read: (db: Db, reader: Reader) => Promise<T>): Promise<T> =>
  ctx.transact(async (db) => read(db, await readerOf(db, ctx.actor)))
