import { type RawBuilder, sql } from 'kysely'
import { unpack } from '../paging.ts'

/**
 * Where a newest-first list goes on: rows beyond the place that `after` names, or all of them. `at` and `id` are the columns
 * that the list is ordered by, both descending. A place nobody gave out is a Refusal.
 */
export function olderThan(at: string, id: string, after: string | undefined): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`true`
  const place = unpack(after)
  return sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) < (${place.at}, ${place.id})`
}
