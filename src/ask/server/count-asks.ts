import { sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { counts } from '../contract.ts'
import { isDueWithin, OPEN, SILENT, WAITING } from './page-of-asks.ts'
import { isAskedOf, isFollowedBy, isVisibleTo, type Reader } from './reader.ts'

/** So soon is a promise called due. */
const SOON_DAYS = 7

/**
 * How many asks wait, among those that a reader may see: for their answer (`to_answer`, `waiting`), that they follow (`to_follow`, `open`), without an
 * answer (`silent`), promised for today or the next seven days, and promised for a day that has passed (`overdue`).
 */
export async function countAsks(db: Db, reader: Reader, now: Date): Promise<OutputOf<typeof counts>> {
  const count = (which: ReturnType<typeof isVisibleTo>) => sql`(
    select count(*)::int from ask where ask.workspace_id = ${reader.workspaceId} and ${isVisibleTo(reader)} and ${which})`
  const { rows } = await sql<OutputOf<typeof counts>>`
    select
      ${count(sql`${WAITING} and ${isAskedOf(reader)}`)} as "toAnswer",
      ${count(sql`${OPEN} and ${isFollowedBy(reader)}`)} as "toFollow",
      ${count(SILENT)} as silent,
      ${count(sql`${isDueWithin(SOON_DAYS + 1, now)} and not ${isDueWithin(0, now)}`)} as "dueSoon",
      ${count(isDueWithin(0, now))} as overdue`.execute(db)
  const [found] = rows
  return found ?? { toAnswer: 0, toFollow: 0, silent: 0, dueSoon: 0, overdue: 0 }
}
