import { z } from 'zod'
import { cut, type Place } from '../../base/paging.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type { Connector } from '../connector.ts'
import type * as contract from '../contract.ts'
import { IMPORT } from '../import/connector.ts'
import { isPrivate } from './private-stream.ts'

/** The networks this installation can listen to, by id. */
export type Connectors = ReadonlyMap<string, Connector>

/** Those that people may add by themselves. */
export const offeredOf = (connectors: Connectors): Connectors =>
  new Map([...connectors].filter(([, { isOffered }]) => isOffered !== false))

/** The connector of this name, or a Refusal that lists those there are. */
export function connectorOf(connectors: Connectors, id: string): Connector {
  const connector = connectors.get(id)
  if (!connector) throw new Refusal('connect.unknown_connector', { connector: id, known: [...connectors.keys()].join(', ') })
  return connector
}

const rowsOf = (db: Db) => db
  .selectFrom('source')
  .innerJoin('stream', 'stream.id', 'source.stream_id')
  .select([
    'source.id', 'source.connector', 'source.name', 'source.created_at', 'paused_at', 'stream_id', 'settings', 'state', 'problem',
    'last_event_at', 'last_success_at', 'next_try_at', 'heard_until', 'posts_heard', 'quota_left', 'quota_resets_at', 'stream.key',
  ])

type SourceRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** Newest first. Files that are read have a list of their own. */
export async function pageOfSources(db: Db, page: { limit: number; after?: string | undefined }) {
  const rows = await rowsOf(db)
    .where('source.connector', '!=', IMPORT)
    .where(olderThan('source.created_at', 'source.id', page.after))
    .orderBy('source.created_at', 'desc').orderBy('source.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return cut(rows, page.limit, (row): Place => ({ at: row.created_at, id: row.id }))
}

/** One source of the workspace, or a Refusal. */
export async function oneSource(db: Db, sourceId: string): Promise<SourceRow> {
  const row = await rowsOf(db).where('source.id', '=', sourceId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

/** The outside of a source, its health as of `now`. */
export function presentSource(row: SourceRow, connectors: Connectors, now: Date): contract.Source {
  return {
    id: row.id,
    connector: row.connector,
    network: connectors.get(row.connector)?.title ?? row.connector,
    name: row.name,
    settings: row.settings,
    canChange: isPrivate(row.key) && offeredOf(connectors).has(row.connector),
    createdAt: row.created_at.toISOString(),
    health: healthOf(row, now),
  }
}

/** A retry is Heed's work, all else that is wrong is a person's. */
const WHO_MUST_ACT = {
  waiting: 'nobody', listening: 'nobody', paused: 'nobody', retrying: 'heed', reauthorize: 'you', stopped: 'you',
} as const

function healthOf(row: SourceRow, now: Date): contract.SourceHealth {
  const state = row.paused_at ? 'paused' : row.state
  return {
    state,
    problem: state === 'paused' ? null : row.problem,
    whoMustAct: WHO_MUST_ACT[state],
    lastEventAt: iso(row.last_event_at),
    lastSuccessAt: iso(row.last_success_at),
    nextTryAt: iso(row.next_try_at),
    heardUntil: iso(row.heard_until),
    lagS: state === 'listening' && row.heard_until ? Math.max(0, (now.getTime() - row.heard_until.getTime()) / 1000) : null,
    postsHeard: Number(row.posts_heard),
    quotaLeft: row.quota_left,
    quotaResetsAt: iso(row.quota_resets_at),
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The outside of a connector: everything declared, with its settings as JSON Schema. */
export function presentConnector(connector: Connector): contract.ConnectorCard {
  const { id, title, can, limits, terms } = connector
  return { id, title, can, limits, terms, settings: z.toJSONSchema(connector.settings, { io: 'input', unrepresentable: 'any' }) }
}
