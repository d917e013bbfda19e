import type { Selectable } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { storedJson } from '../../base/server/stored-json.ts'
import type * as contract from '../contract.ts'
import { readQuery } from './queries.ts'
import { type Reader, readFilter } from './read-filter.ts'
import type { ViewTable } from './tables.ts'

/** How many saved views one workspace may have. */
export const VIEWS_MAX = 200

/** All saved views, by name. */
export function savedViews(db: Db): Promise<Selectable<ViewTable>[]> {
  return db.selectFrom('view').selectAll().orderBy('name').limit(VIEWS_MAX).execute()
}

/** One saved view, or a Refusal. */
export async function savedView(db: Db, viewId: string): Promise<Selectable<ViewTable>> {
  const row = await db.selectFrom('view').selectAll().where('id', '=', viewId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}

/** Does the work; refuses when it would give two views one name, whatever the case. */
export function refuseTakenViewName<T>(name: string, work: () => Promise<T>): Promise<T> {
  return refuseDuplicate('view_name', new Refusal('listen.name_taken', { name }), work)
}

/** A filter as it is stored. Refuses one that no list would take from whoever saves it. */
export function storedFilter(filter: contract.Filter, reader: Reader): string {
  const { find } = readFilter(filter, reader)
  if (find !== null) readQuery(find)
  return storedJson(filter)
}

/** The outside of a row. */
export function presentView({ id, name, filter, revision, changed_at }: Selectable<ViewTable>): contract.View {
  return { id, name, filter, revision, changedAt: changed_at.toISOString() }
}
