import { sql } from 'kysely'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { type LedgerDepartment, PAIR_DAYS, type Sharing } from '../../ledger-contract.ts'
import { isManagement, type Reader, readerOf } from '../reader.ts'
import { DAY_MS, type Watcher } from './counts.ts'

const DEPARTMENTS_MAX = 5_000

/** Who reads the ledger, and what of it they may. */
export type Access = {
  readonly reader: Reader
  readonly watcher: Watcher
  /** Every department's figures, as management sees them. Of outsiders only management does. */
  readonly readsAll: boolean
  readonly readsOutsiders: boolean
  readonly departments: ReadonlyMap<string, LedgerDepartment>
  readonly agreed: Sharing['agreed']
}

/** What the asker may read. */
export async function accessOf(db: Db, ctx: Ctx): Promise<Access> {
  const reader = await readerOf(db, ctx.actor)
  const departments = await departmentsOf(db, reader.workspaceId)
  const agreed = await agreementOf(db, reader.departmentId)
  const everybody = reader.role !== 'partner' && agreed.of > 0 && agreed.departments === agreed.of
  return {
    reader,
    watcher: { own: reader.departmentId, now: ctx.now() },
    readsAll: isManagement(reader) || everybody,
    readsOutsiders: isManagement(reader),
    departments,
    agreed,
  }
}

/** Whether somebody may read what this department was asked, by whomever. */
export function mayReadAllOf({ watcher, readsAll, readsOutsiders, departments }: Access, departmentId: string): boolean {
  if (departmentId === watcher.own) return true
  return readsAll && (readsOutsiders || departments.get(departmentId)?.isOutside === false)
}

/** Refuses a department that is not there, and one whose figures somebody may not read. */
export function refuseUnreadable(access: Access, departmentId: string): LedgerDepartment {
  const department = access.departments.get(departmentId)
  if (!department) throw new Refusal('not_found', { department: departmentId })
  if (!mayReadAllOf(access, departmentId)) throw new Refusal('ask.not_your_side')
  return department
}

/** What a reader is told of who sees what. */
export async function sharingOf(db: Db, access: Access): Promise<Sharing> {
  const { watcher, readsAll, departments, agreed } = access
  return { own: departments.get(watcher.own ?? '') ?? null, readsAll, onlyOwn: await onlyOwn(db, watcher), agreed }
}

/** Of how many asks the reader’s department sees what the other side does not yet. */
async function onlyOwn(db: Db, { own, now }: Watcher): Promise<number> {
  if (own === null) return 0
  const shown = new Date(now.getTime() - PAIR_DAYS * DAY_MS)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ledger_row
    where workspace_id = current_workspace() and not is_rolled and to_id = ${own}
      and (answer_at > ${shown} or answer_held_until > ${now} or promise_held_until > ${now}
        or (promise <> 'released' and promise_at > ${shown} and promise_at <= ${now}))`.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * How many of the company’s own departments that ever asked or were asked agree that all may see. Agencies and suppliers are not asked: theirs
 * is never shown to all.
 */
async function agreementOf(db: Db, own: string | null): Promise<Sharing['agreed']> {
  const { rows } = await sql<Sharing['agreed']>`
    select count(a.department_id)::int as departments, count(*)::int as of, bool_or(a.department_id is not null) filter (where d.id = ${own}) as own
    from department d left join ledger_agreement a on a.workspace_id = d.workspace_id and a.department_id = d.id
    where not d.is_outside and (
      exists (select from ledger_row r where r.workspace_id = d.workspace_id and r.to_id = d.id)
      or exists (select from ledger_row r where r.workspace_id = d.workspace_id and r.from_id = d.id))`.execute(db)
  return rows[0] ?? { departments: 0, of: 0, own: null }
}

async function departmentsOf(db: Db, workspaceId: string): Promise<Map<string, LedgerDepartment>> {
  const rows = await db
    .selectFrom('department')
    .select(['id', 'name', 'is_outside as isOutside'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('name').orderBy('id')
    .limit(DEPARTMENTS_MAX)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
