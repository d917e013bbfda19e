import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { cut } from '../../../base/paging.ts'
import { olderThan } from '../../../base/server/newest-first.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { accessOf, refuseUnreadable } from './access.ts'

type Row = {
  readonly ask_id: string
  readonly number: number
  readonly title: string
  readonly to_id: string
  readonly from_id: string | null
  readonly promise_at: Date
}

/** Promises that a department kept, or that were kept for it, newest first. Both sides know of them already, so nothing waits. */
export function thanks(ctx: Ctx, { departmentId, side, limit, after }: ParsedOf<typeof contract.thanks>): Promise<OutputOf<typeof contract.thanks>> {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const { reader: { workspaceId }, departments, watcher } = access
    const id = departmentId ?? watcher.own
    if (id === null) return { thanks: [], next: null }
    refuseUnreadable(access, id)
    const { rows } = await sql<Row>`
      select r.ask_id, number, title, to_id, from_id, promise_at
      from ledger_row r join ask k on k.workspace_id = r.workspace_id and k.id = r.ask_id
      where r.workspace_id = ${workspaceId} and promise in ('kept', 'moved') and ${side === 'by' ? sql`to_id` : sql`from_id`} = ${id}
        and ${olderThan('promise_at', 'r.ask_id', after)}
      order by promise_at desc, r.ask_id desc limit ${limit + 1}`.execute(db)
    const page = cut(rows, limit, ({ promise_at, ask_id }) => ({ at: promise_at, id: ask_id }))
    return {
      thanks: page.rows.flatMap((row) => {
        const [by, asking] = [departments.get(row.to_id), departments.get(row.from_id ?? '') ?? null]
        return by ? [{ askId: row.ask_id, number: row.number, title: row.title, by, for: asking, at: row.promise_at.toISOString() }] : []
      }),
      next: page.next,
    }
  })
}
