import type { Ctx } from '../../ctx.ts'
import type { Brand, Connector } from '../connector.ts'
import type { SuggestedSource } from '../contract.ts'
import { type Connectors, pageOfSources } from './sources.ts'

/** As many sources of the workspace are looked through for one that hears the same. */
const SOURCES_MAX = 200

/** The sources that connectors suggest for a brand and that could be added as they are, the connectors in their order. */
export async function suggestedSources(ctx: Ctx, brand: Brand, connectors: Connectors): Promise<SuggestedSource[]> {
  const { rows } = await ctx.transact((db) => pageOfSources(db, { limit: SOURCES_MAX }))
  return [...connectors.values()].flatMap((connector) => (connector.suggest?.(brand) ?? []).flatMap(({ name, settings, isForPersons }) => {
    if (settings === null) return []
    const key = keyOf(connector, settings)
    return [{
      connector: connector.id,
      network: connector.title,
      name,
      settings: { ...settings },
      isForPersons: isForPersons === true,
      isLive: connector.can.live,
      sourceId: rows.find((row) => row.connector === connector.id && key !== null && keyOf(connector, row.settings) === key)?.id ?? null,
    }]
  }))
}

/** Equal for settings that hear the same; null where nobody else's could. */
function keyOf(connector: Connector, settings: unknown): string | null {
  const read = connector.settings.safeParse(settings)
  return read.success ? connector.streamKey(read.data) : null
}
