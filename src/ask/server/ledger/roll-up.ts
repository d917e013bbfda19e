import { sql } from 'kysely'
import type { Db, Doors } from '../../../base/server/database.ts'
import type { Chore } from '../../../base/server/jobs.ts'
import { ANY_DEPARTMENT, COLUMNS, COUNTS, NO_DEPARTMENT, REASON_COUNTS, seenBy, sumsOf } from './counts.ts'

/** Rows rolled up in one transaction. */
const ROWS_AT_ONCE = 5_000

type House = { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>; readonly now: () => Date }

/** Work of the ledger that the clock begins. */
export const ledgerChores = (house: House): Chore[] => [{ name: 'ask.roll_up_ledger', pattern: '13 * * * *', run: () => rollUpLedger(house) }]

/**
 * Moves rows that read the same for everybody into the sums by month, and takes off those that have changed since they were, in every
 * workspace. Each chunk moves in one statement: it has moved or it has not, for readers at the same time and after a crash.
 */
export async function rollUpLedger({ doors, now }: House, atOnce = ROWS_AT_ONCE): Promise<void> {
  const { rows } = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id } of rows) {
    while (await doors.inWorkspace(id, (db) => rollUpChunk(db, id, now(), atOnce)));
  }
}

/** Two who roll up one workspace take turns: both would write the same sums. Returns whether there may be more to do. */
async function rollUpChunk(db: Db, workspaceId: string, now: Date, atOnce: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed ledger ${workspaceId}`}, 0))`.execute(db)
  const counts = Object.keys(COUNTS)
  const reasonCounts = Object.keys(REASON_COUNTS)
  const added = (names: readonly string[]) => sql.raw(names.map((name) => `${name} = c.${name} + excluded.${name}`).join(', '))
  const named = (names: readonly string[]) => sql.raw(names.join(', '))
  // Every row as everybody sees it now, once for each sum that it is part of.
  const { rows } = await sql<{ moved: number }>`
    with settled as (
      select ask_id, round from ledger_row
      where workspace_id = ${workspaceId} and not is_rolled and settles_at <= ${now} order by settles_at limit ${atOnce} for update skip locked),
    taken as (
      update ledger_row r set is_rolled = true from settled s
      where r.workspace_id = ${workspaceId} and r.ask_id = s.ask_id and r.round = s.round returning r.*),
    undone as (
      delete from ledger_undone where workspace_id = ${workspaceId}
        and id in (select id from ledger_undone where workspace_id = ${workspaceId} order by id limit ${atOnce}) returning *),
    moving as materialized (
      select * from ${seenBy({ own: null, now }, sql`(select ${COLUMNS}, 1 as n from taken union all select ${COLUMNS}, -1 from undone)`)} seen),
    spread as (
      select m.*, month_of, to_of, from_of
      from moving m
        cross join lateral (values (month), ('-infinity'::date)) months (month_of)
        cross join lateral (values
          (to_id, coalesce(from_id, ${NO_DEPARTMENT})), (to_id, ${ANY_DEPARTMENT}::uuid), (${ANY_DEPARTMENT}::uuid, from_id)) sides (to_of, from_of)
      where from_of is not null),
    by_month as (
      insert into ledger_month as c (workspace_id, to_id, from_id, month, ${named(counts)})
      select ${workspaceId}::uuid, to_of, from_of, month_of, ${sumsOf(COUNTS)} from spread group by 2, 3, 4
      on conflict (workspace_id, to_id, from_id, month) do update set ${added(counts)}),
    by_reason as (
      insert into ledger_reason_month as c (workspace_id, to_id, from_id, month, reason, management_only, ${named(reasonCounts)})
      select ${workspaceId}::uuid, to_of, from_of, month_of, reason, management_only, ${sumsOf(REASON_COUNTS)}
      from (
        select * from spread where from_of = ${ANY_DEPARTMENT} or to_of = ${ANY_DEPARTMENT}
        union all
        select m.*, month_of, ${ANY_DEPARTMENT}, ${ANY_DEPARTMENT} from moving m cross join lateral (values (month), ('-infinity'::date)) months (month_of)) wide
      where reason is not null group by 2, 3, 4, 5, 6
      on conflict (workspace_id, to_id, from_id, month, reason, management_only) do update set ${added(reasonCounts)})
    select count(*)::int as moved from moving`.execute(db)
  return (rows[0]?.moved ?? 0) >= atOnce
}
