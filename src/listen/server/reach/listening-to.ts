import type { Db } from '../../../base/server/database.ts'
import { type Connectors, pageOfSources, presentSource } from '../../../connect/index.ts'
import { pageOfGaps } from '../../../ingest/index.ts'
import type { PlaceLine } from '../../contract.ts'
import type { Range } from '../counted.ts'

const SOURCES_MAX = 200
const GAPS_MAX = 200

/** How a place is listened to. */
export type Listening = Pick<PlaceLine, 'source' | 'missedS'>

/** For each place with a source: whether one of its sources hears now, and what of the time can no longer be heard. */
export async function listeningTo(db: Db, connectors: Connectors, range: Range, now: Date): Promise<Map<string, Listening>> {
  const sources = (await pageOfSources(db, { limit: SOURCES_MAX })).rows.map((row) => presentSource(row, connectors, now))
  const { gaps } = await pageOfGaps(db, { limit: GAPS_MAX })
  const missed = new Map<string, number>()
  for (const { sourceId, until, missedS } of gaps) {
    if (new Date(until) > range.from) missed.set(sourceId, (missed.get(sourceId) ?? 0) + missedS)
  }
  return new Map([...Map.groupBy(sources, ({ connector }) => connector)].map(([connector, of]) => [connector, {
    source: of.some(({ health: { state } }) => state === 'listening' || state === 'waiting' || state === 'retrying') ? 'listening' : 'ailing',
    missedS: of.reduce((sum, { id }) => sum + (missed.get(id) ?? 0), 0),
  }]))
}
