import type { Db } from '../../../base/server/database.ts'
import type { Calendar } from '../../../people/index.ts'

/** When a quiet time that a moment lies in ends; null: it is not quiet. */
export async function quietTimes(_db: Db, _workspaceId: string, _calendar: Calendar): Promise<(at: Date) => Date | null> {
  return () => null
}
