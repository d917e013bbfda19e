import type { Db } from '../../base/server/database.ts'

/** A back-fill with its source as they are now; undefined once they are gone. */
export function fillRow(db: Db, backFillId: string) {
  return db
    .selectFrom('back_fill as f')
    .innerJoin('source as s', (join) => join.onRef('s.workspace_id', '=', 'f.workspace_id').onRef('s.id', '=', 'f.source_id'))
    .innerJoin('workspace as w', 'w.workspace_id', 'f.workspace_id')
    .selectAll('f').select(['s.name as source', 's.connector', 's.stream_id', 's.paused_at', 'w.retention_days'])
    .where('f.id', '=', backFillId)
    .executeTakeFirst()
}

export type FillRow = NonNullable<Awaited<ReturnType<typeof fillRow>>>
