import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import { isZone } from '../../people/index.ts'
import * as contract from '../import-contract.ts'
import { IMPORT } from '../import/connector.ts'
import type { Look } from '../import/look-at-file.ts'
import type { Settings } from '../import/settings.ts'
import { titleKey } from '../import/vendors.ts'
import { lookAtUpload } from './preview-import.ts'
import { privateKey } from './private-stream.ts'

/** Begins to read a file that is wholly here, as a source of its own whose stream nobody else hears. */
export async function beginImport(ctx: Ctx, input: ParsedOf<typeof contract.beginImport>): Promise<OutputOf<typeof contract.beginImport>> {
  const { uploadId, reading, mapping, dateStyle, zone, place, form, hears } = input
  if (mapping.text === undefined && mapping.title === undefined) throw new Refusal('connect.no_text_column')
  if (mapping.date !== undefined && dateStyle === null) throw new Refusal('connect.no_date_style')
  if (!isZone(zone)) throw new Refusal('people.unknown_zone', { zone })
  const look = await lookAtUpload(ctx, uploadId, reading)
  if (look.reading.format !== reading.format || !Object.values(mapping).every((key) => look.columns.some((column) => column.key === key))) {
    throw new Refusal('bad_input', { issues: [{ path: 'mapping', message: 'no such column' }] })
  }
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  const [importId, sourceId, streamId] = [uuidv7(now), uuidv7(now), uuidv7(now)]
  const name = input.name ?? look.name
  const settings: Settings = {
    workspaceId, importId, uploadId, reading, mapping, zone, place, form,
    columns: reading.format === 'csv' ? look.columns.length : 0,
    dateStyle: mapping.date === undefined ? null : dateStyle,
    identity: identityOf(look, mapping),
  }
  return refuseDuplicate('file_import_workspace_id_upload_id_key', new Refusal('connect.import_begun'), () => ctx.transact(async (db) => {
    await refuseTooMany(db, workspaceId)
    await sql`select subscribe_stream(${streamId}, ${IMPORT}, ${privateKey(workspaceId, sourceId)}, ${JSON.stringify(settings)}::jsonb, null, ${now})`.execute(db)
    await db
      .insertInto('source')
      .values({ workspace_id: workspaceId, id: sourceId, connector: IMPORT, name, stream_id: streamId, hears_all: hears === 'all', created_by: userId, created_at: now })
      .execute()
    await db
      .insertInto('file_import')
      .values({ workspace_id: workspaceId, id: importId, source_id: sourceId, upload_id: uploadId, name, bytes: String(look.bytes), begun_by: userId, begun_at: now })
      .execute()
    await record(db, ctx, 'connect.import_begun', { importId, name, hears })
    return { importId }
  }))
}

/** Refuses one more import while as many are read as may be at once. */
export async function refuseTooMany(db: Db, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed imports of ${workspaceId}`}, 0))`.execute(db)
  const running = await db
    .selectFrom('file_import')
    .select('id')
    .where('ended_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .limit(contract.IMPORTS_AT_ONCE_MAX)
    .execute()
  if (running.length >= contract.IMPORTS_AT_ONCE_MAX) throw new Refusal('connect.too_many_imports', { max: contract.IMPORTS_AT_ONCE_MAX })
}

/**
 * What tells one row from another, wherever it comes again: a column of ids or of links in which no value is seen twice. Ids count
 * within the vendor, or else within files with the same columns.
 */
function identityOf(look: Look, mapping: contract.Mapping): Settings['identity'] {
  const names = (field: 'id' | 'url'): boolean => {
    const at = look.columns.findIndex(({ key }) => key === mapping[field])
    const values = look.rows.map((row) => row[at]?.trim() ?? '').filter((value) => value !== '')
    return at >= 0 && values.length > 0 && new Set(values).size === values.length
  }
  const titles = look.columns.map(({ name }) => titleKey(name)).join('\n')
  if (names('id')) return { by: 'id', scope: look.vendor?.id ?? createHash('sha256').update(titles).digest('hex').slice(0, 12) }
  return names('url') ? { by: 'url', scope: '' } : null
}
