import type { Routes } from '../../base/server/serve.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import * as contract from '../contract.ts'
import { addSource } from './add-source.ts'
import { changeSettings } from './change-settings.ts'
import { importRoutes } from './import-routes.ts'
import { type Connectors, offeredOf, pageOfSources, presentConnector, presentSource } from './sources.ts'
import { suggestedSources } from './suggestions.ts'
import { pauseSource, removeSource, retrySource } from './tend-source.ts'

/** What may be asked of this slice. */
export const connectRoutes = ({ connectors, secrets }: { connectors: Connectors; secrets: Secrets }): Routes => (serve) => {
  const offered = offeredOf(connectors)
  serve(contract.connectors, async () => ({ connectors: [...offered.values()].map(presentConnector) }))
  serve(contract.listSources, (ctx, page) => ctx.transact(async (db) => {
    const { rows, next } = await pageOfSources(db, page)
    return { sources: rows.map((row) => presentSource(row, connectors, ctx.now())), next }
  }))
  serve(contract.suggestions, async (ctx, brand) => ({ suggestions: await suggestedSources(ctx, brand, offered) }))
  serve(contract.addSource, (ctx, input) => addSource(ctx, input, offered, secrets))
  serve(contract.changeSettings, (ctx, input) => changeSettings(ctx, input, offered, secrets))
  serve(contract.pauseSource, (ctx, input) => pauseSource(ctx, input, connectors))
  serve(contract.removeSource, removeSource)
  serve(contract.retrySource, (ctx, input) => retrySource(ctx, input, connectors))
  importRoutes(serve)
}
