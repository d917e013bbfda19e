import { type RawBuilder, sql } from 'kysely'
import type { ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { cut } from '../../../base/paging.ts'
import type { Db } from '../../../base/server/database.ts'
import { olderThan } from '../../../base/server/newest-first.ts'
import type { Ctx } from '../../../ctx.ts'
import { calendarOf } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { type Access, accessOf, mayReadAllOf } from './access.ts'
import { DAY_MS, FIGURE_ROWS } from './counts.ts'
import { presentRows } from './present-rows.ts'
import { type SeenRow, seenRows } from './seen-rows.ts'
import { firstDayOf } from './sums.ts'

/** The asks that a figure counts, newest first: as many as the figure says, as the same reader sees both at the same time. */
export function ledgerAsks(ctx: Ctx, { span, limit, ...wanted }: ParsedOf<typeof contract.ledgerAsks>) {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const from = firstDayOf(span, (await calendarOf(db, ctx.actor.workspaceId, null)).zone, ctx.now())
    const page = cut(await rowsOfFigure(db, access, { ...wanted, from, limit: limit + 1 }), limit, ({ asked_at, ask_id }) => ({ at: asked_at, id: ask_id }))
    return { asks: await presentRows(db, access, page.rows), next: page.next }
  })
}

type Wanted = {
  readonly figure: contract.LedgerFigure
  readonly from: string | null
  readonly toId?: string | undefined
  readonly fromId?: string | undefined
  readonly reason?: contract.Reason | 'hidden' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The rows that a figure counts, newest first. */
export const rowsOfFigure = (db: Db, access: Access, { figure, from, toId, fromId, reason, after, limit }: Wanted): Promise<SeenRow[]> => seenRows(db, access.watcher, {
  rows: sql`${whose(access, toId, fromId)} and ${since(from)} and ${olderThan('asked_at', 'ask_id', after)}`,
  seen: sql`(${sql.raw(FIGURE_ROWS[figure])}) and ${reason === undefined ? sql`true` : ofReason(access, reason)}`,
  limit,
})

/** Which rows: of asks to, by or between departments that the reader may read; without either, all those or the reader’s own on either side. */
function whose(access: Access, toId: string | undefined, fromId: string | undefined): RawBuilder<unknown> {
  const { watcher: { own }, departments } = access
  const by = fromId === 'nobody' ? sql`from_id is null` : fromId === undefined ? sql`true` : sql`from_id = ${fromId}`
  for (const id of [toId, fromId]) {
    if (id !== undefined && id !== 'nobody' && !departments.has(id)) throw new Refusal('not_found', { department: id })
  }
  if (toId !== undefined) {
    if (!mayReadAllOf(access, toId) && (own === null || fromId !== own)) throw new Refusal('ask.not_your_side')
    return sql`to_id = ${toId} and ${by}`
  }
  if (fromId !== undefined && fromId === own) return sql`from_id = ${own}`
  if (!access.readsAll) return own === null ? sql`false` : sql`(to_id = ${own} or from_id = ${own}) and ${by}`
  const readable = [...departments.keys()].filter((id) => mayReadAllOf(access, id))
  return access.readsOutsiders ? by : sql`to_id = any (${readable}::uuid[]) and ${by}`
}

/** Since a month began, wherever; the moment is for the index. */
const since = (from: string | null): RawBuilder<unknown> =>
  (from === null ? sql`true` : sql`month >= ${from}::date and asked_at >= ${new Date(Date.parse(from) - DAY_MS)}`)

/** Refused for a reason that the reader is told; or for one that they are not. */
const ofReason = ({ watcher: { own }, readsOutsiders: isManagement }: Access, reason: contract.Reason | 'hidden'): RawBuilder<unknown> => {
  const isTold = sql`(${isManagement} or to_id = ${own}::uuid is true or not management_only)`
  return reason === 'hidden' ? sql`reason is not null and not ${isTold}` : sql`reason = ${reason} and ${isTold}`
}
