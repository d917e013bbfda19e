import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type { ParsedOf } from '../../base/endpoint.ts'
import type * as contract from '../contract.ts'
import { lookAtThePast } from './back-test.ts'
import { presentQuery, QUERIES_MAX, readQuery, readWhom, refuseTakenName, refuseTakenRival, standingQueries } from './queries.ts'

/** Begins to listen for something, and to look for it in what was said before. A text that cannot be read, or a name that is taken, changes nothing. */
export async function addQuery(ctx: Ctx, input: ParsedOf<typeof contract.addQuery>): Promise<contract.Query> {
  const { canonical } = readQuery(input.text)
  const whom = readWhom(input)
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  return refuseTakenRival(whom.rival, () => refuseTakenName(input.name, () => ctx.transact(async (db) => {
    if ((await standingQueries(db)).length >= QUERIES_MAX) throw new Refusal('listen.too_many_queries', { max: QUERIES_MAX })
    const row = await db
      .insertInto('query')
      .values({
        workspace_id: workspaceId, id: uuidv7(now), name: input.name, text: input.text, canonical, ...whom,
        created_by: userId, created_at: now, changed_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'listen.query_added', { queryId: row.id, name: row.name, text: row.text, about: row.about, rival: row.rival })
    await lookAtThePast(db, ctx, row)
    return presentQuery(row)
  })))
}
