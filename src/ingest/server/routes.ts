import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../contract.ts'
import { pageOfBlocks } from './blocks.ts'
import { addBlock, removeBlock } from './change-blocks.ts'
import { pageOfGaps } from './gaps.ts'

/** What may be asked of this slice. */
export const ingestRoutes: Routes = (serve) => {
  serve(contract.listGaps, (ctx, page) => ctx.transact((db) => pageOfGaps(db, page)))
  serve(contract.listBlocks, (ctx, page) => ctx.transact((db) => pageOfBlocks(db, page)))
  serve(contract.addBlock, addBlock)
  serve(contract.removeBlock, removeBlock)
}
