import type { Db } from '../../../base/server/database.ts'
import type { AskRow } from '../lock-ask.ts'

/** The last answer that was given to an ask, whether it counts yet or not; null when there is none. */
export async function lastAnswerId(db: Db, { workspace_id, id }: Pick<AskRow, 'workspace_id' | 'id'>): Promise<string | null> {
  const last = await db
    .selectFrom('answer')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('ask_id', '=', id)
    .orderBy('at', 'desc').orderBy('nr', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.id ?? null
}
