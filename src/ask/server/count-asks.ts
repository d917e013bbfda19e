import { type RawBuilder, sql } from 'kysely'
import type { OutputOf } from '../../base/endpoint.ts'
import { assert } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { counts } from '../contract.ts'
import { isDueBefore, OPEN, SILENT, WAITING } from './page-of-asks.ts'
import { isAskedOf, isFollowedBy, isVisibleTo, type Reader } from './reader.ts'

/** So soon is a promise called due. */
const SOON_DAYS = 7

/**
 * How many asks wait, among those that a reader may see: for their answer (`to_answer`, `waiting`), that they follow (`to_follow`, `open`), without an
 * answer (`silent`), promised for today or the next seven days, and promised for a day that has passed (`overdue`).
 */
export async function countAsks(db: Db, reader: Reader, now: Date): Promise<OutputOf<typeof counts>> {
  const { workspaceId } = reader
  const count = (which: RawBuilder<boolean>) => sql`(
    select count(*)::int from ask where ask.workspace_id = ${workspaceId} and ${isVisibleTo(reader)} and ${which})`
  const { rows } = await sql<OutputOf<typeof counts>>`
    select *, due - overdue as "dueSoon" from (select
      ${count(sql`${WAITING} and ${isAskedOf(reader)}`)} as "toAnswer",
      ${count(sql`${OPEN} and ${isFollowedBy(reader)}`)} as "toFollow",
      ${count(SILENT)} as silent,
      ${count(isDueBefore(workspaceId, SOON_DAYS + 1, now))} as due,
      ${count(isDueBefore(workspaceId, 0, now))} as overdue) counted`.execute(db)
  const [found] = rows
  assert(found, 'a count has a row')
  return found
}
