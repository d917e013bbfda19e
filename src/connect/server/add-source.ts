import { sql } from 'kysely'
import type { ParsedOf, OutputOf } from '../../base/endpoint.ts'
import { assert, Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { Connector } from '../connector.ts'
import type * as contract from '../contract.ts'
import { proveSettings } from './prove-settings.ts'
import { sealSettings } from './seal-settings.ts'
import { type Connectors, connectorOf, oneSource, presentSource } from './sources.ts'
import { privateKey } from './private-stream.ts'

/**
 * Begins to listen to a stream. The settings are proved against the network first, outside any transaction; only what works
 * is saved. A public stream that is already pulled for another workspace is joined, from now on. `secrets` may be null where the
 * connector’s settings hold none.
 */
export async function addSource(
  ctx: Ctx,
  input: ParsedOf<typeof contract.addSource>,
  connectors: Connectors,
  secrets: Secrets | null,
): Promise<OutputOf<typeof contract.addSource>> {
  const connector = connectorOf(connectors, input.connector)
  const proof = await proveSettings(ctx, connector, input.settings)
  const now = ctx.now()
  const id = uuidv7(now)
  const name = input.name ?? proof.name.slice(0, 200)
  const { workspaceId, userId } = ctx.actor
  return refuseDuplicate('source_workspace_id_stream_id_key', new Refusal('connect.source_exists', { name }), () => ctx.transact(async (db) => {
    const streamId = await subscribe(db, secrets, connector, proof.settings, { ownKey: privateKey(workspaceId, id), now })
    await db
      .insertInto('source')
      .values({ workspace_id: workspaceId, id, connector: connector.id, name, stream_id: streamId, hears_all: connector.can.addressed, created_by: userId, created_at: now })
      .execute()
    await record(db, ctx, 'connect.source_added', { sourceId: id, connector: connector.id, name })
    return { source: presentSource(await oneSource(db, id), connectors, now), sample: proof.sample }
  }))
}

/** The stream that these settings hear, begun if there was none. `ownKey` is that of a stream nobody else may hear. */
async function subscribe(
  db: Db,
  secrets: Secrets | null,
  connector: Connector,
  proved: unknown,
  { ownKey, now }: { readonly ownKey: string; readonly now: Date },
): Promise<string> {
  const newId = uuidv7(now)
  const sharedKey = connector.streamKey(proved)
  const { settings, sealed } = sealSettings(secrets, connector, newId, proved)
  assert(sharedKey === null || sealed === null, 'a stream behind a secret is private')
  const { rows } = await sql<{ id: string }>`
    select subscribe_stream(${newId}, ${connector.id}, ${sharedKey ?? ownKey}, ${JSON.stringify(settings)}::jsonb, ${sealed}, ${now}) as id`.execute(db)
  const id = rows[0]?.id
  if (!id) throw new Error('subscribe_stream returned nothing')
  return id
}
