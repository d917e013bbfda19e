import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { mayKnowStaff } from '../read-filter.ts'
import { whatCounts } from './effective.ts'
import { headOf, type What } from './heads.ts'

const ROWS_MAX = 100

type Row = {
  id: string; what: What; said: string; machine: string; understood_by: string | null; is_check: boolean; said_at: Date
  by: string | null; taken_back_at: Date | null
}

/** All that people said of a mention, newest first. What is about staff only for whoever may know. */
export async function correctionsOf(ctx: Ctx, { mentionId }: ParsedOf<typeof contract.corrections>): Promise<OutputOf<typeof contract.corrections>> {
  return ctx.transact(async (db) => {
    const counting = new Set((await whatCounts(db, mentionId)).map(({ id }) => id))
    const { rows } = await sql<Row>`
      select c.id, c.what, c.said, c.machine, c.understood_by, c.is_check, c.said_at, u.name as by, t.said_at as taken_back_at
      from mention_correction c
        left join mention_correction t on t.workspace_id = c.workspace_id and t.takes_back = c.id
        left join auth.user u on u.id = c.said_by
      where c.mention_id = ${mentionId} and c.said is not null ${mayKnowStaff(ctx.actor) ? sql`` : sql`and c.what <> 'about_staff'`}
        and exists (select from mention m where m.workspace_id = c.workspace_id and m.id = c.mention_id and m.blocked_by is null)
      order by c.n desc limit ${ROWS_MAX}`.execute(db)
    return {
      corrections: rows.map(({ id, what, said, machine, understood_by, is_check, said_at, by, taken_back_at }) => ({
        id, head: headOf(what), said, machine, understoodBy: understood_by, by, at: said_at.toISOString(), isCheck: is_check,
        takenBackAt: taken_back_at?.toISOString() ?? null, counts: counting.has(id),
      })),
    }
  })
}
