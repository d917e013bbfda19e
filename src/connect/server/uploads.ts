/** Files on their way in, part by part. */
import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../import-contract.ts'

/** Files of one workspace that are sent and not begun, at most. */
const WAITING_MAX = 100

/** Begins to take a file in; of the same file that is here in part, or whole and unread, says how much there is. */
export function beginUpload(ctx: Ctx, { name, bytes, modifiedAt }: ParsedOf<typeof contract.beginUpload>): Promise<OutputOf<typeof contract.beginUpload>> {
  const { workspaceId, userId } = ctx.actor
  if (bytes > contract.FILE_BYTES_MAX) throw new Refusal('connect.file_too_large', { max: contract.FILE_BYTES_MAX / 1024 ** 3 })
  return ctx.transact(async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`heed uploads of ${workspaceId}`}, 0))`.execute(db)
    const changedAt = modifiedAt === null ? null : new Date(modifiedAt)
    const here = await waiting(db)
      .where('name', '=', name)
      .where('bytes', '=', String(bytes))
      .where(sql<boolean>`modified_at is not distinct from ${changedAt} and created_by is not distinct from ${userId}`)
      .executeTakeFirst()
    if (here) return { uploadId: here.id, received: Number(here.received) }
    const taken = await db.selectFrom('upload').select(({ fn }) => fn.sum<string | null>('bytes').as('bytes')).executeTakeFirstOrThrow()
    if (Number(taken.bytes) + bytes > contract.WORKSPACE_BYTES_MAX) throw new Refusal('connect.files_too_many', { max: contract.WORKSPACE_BYTES_MAX / 1024 ** 3 })
    if ((await waiting(db).execute()).length >= WAITING_MAX) throw new Refusal('too_many')
    const id = uuidv7(ctx.now())
    await db
      .insertInto('upload')
      .values({ workspace_id: workspaceId, id, name, bytes: String(bytes), modified_at: changedAt, created_by: userId, created_at: ctx.now(), touched_at: ctx.now() })
      .execute()
    return { uploadId: id, received: 0 }
  })
}

/** Takes in the part that follows. One that was taken before changes nothing; any other is refused with the place to go on from. */
export function putPart(ctx: Ctx, { uploadId, at, base64 }: ParsedOf<typeof contract.putPart>): Promise<OutputOf<typeof contract.putPart>> {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== base64) throw new Refusal('bad_input', { issues: [{ path: 'base64', message: 'not base64' }] })
  return ctx.transact(async (db) => {
    const upload = await db.selectFrom('upload').selectAll().where('id', '=', uploadId).forUpdate().executeTakeFirst()
    if (!upload) throw new Refusal('not_found')
    const received = Number(upload.received)
    if (at < received && (await isThere(db, uploadId, at, bytes))) return { received }
    if (at !== received || at + bytes.length > Number(upload.bytes)) throw new Refusal('connect.part_elsewhere', { received })
    await db.insertInto('upload_part').values({ workspace_id: ctx.actor.workspaceId, upload_id: uploadId, at: String(at), bytes }).execute()
    await db.updateTable('upload').set({ received: String(at + bytes.length), touched_at: ctx.now() }).where('id', '=', uploadId).execute()
    return { received: at + bytes.length }
  })
}

async function isThere(db: Db, uploadId: string, at: number, bytes: Buffer): Promise<boolean> {
  const part = await db.selectFrom('upload_part').select('at').where('upload_id', '=', uploadId).where('at', '=', String(at)).where('bytes', '=', bytes).executeTakeFirst()
  return part !== undefined
}

/** Takes away a file that no import reads. */
export function dropUpload(ctx: Ctx, { uploadId }: ParsedOf<typeof contract.dropUpload>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const upload = await waiting(db).where('upload.id', '=', uploadId).executeTakeFirst()
    if (!upload) throw new Refusal('not_found')
    await db.deleteFrom('upload').where('id', '=', uploadId).execute()
    return {}
  })
}

/** Files that no import reads yet, the one touched last first. */
export function waiting(db: Db) {
  return db
    .selectFrom('upload')
    .selectAll()
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('file_import').select('file_import.id').whereRef('file_import.upload_id', '=', 'upload.id'))))
    .orderBy('touched_at', 'desc')
    .limit(WAITING_MAX)
}

/** Bytes of a file from a place on, as many as asked for, fewer only at its end; none where there is no such file. */
export async function readUpload(db: Db, uploadId: string, at: number, bytes: number): Promise<Buffer> {
  const { rows } = await sql<{ piece: Buffer }>`
    select substring(bytes from greatest(${at}::bigint - at, 0)::int + 1 for (least(${at + bytes}::bigint - at, octet_length(bytes)) - greatest(${at}::bigint - at, 0))::int) as piece
    from upload_part
    where upload_id = ${uploadId} and at < ${at + bytes}
      and at >= (select coalesce(max(at), 0) from upload_part where upload_id = ${uploadId} and at <= ${at})
      and at + octet_length(bytes) > ${at}
    order by at`.execute(db)
  return Buffer.concat(rows.map(({ piece }) => piece))
}
