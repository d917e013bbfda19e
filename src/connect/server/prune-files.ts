import { sql } from 'kysely'
import type { Doors } from '../../base/server/database.ts'
import type { Chore } from '../../base/server/jobs.ts'

/** How long a file is kept that nobody begins to read; one that is over, or was cancelled; and the rows it could not bring. */
export const FILES_KEPT_DAYS = { abandoned: 3, ended: 7, rejects: 30 } as const
const DAY_MS = 86_400_000

type Pruning = { readonly doors: Pick<Doors, 'inWorkspace' | 'asIngest'>; readonly now: () => Date }

/** Takes away files that are not needed any more. */
export async function pruneFiles({ doors, now }: Pruning): Promise<void> {
  const before = (days: number) => new Date(now().getTime() - days * DAY_MS)
  const { rows } = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id: workspaceId } of rows) {
    await doors.inWorkspace(workspaceId, async (db) => {
      await sql`
        update file_import set upload_id = null
        where upload_id is not null and coalesce(ended_at, cancelled_at) < ${before(FILES_KEPT_DAYS.ended)}`.execute(db)
      await sql`
        delete from import_reject r using file_import i
        where i.id = r.import_id and coalesce(i.ended_at, i.cancelled_at) < ${before(FILES_KEPT_DAYS.rejects)}`.execute(db)
      await sql`
        delete from upload u
        where u.touched_at < ${before(FILES_KEPT_DAYS.abandoned)} and not exists (select from file_import i where i.upload_id = u.id)`.execute(db)
    })
  }
}

/** Work on files that the clock begins. */
export const fileChores = (pruning: Pruning): Chore[] => [{ name: 'connect.prune_files', pattern: '41 * * * *', run: () => pruneFiles(pruning) }]
