/** Imports: how far they are, stopping them, and the rows they could not take in. */
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { say } from '../../base/messages.ts'
import { cut } from '../../base/paging.ts'
import { csvLine } from '../../base/server/csv-line.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import { record } from '../../base/server/record.ts'
import type { FileAnswer } from '../../base/server/serve.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../import-contract.ts'
import type { Reason } from '../import/files.ts'
import { Cursor } from '../import/settings.ts'
import { refuseTooMany } from './begin-import.ts'
import { waiting } from './uploads.ts'

const rowsOf = (db: Db) => db
  .selectFrom('file_import')
  .innerJoin('source', 'source.id', 'file_import.source_id')
  .innerJoin('stream', 'stream.id', 'source.stream_id')
  .select([
    'file_import.id', 'file_import.name', 'file_import.bytes', 'upload_id', 'begun_at', 'cancelled_at', 'ended_at', 'ended_why',
    'source_id', 'hears_all', 'mentions_heard', 'mentions_known', 'stream_id', 'cursor', 'state', 'problem',
  ])

type ImportRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** Newest first, with the files that are not read yet. */
export async function pageOfImports(db: Db, page: { limit: number; after?: string | undefined }): Promise<OutputOf<typeof contract.listImports>> {
  const found = await rowsOf(db)
    .where(olderThan('file_import.begun_at', 'file_import.id', page.after))
    .orderBy('file_import.begun_at', 'desc').orderBy('file_import.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { rows, next } = cut(found, page.limit, ({ begun_at, id }) => ({ at: begun_at, id }))
  const uploads = page.after === undefined ? await waiting(db).execute() : []
  return {
    imports: rows.map(presentImport),
    next,
    uploads: uploads.map(({ id, name, bytes, received, modified_at, touched_at }) => (
      { id, name, bytes: Number(bytes), received: Number(received), modifiedAt: modified_at?.toISOString() ?? null, touchedAt: touched_at.toISOString() }
    )),
  }
}

/** One import of the workspace, or a Refusal. */
export async function oneImport(db: Db, importId: string): Promise<contract.Import> {
  return presentImport(await rowOf(db, importId))
}

async function rowOf(db: Db, importId: string): Promise<ImportRow> {
  const row = await rowsOf(db).where('file_import.id', '=', importId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

function presentImport(row: ImportRow): contract.Import {
  const cursor = Cursor.safeParse(row.cursor).data
  const state = stateOf(row)
  const bytes = Number(row.bytes)
  const isMoving = cursor !== undefined && state === 'reading' && cursor.bytesPerS > 0
  return {
    id: row.id,
    name: row.name,
    state,
    problem: state === 'retrying' || state === 'stopped' ? row.problem : null,
    hears: row.hears_all ? 'all' : 'matching',
    bytes,
    bytesRead: state === 'done' ? bytes : (cursor?.at ?? 0),
    read: cursor?.read ?? 0,
    heard: Number(row.mentions_heard),
    known: Number(row.mentions_known),
    bad: cursor?.bad ?? 0,
    rowsPerS: isMoving ? cursor.bytesPerS * cursor.row / cursor.at : null,
    leftS: isMoving ? Math.max(0, bytes - cursor.at) / cursor.bytesPerS : null,
    canResume: state === 'cancelled' && row.upload_id !== null,
    from: cursor?.from ?? null,
    until: cursor?.until ?? null,
    places: cursor?.places ?? [],
    begunAt: row.begun_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

function stateOf({ ended_why, cancelled_at, state }: ImportRow): contract.Import['state'] {
  if (ended_why) return ended_why
  if (cancelled_at) return 'cancelled'
  return ({ waiting: 'waiting', listening: 'reading', retrying: 'retrying', reauthorize: 'stopped', stopped: 'stopped' } as const)[state]
}

/** Stops reading. What was taken in stays. */
export function cancelImport(ctx: Ctx, { importId }: ParsedOf<typeof contract.cancelImport>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const { source_id, name, ended_at, cancelled_at } = await rowOf(db, importId)
    if (ended_at || cancelled_at) return {}
    await db.updateTable('file_import').set({ cancelled_at: ctx.now() }).where('id', '=', importId).execute()
    await db.updateTable('source').set({ paused_at: ctx.now() }).where('id', '=', source_id).execute()
    await record(db, ctx, 'connect.import_cancelled', { importId, name })
    return {}
  })
}

/** Goes on where it was stopped, as long as the file is here. */
export function resumeImport(ctx: Ctx, { importId }: ParsedOf<typeof contract.resumeImport>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    await refuseTooMany(db, ctx.actor.workspaceId)
    const { source_id, name, cancelled_at, ended_at, upload_id } = await rowOf(db, importId)
    if (!cancelled_at || ended_at) return {}
    if (upload_id === null) throw new Refusal('connect.file_gone')
    await db.updateTable('file_import').set({ cancelled_at: null }).where('id', '=', importId).execute()
    await db.updateTable('source').set({ paused_at: null }).where('id', '=', source_id).execute()
    await record(db, ctx, 'connect.import_resumed', { importId, name })
    return {}
  })
}

const PAGE_ROWS = 500

/** The rows that could not be taken in, each with its number, the reason in words, and its beginning. */
export async function rejectedRows(ctx: Ctx, { importId, language }: ParsedOf<typeof contract.rejectedRows>): Promise<FileAnswer> {
  const { name } = await ctx.transact((db) => rowOf(db, importId))
  const word = (what: Reason | 'row' | 'reason' | 'raw' | 'file') => say(language, `connect.import.reject.${what}`)
  async function* pieces() {
    yield `\ufeff${csvLine([word('row'), word('reason'), word('raw')])}`
    for (let after = '0'; !ctx.io.signal.aborted;) {
      const rows = await ctx.transact((db) => db
        .selectFrom('import_reject')
        .select(['row', 'reason', 'raw'])
        .where('import_id', '=', importId)
        .where('row', '>', after)
        .orderBy('row')
        .limit(PAGE_ROWS)
        .execute())
      yield rows.map(({ row, reason, raw }) => csvLine([row, word(reason), raw.trimEnd()])).join('')
      if (rows.length < PAGE_ROWS) return
      after = rows.at(-1)?.row ?? after
    }
  }
  return { name: `${name.replace(/\.[a-z]{2,5}$/i, '')} - ${word('file')}.csv`, type: 'text/csv; charset=utf-8', pieces: pieces() }
}
