import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import type { What } from './heads.ts'

/** What a person says of one thing about a mention, and what the machine had said. */
export type Effective = { readonly id: string; readonly what: What; readonly said: string; readonly machine: string; readonly saidBy: string | null }

/** What counts of what people said of a mention: of each thing the newest that nobody took back. */
export async function whatCounts(db: Db, mentionId: string): Promise<Effective[]> {
  const { rows } = await sql<Effective>`
    select distinct on (c.what) c.id, c.what, c.said, c.machine, c.said_by as "saidBy"
    from mention_correction c where c.mention_id = ${mentionId} and ${NOT_TAKEN_BACK}
    order by c.what, c.n desc`.execute(db)
  return rows
}

/** Of rows of `mention_correction`, named c: something is said in it, and nobody took it back. */
export const NOT_TAKEN_BACK = sql<boolean>`c.said is not null
  and not exists (select from mention_correction t where t.workspace_id = c.workspace_id and t.takes_back = c.id)`
