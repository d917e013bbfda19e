import type { Doors } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Files } from '../import/files.ts'
import { readUpload } from './uploads.ts'

/** Where imports read their files from, keep bad rows apart, and say that they are over. */
export function importFiles({ doors, now }: { readonly doors: Pick<Doors, 'inWorkspace'>; readonly now: () => Date }): Files {
  return {
    read: ({ workspaceId, uploadId }, at, bytes) => doors.inWorkspace(workspaceId, (db) => readUpload(db, uploadId, at, bytes)),
    reject: ({ workspaceId, importId }, rejects) => doors.inWorkspace(workspaceId, async (db) => {
      const rows = rejects.map(({ row, reason, raw }) => (
        { workspace_id: workspaceId, import_id: importId, row: String(row), reason, raw: raw.toWellFormed().replaceAll('\0', '\uFFFD') }
      ))
      await db.insertInto('import_reject').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
    }),
    end: ({ workspaceId, importId }, why) => doors.inWorkspace(workspaceId, async (db) => {
      const ended = await db
        .updateTable('file_import')
        .set({ ended_at: now(), ended_why: why })
        .where('id', '=', importId)
        .where('ended_at', 'is', null)
        .returning(['source_id', 'name'])
        .executeTakeFirst()
      if (!ended) return
      await db.updateTable('source').set({ paused_at: now() }).where('id', '=', ended.source_id).execute()
      await record(db, { actor: { workspaceId, userId: null }, now }, 'connect.import_ended', { importId, name: ended.name, why })
    }),
  }
}
