import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { type Secrets, SealError } from '../../base/server/secrets.ts'
import type { Ctx } from '../../ctx.ts'
import type { Connector } from '../connector.ts'
import type * as contract from '../contract.ts'
import { proveSettings } from './prove-settings.ts'
import { type StoredSettings, fieldsMarked, sealSettings, wholeSettings } from './seal-settings.ts'
import { type Connectors, connectorOf, oneSource, presentSource } from './sources.ts'
import { isPrivate } from './private-stream.ts'

/**
 * Gives a private stream other settings and sets it in motion again. They are proved first, outside any transaction; only what
 * works is saved. A public stream stays as it is, because others may hear it.
 */
export async function changeSettings(
  ctx: Ctx,
  input: ParsedOf<typeof contract.changeSettings>,
  connectors: Connectors,
  secrets: Secrets,
): Promise<contract.Source> {
  const { connector, stream } = await ctx.transact(async (db) => {
    const source = await oneSource(db, input.sourceId)
    const stream = await db.selectFrom('stream').select(['id', 'key', 'settings', 'sealed']).where('id', '=', source.stream_id).executeTakeFirstOrThrow()
    return { connector: connectorOf(connectors, source.connector), stream }
  })
  if (!isPrivate(stream.key)) throw new Refusal('connect.settings_shared')
  const proof = await proveSettings(ctx, connector, withOldSecrets(connector, secrets, stream, input.settings))
  return ctx.transact(async (db) => {
    const changed = await changeStream(db, stream.id, sealSettings(secrets, connector, stream.id, proof.settings))
    if (!changed) throw new Refusal('connect.settings_shared')
    await record(db, ctx, 'connect.source_changed', { sourceId: input.sourceId })
    return presentSource(await oneSource(db, input.sourceId), connectors, ctx.now())
  })
}

/** Replaces what a private stream of this workspace is pulled with. False, and nothing done, for any other stream. */
export async function changeStream(db: Db, streamId: string, { settings, sealed }: StoredSettings): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select change_stream(${streamId}, ${JSON.stringify(settings)}::jsonb, ${sealed}) as changed`.execute(db)
  return rows[0]?.changed ?? false
}

type Stream = Parameters<typeof wholeSettings>[1]

/**
 * What was typed, with the old secrets where none was typed; but not when a field changed for which they were given, such as the
 * host: whoever may manage sources could send them anywhere.
 */
function withOldSecrets(connector: Connector, secrets: Secrets, stream: Stream, given: Record<string, unknown>): Record<string, unknown> {
  const old = openedOrNone(secrets, stream)
  const untouched = fieldsMarked(connector, 'secret').filter((name) => given[name] === undefined || given[name] === '')
  const typed = Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null && !untouched.includes(name)))
  const completed = { ...typed, ...Object.fromEntries(untouched.map((name) => [name, old[name]])) }
  const read = connector.settings.safeParse(completed)
  const changed = read.success && fieldsMarked(connector, 'trusted').some((name) => !isDeepStrictEqual(Object(read.data)[name], old[name]))
  return changed ? typed : completed
}

/** None where they cannot be opened any more: they are then to be given anew. */
function openedOrNone(secrets: Secrets, stream: Stream): Record<string, unknown> {
  try {
    return wholeSettings(secrets, stream)
  } catch (error) {
    if (error instanceof SealError) return {}
    throw error
  }
}
