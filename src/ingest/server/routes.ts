import type { Doors } from '../../base/server/database.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import type { Routes } from '../../base/server/serve.ts'
import type { Connectors } from '../../connect/index.ts'
import * as contract from '../contract.ts'
import { pageOfBlocks } from './blocks.ts'
import { addBlock, removeBlock } from './change-blocks.ts'
import { forgottenKey, hashPostWith } from './forgotten.ts'
import { pageOfGaps } from './gaps.ts'
import { authorFile, eraseAuthor, findAuthors, type SaidOf } from './known-authors.ts'
import { askPrivacy, closeRequest, pageOfRequests, privacyNotice } from './privacy-requests.ts'
import { stopUnderstanding, understandingRun, understandStoredAnew } from './understanding-run.ts'

/** `saidOf`: what later slices keep of mentions, for whoever said them. */
type House = { readonly doors: Pick<Doors, 'asIngest'>; readonly connectors: Connectors; readonly secrets: Secrets; readonly saidOf: SaidOf }

/** What may be asked of this slice. */
export const ingestRoutes = ({ doors, connectors, secrets, saidOf }: House): Routes => (serve) => {
  const hash = hashPostWith(forgottenKey(secrets))
  serve(contract.listGaps, (ctx, page) => ctx.transact((db) => pageOfGaps(db, page)))
  serve(contract.listBlocks, (ctx, page) => ctx.transact((db) => pageOfBlocks(db, page)))
  serve(contract.addBlock, addBlock)
  serve(contract.removeBlock, removeBlock)
  serve(contract.understandingRun, understandingRun)
  serve(contract.understandStoredAnew, understandStoredAnew)
  serve(contract.stopUnderstanding, stopUnderstanding)
  serve(contract.privacyNotice, (ctx, input) => privacyNotice(ctx, input, connectors))
  serve(contract.askPrivacy, askPrivacy)
  serve(contract.privacyRequests, (ctx, page) => ctx.transact((db) => pageOfRequests(db, page)))
  serve(contract.closePrivacyRequest, closeRequest)
  serve(contract.findAuthor, (ctx, { who }) => ctx.transact((db) => findAuthors(db, who)))
  serve(contract.authorFile, (ctx, input) => authorFile(ctx, input, saidOf))
  serve(contract.eraseAuthor, (ctx, input) => eraseAuthor(ctx, input, { doors, hash }))
}
