import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { promisesDue } from '../contract.ts'
import { isDueBefore } from './page-of-asks.ts'
import { presentAsks } from './present-asks.ts'
import { isVisibleTo, type Reader } from './reader.ts'

/** The asks with an open promise that a reader may see: overdue ones first, then those of the next days, today among them. */
export async function pageOfPromisesDue(db: Db, reader: Reader, { days, limit }: ParsedOf<typeof promisesDue>, now: Date): Promise<OutputOf<typeof promisesDue>> {
  const rows = await db
    .selectFrom('ask')
    .innerJoin('promise', (join) => join.onRef('promise.workspace_id', '=', 'ask.workspace_id').onRef('promise.id', '=', 'ask.promise_id'))
    .select('ask.id')
    .where('ask.workspace_id', '=', reader.workspaceId)
    .where(isVisibleTo(reader))
    .where(isDueBefore(reader.workspaceId, days + 1, now))
    .orderBy('due').orderBy('ask.id')
    .limit(limit)
    .execute()
  return { asks: await presentAsks(db, reader.workspaceId, rows.map(({ id }) => id), now) }
}
