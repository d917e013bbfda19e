import { sql } from 'kysely'
import { cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type * as contract from '../contract.ts'

type GapRow = { id: string; source_id: string; name: string; from_at: Date; since: Date; until_at: Date; why: string; replayed_s: number; missed_s: number; closed_at: Date | null }

/** Seconds of a set of times. */
const seconds = (times: ReturnType<typeof sql>) => sql`(select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8 from unnest(${times}) r)`

/** Shorter ends of a gap, when a source was added at its end, are not worth a line. */
const SHORTEST = '30 seconds'

/** Gaps of the workspace's sources, newest first: of each what lies after the source was added. */
export async function pageOfGaps(db: Db, page: { limit: number; after?: string | undefined }): Promise<{ gaps: contract.Gap[]; next: string | null }> {
  const { rows } = await sql<GapRow>`
    select g.id, s.id as source_id, s.name, g.from_at, greatest(g.from_at, s.created_at) as since, g.until_at, g.why, g.closed_at,
      ${seconds(sql`g.missed * ours`)} as missed_s, ${seconds(sql`(tstzmultirange(tstzrange(g.from_at, g.replayed_until)) - g.missed) * ours`)} as replayed_s
    from gap g join source s on s.stream_id = g.stream_id, tstzmultirange(tstzrange(s.created_at, null)) as ours
    where (g.from_at >= s.created_at or g.until_at > s.created_at + ${sql.lit(SHORTEST)}::interval) and ${olderThan('g.from_at', 'g.id', page.after)}
    order by g.from_at desc, g.id desc limit ${page.limit + 1}`.execute(db)
  const { rows: shown, next } = cut(rows, page.limit, (row) => ({ at: row.from_at, id: row.id }))
  return { gaps: shown.map(present), next }
}

function present(row: GapRow): contract.Gap {
  const lengthS = (row.until_at.getTime() - row.since.getTime()) / 1_000
  return {
    id: row.id,
    sourceId: row.source_id,
    source: row.name,
    from: row.since.toISOString(),
    until: row.until_at.toISOString(),
    why: row.why,
    replayedShare: Math.min(1, row.replayed_s / lengthS),
    missedS: row.missed_s,
    closed: row.closed_at !== null,
  }
}
