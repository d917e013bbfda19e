import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { lookAtThePast } from './back-test.ts'
import { presentQuery, readQuery, readWhom, refuseTakenName, refuseTakenRival, standingQuery } from './queries.ts'

/** Changes a query from now on, and soon in what was said before. Of two people who edit at once, the second is told and nothing of the first is lost. */
export async function changeQuery(ctx: Ctx, input: ParsedOf<typeof contract.changeQuery>): Promise<contract.Query> {
  const { canonical } = readQuery(input.text)
  return refuseTakenRival(input.rival ?? null, () => refuseTakenName(input.name, () => ctx.transact(async (db) => {
    const before = await standingQuery(db, input.queryId)
    const row = await db
      .updateTable('query')
      .set({ name: input.name, text: input.text, canonical, ...readWhom(input, before), revision: input.revision + 1, changed_at: ctx.now() })
      .where('id', '=', input.queryId)
      .where('revision', '=', input.revision)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Refusal('conflict', { now: presentQuery(before) })
    await record(db, ctx, 'listen.query_changed', { queryId: row.id, name: row.name, text: row.text, revision: row.revision, about: row.about, rival: row.rival })
    if (row.text !== before.text) await lookAtThePast(db, ctx, row)
    return presentQuery(row)
  })))
}
