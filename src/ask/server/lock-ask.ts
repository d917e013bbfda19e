import type { Selectable } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { AskTable } from './tables.ts'

/** An ask as it is stored. */
export type AskRow = Selectable<AskTable>

/** What every fact of an ask says of it. */
export const aboutAsk = ({ id, number, round }: AskRow): { askId: string; number: number; round: number } => ({ askId: id, number, round })

/** The ask, which nobody else changes until this transaction ends: who comes later sees what came of it. Refuses one that is not there. */
export async function lockAsk(db: Db, workspaceId: string, askId: string): Promise<AskRow> {
  const ask = await db
    .selectFrom('ask')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', askId)
    .forUpdate()
    .executeTakeFirst()
  if (!ask) throw new Refusal('not_found', { ask: askId })
  return ask
}
