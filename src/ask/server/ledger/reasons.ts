import { sql } from 'kysely'
import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Ctx } from '../../../ctx.ts'
import { calendarOf } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { accessOf, refuseUnreadable } from './access.ts'
import { ANY_DEPARTMENT, REASON_COUNTS, seenBy, sumsOf, sumsOfSums } from './counts.ts'
import { firstDayOf, ofMonths, unrolled } from './sums.ts'

/**
 * Why departments said no, most frequent first. A reason for management only is told to owners and managers, and to the department that
 * gave it; others see that there was one.
 */
export function reasons(ctx: Ctx, { span, departmentId, side }: ParsedOf<typeof contract.reasons>): Promise<{ reasons: contract.ReasonLine[] }> {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const id = side === 'all' ? null : departmentId ?? access.watcher.own
    if (side !== 'all' && id === null) return { reasons: [] }
    if (side === 'all' && !access.readsOutsiders) throw new Refusal('ask.not_your_side')
    if (id !== null) refuseUnreadable(access, id)
    const from = firstDayOf(span, (await calendarOf(db, ctx.actor.workspaceId, null)).zone, ctx.now())
    const [to, by] = [side === 'given' ? id : ANY_DEPARTMENT, side === 'received' ? id : ANY_DEPARTMENT]
    const rows = side === 'given' ? sql`to_id = ${id}` : side === 'received' ? sql`from_id = ${id}` : sql`true`
    const isTold = access.readsOutsiders || (side === 'given' && id === access.watcher.own)
    const { rows: lines } = await sql<contract.ReasonLine>`
      select case when ${isTold} or not management_only then reason end as reason, ${sumsOfSums(REASON_COUNTS)}
      from (
        select reason, management_only, ${sql.raw(Object.keys(REASON_COUNTS).join(', '))} from ledger_reason_month
        where to_id = ${to} and from_id = ${by} and ${ofMonths(from)}
        union all
        select reason, management_only, ${sumsOf(REASON_COUNTS)} from ${seenBy(access.watcher, unrolled(from, rows))} seen
        where reason is not null group by 1, 2) both_ways
      group by 1 having sum(no) > 0 order by 2 desc, 1`.execute(db)
    return { reasons: lines }
  })
}
