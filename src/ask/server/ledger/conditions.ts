import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { cut } from '../../../base/paging.ts'
import { olderThan } from '../../../base/server/newest-first.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { accessOf, refuseUnreadable } from './access.ts'

type Row = {
  readonly ask_id: string
  readonly answer_id: string
  readonly number: number
  readonly title: string
  readonly words: string
  readonly to_department_id: string | null
  readonly from_department_id: string | null
  readonly department_id: string | null
  readonly person_id: string | null
  readonly counter_ask_id: string | null
  readonly at: Date
}

/**
 * Conditions of a no that stands, which have not come about, newest first. They are work to do and no account of anybody, so both sides and
 * whoever is to bring them about see them at once.
 */
export function conditions(ctx: Ctx, { departmentId, limit, after }: ParsedOf<typeof contract.conditions>): Promise<OutputOf<typeof contract.conditions>> {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const { reader: { workspaceId }, departments, readsOutsiders, watcher } = access
    if (departmentId !== undefined) refuseUnreadable(access, departmentId)
    const id = departmentId ?? (readsOutsiders ? null : watcher.own)
    if (id === null && !readsOutsiders) return { conditions: [], next: null }
    // An outsider hears of what it is to bring about by the ask that came of it, not by asks between others.
    const owner = access.reader.role === 'partner' ? sql`` : sql`, c.department_id`
    const concerned = id === null ? sql`true` : sql`${id} in (k.to_department_id, k.from_department_id${owner})`
    const { rows } = await sql<Row>`
      select c.ask_id, c.answer_id, k.number, k.title, c.words, k.to_department_id, k.from_department_id, c.department_id, c.person_id, c.counter_ask_id, a.at
      from ask k
        join ask_condition c on c.workspace_id = k.workspace_id and c.answer_id = k.answer_id
        join answer a on a.workspace_id = k.workspace_id and a.id = k.answer_id
      where k.workspace_id = ${workspaceId} and k.state = 'refused' and c.met_at is null and ${concerned} and ${olderThan('a.at', 'c.answer_id', after)}
      order by a.at desc, c.answer_id desc limit ${limit + 1}`.execute(db)
    const page = cut(rows, limit, ({ at, answer_id }) => ({ at, id: answer_id }))
    const named = (of: string | null): contract.LedgerDepartment | null => departments.get(of ?? '') ?? null
    return {
      conditions: page.rows.map((row) => ({
        askId: row.ask_id, number: row.number, title: row.title, words: row.words, to: named(row.to_department_id), from: named(row.from_department_id),
        owner: named(row.department_id ?? (row.person_id === null ? row.from_department_id : null)),
        isAskers: row.department_id === null && row.person_id === null,
        at: row.at.toISOString(), counterAskId: row.counter_ask_id,
      })),
      next: page.next,
    }
  })
}
