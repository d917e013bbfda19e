import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'

/** Places named of one text. */
const PLACES_MAX = 50

/** What mentions that say the same have in common. */
export const clusterOf = ({ id, copy_of }: { readonly id: string; readonly copy_of: string | null }): string => copy_of ?? id

/** How far each text has spread that was said more than once and is shown, by cluster. */
export async function spreadsOf(db: Db, clusters: readonly string[]): Promise<Map<string, contract.Spread>> {
  const { rows } = await sql<{ cluster: string; count: number; people: number; places: string[]; first: Date; last: Date }>`
    select coalesce(m.copy_of, m.id) as cluster, count(*)::int as count, count(distinct (m.network, m.author_id))::int as people,
      (array_agg(distinct m.place))[1:${sql.lit(PLACES_MAX)}] as places, min(m.said_at) as first, max(m.said_at) as last
    from (${membersOf(sql`any (${[...new Set(clusters)]}::uuid[])`)}) m
    group by 1 having count(*) > 1`.execute(db)
  return new Map(rows.map(({ cluster, first, last, ...spread }) => [cluster, { ...spread, firstAt: first.toISOString(), lastAt: last.toISOString() }]))
}

/** The mentions of a cluster, or of any of an array, that are shown: each part by an index of its own. */
export const membersOf = (cluster: ReturnType<typeof sql>) => sql`
  select m.* from mention m where m.id = ${cluster} and m.copy_of is null and m.blocked_by is null and m.forgotten_at is null
  union all select m.* from mention m where m.copy_of = ${cluster} and m.blocked_by is null and m.forgotten_at is null`
