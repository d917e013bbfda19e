import { sql } from 'kysely'
import type { Db, Doors } from '../../base/server/database.ts'
import type { Chore } from '../../base/server/jobs.ts'
import { resumeLost } from './look-back.ts'
import { judgeThemes } from './themes/judge-themes.ts'
import { ADD_EACH_MEANING, MEANING_COLUMNS, PLACE_OF_MEANING, SUM_OF_EACH_MEANING } from './meanings.ts'

/** Changes compacted in one transaction. */
const CHANGES_AT_ONCE = 20_000

const KIND = sql.raw('workspace_id, query_id, slot, place, lang, form')
const MEANINGS = sql.raw(MEANING_COLUMNS.join(', '))

/** Work of this slice that the clock begins. */
export const listenChores = ({ doors, now }: { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>; readonly now: () => Date }): Chore[] => [
  { name: 'listen.compact_counts', pattern: '*/5 * * * *', run: () => compactCounts({ doors }) },
  { name: 'listen.resume_back_tests', pattern: '11,41 * * * *', run: () => resumeLost({ doors, now: now() }) },
  { name: 'listen.judge_themes', pattern: '2,7,12,17,22,27,32,37,42,47,52,57 * * * *', run: () => judgeThemes({ doors, now }) },
]

/**
 * Moves what the ledger of counts holds into the counts by hour and day, in every workspace. Each chunk moves in one statement: it
 * has moved or it has not, for readers at the same time and after a crash; what is written meanwhile waits for the next chunk.
 */
export async function compactCounts({ doors }: { readonly doors: Pick<Doors, 'asIngest'> }, atOnce = CHANGES_AT_ONCE): Promise<void> {
  const { rows } = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id } of rows) {
    while (await doors.asIngest([id], (db) => compactChunk(db, id, atOnce)));
  }
}

/** Two who compact one workspace take turns: both would write the same hours. Returns whether there may be more to compact. */
async function compactChunk(db: Db, workspaceId: string, atOnce: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed counts ${workspaceId}`}, 0))`.execute(db)
  const first = await db.selectFrom('mention_count_change').select('id').where('workspace_id', '=', workspaceId).limit(1).executeTakeFirst()
  if (!first) return false
  const last = await db
    .selectFrom('mention_count_change').select(['query_id', 'slot', 'id']).where('workspace_id', '=', workspaceId)
    .orderBy('query_id').orderBy('slot').orderBy('id').offset(atOnce - 1).limit(1).executeTakeFirst()
  await sql`
    with taken as (
      delete from mention_count_change where workspace_id = ${workspaceId}
        ${last ? sql`and (query_id, slot, id) <= (${last.query_id}, ${last.slot}, ${last.id})` : sql``}
      returning *, ${PLACE_OF_MEANING} as meaning),
    per_hour as (
      insert into mention_count_hour as c (workspace_id, query_id, slot, n, ${MEANINGS})
      select workspace_id, query_id, slot, sum(n), ${SUM_OF_EACH_MEANING} from taken group by 1, 2, 3 having sum(n) <> 0 or count(meaning) > 0
      on conflict (workspace_id, query_id, slot) do update set n = c.n + excluded.n, ${ADD_EACH_MEANING}),
    per_hour_kind as (
      insert into mention_count_hour_kind as c (${KIND}, n, ${MEANINGS})
      select ${KIND}, sum(n), ${SUM_OF_EACH_MEANING} from taken group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 or count(meaning) > 0
      on conflict (${KIND}) do update set n = c.n + excluded.n, ${ADD_EACH_MEANING}),
    per_day_kind as (
      insert into mention_count_day_kind as c (${KIND}, n, ${MEANINGS})
      select workspace_id, query_id, date_trunc('day', slot, 'UTC'), place, lang, form, sum(n), ${SUM_OF_EACH_MEANING}
      from taken group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 or count(meaning) > 0
      on conflict (${KIND}) do update set n = c.n + excluded.n, ${ADD_EACH_MEANING})
    select from taken limit 1`.execute(db)
  return last !== undefined
}
