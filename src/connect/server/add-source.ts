import { sql } from 'kysely'
import type { ParsedOf, OutputOf } from '../../base/endpoint.ts'
import { Refusal, SourceError } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { Connector, Proof } from '../connector.ts'
import type * as contract from '../contract.ts'
import { type Connectors, connectorOf, oneSource, presentSource } from './sources.ts'

/**
 * Begins to listen to a stream. The settings are proved against the network first, outside any transaction; only what works
 * is saved. A public stream that is already pulled for another workspace is joined, from now on.
 */
export async function addSource(
  ctx: Ctx,
  input: ParsedOf<typeof contract.addSource>,
  connectors: Connectors,
): Promise<OutputOf<typeof contract.addSource>> {
  const connector = connectorOf(connectors, input.connector)
  const proof = await prove(ctx, connector, input.settings)
  const now = ctx.now()
  const id = uuidv7(now)
  const name = input.name ?? proof.name.slice(0, 200)
  const { workspaceId, userId } = ctx.actor
  return refuseDuplicate('source_workspace_id_stream_id_key', new Refusal('connect.source_exists', { name }), () => ctx.transact(async (db) => {
    const key = connector.streamKey(proof.settings) ?? `workspace:${workspaceId}:${id}`
    const streamId = await subscribe(db, connector.id, key, proof.settings, now)
    await db
      .insertInto('source')
      .values({ workspace_id: workspaceId, id, connector: connector.id, name, stream_id: streamId, hears_all: connector.can.addressed, created_by: userId, created_at: now })
      .execute()
    await record(db, ctx, 'connect.source_added', { sourceId: id, connector: connector.id, name })
    return { source: presentSource(await oneSource(db, id), connectors, now), sample: proof.sample }
  }))
}

async function prove(ctx: Ctx, connector: Connector, given: unknown): Promise<Proof<unknown>> {
  const settings = connector.settings.safeParse(given)
  if (!settings.success) {
    const issues = settings.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    throw new Refusal('connect.bad_settings', { issues, why: issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ') })
  }
  try {
    return await connector.prove(ctx.io, settings.data)
  } catch (error) {
    if (error instanceof SourceError) throw new Refusal('connect.proof_failed', { why: error.message })
    throw error
  }
}

/** The stream with this key, begun if there was none. */
async function subscribe(db: Db, connector: string, key: string, settings: unknown, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select subscribe_stream(${uuidv7(now)}, ${connector}, ${key}, ${JSON.stringify(settings)}::jsonb, ${now}) as id`.execute(db)
  const id = rows[0]?.id
  if (!id) throw new Error('subscribe_stream returned nothing')
  return id
}
