import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { TrayPlace } from '../tray/tray.ts'
import { privateKey } from './private-stream.ts'

type Made = { readonly connector: string; readonly name: string; readonly hearsAll: boolean }

/** Makes a source with a tray of its own, of the same id; its stream is private to the workspace. */
export async function addTraySource(db: Db, ctx: Ctx, { connector, name, hearsAll }: Made): Promise<TrayPlace> {
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  const place = { workspace: workspaceId, tray: uuidv7(now) }
  const { rows } = await sql<{ id: string }>`
    select subscribe_stream(${uuidv7(now)}, ${connector}, ${privateKey(workspaceId, place.tray)}, ${JSON.stringify(place)}::jsonb, null, ${now}) as id`.execute(db)
  await db
    .insertInto('source')
    .values({ workspace_id: workspaceId, id: place.tray, connector, name, stream_id: rows[0]?.id ?? '', hears_all: hearsAll, created_by: userId, created_at: now })
    .execute()
  await record(db, ctx, 'connect.source_added', { sourceId: place.tray, connector, name })
  return place
}

/** The one source of this kind that a workspace has, made when it is first needed. Two who need it at once get the same. */
export async function onlyTraySource(db: Db, ctx: Ctx, made: Made): Promise<TrayPlace> {
  const { workspaceId } = ctx.actor
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed only ${made.connector} of ${workspaceId}`}, 0))`.execute(db)
  const source = await db
    .selectFrom('source')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('connector', '=', made.connector)
    .orderBy('created_at')
    .executeTakeFirst()
  return source ? { workspace: workspaceId, tray: source.id } : addTraySource(db, ctx, made)
}
