import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { brandOf, storeMentions } from '../bench/stored-mentions.ts'
import { compactCounts } from '../src/listen/server/compact-counts.ts'
import { streamHeardBy, workspaceListeningFor } from './simulate/scene.ts'
import { useScene } from './support/scene.ts'

const COUNT = 1_000
const QUERIES = 5
const scene = useScene()

test('mentions that a bench lays down are counted as if they had been heard one by one, with the same indexes', async () => {
  const { db, doors, connections } = scene
  const brands = Array.from({ length: QUERIES }, (_, query) => brandOf(query))
  const [laid, heard] = [await workspaceListeningFor(db, brands), await workspaceListeningFor(db, brands)]
  const streamId = await streamHeardBy(db, 'bench', [laid.workspaceId, heard.workspaceId])
  const indexes = () => sql`select tablename, indexdef from pg_indexes where schemaname = 'public' order by indexname`.execute(db)
  const before = await indexes()

  const admin = { ...inject('postgres'), database: connections.owner.database }
  await storeMentions(admin, { ...laid, streamId, count: COUNT, until: new Date('2026-06-01T09:41:00Z') })
  const columns = sql.raw('network, origin, external_id, stream_id, form, author_id, author_handle, text, lang, said_at, heard_at, links, tags, media, tokens')
  await sql`
    insert into mention (workspace_id, id, ${columns}) select ${heard.workspaceId}, id, ${columns} from mention`.execute(db)
  await sql`
    insert into mention_match (workspace_id, query_id, mention_id, said_at, spans)
    select ${heard.workspaceId}, (${heard.queryIds}::uuid[])[array_position(${laid.queryIds}::uuid[], query_id)], mention_id, said_at, spans
    from mention_match`.execute(db)
  await compactCounts({ doors })

  const countsOf = async ({ workspaceId, queryIds }: typeof laid) => (await sql`
    select 'hour' as grain, array_position(${queryIds}::uuid[], query_id) as query, slot, '' as place, '' as lang, '' as form, n
    from mention_count_hour where workspace_id = ${workspaceId}
    union all select 'hour, kind', array_position(${queryIds}::uuid[], query_id), slot, place, lang, form, n from mention_count_hour_kind where workspace_id = ${workspaceId}
    union all select 'day, kind', array_position(${queryIds}::uuid[], query_id), slot, place, lang, form, n from mention_count_day_kind where workspace_id = ${workspaceId}
    order by 1, 2, 3, 4, 5, 6`.execute(db)).rows
  const counts = await countsOf(laid)
  expect(counts.length).toBeGreaterThan(COUNT)
  expect(counts).toEqual(await countsOf(heard))
  expect(await indexes()).toEqual(before)
})

test('mentions that a bench lays down match where they say they do', async () => {
  const { rows } = await sql<{ said: string; query: string }>`
    select substr(m.text, x.spans[1] + 1, x.spans[2] - x.spans[1]) as said, q.text as query
    from mention m join mention_match x on x.workspace_id = m.workspace_id and x.mention_id = m.id
      join query q on q.workspace_id = x.workspace_id and q.id = x.query_id`.execute(scene.db)
  expect(rows.length).toBeGreaterThan(COUNT)
  expect(rows.filter(({ said, query }) => said !== query)).toEqual([])
})
