import { sql } from 'kysely'
import { beforeAll, expect, inject, test } from 'vitest'
import { brandOf, storeMentions, wordOf } from '../bench/stored-mentions.ts'
import { streamHeardBy, workspaceListeningFor } from './simulate/scene.ts'
import { useScene } from './support/scene.ts'

/** More than search passes before it decides how to go on. */
const COUNT = 25_000
const UNTIL = new Date('2026-06-01T09:41:00Z')
const NEWEST = { at: '9999-01-01', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
const scene = useScene()
let workspaceId = ''

beforeAll(async () => {
  const laid = await workspaceListeningFor(scene.db, [brandOf(0)])
  const streamId = await streamHeardBy(scene.db, 'bench', [laid.workspaceId])
  await storeMentions({ ...inject('postgres'), database: scene.connections.owner.database }, { ...laid, streamId, count: COUNT, until: UNTIL })
  workspaceId = laid.workspaceId
})

const found = (words: string | null, since: string, before: typeof NEWEST, atMost: number) => scene.doors.inWorkspace(workspaceId, async (db) => (await sql<{ id: string }>`
  select id from search_mentions(${words}::tsquery, ${since}, ${before.at}, ${before.id}, ${atMost})`.execute(db)).rows)
const there = async (words: string | null, since: string, before: typeof NEWEST, atMost: number) => (await sql<{ id: string }>`
  select id from mention where (${words}::tsquery is null or tokens @@ ${words}::tsquery) and said_at >= ${since} and (said_at, id) < (${before.at}, ${before.id}::uuid)
  order by said_at desc, id desc limit ${atMost}`.execute(scene.db)).rows

test.each([
  ['in every third mention', 1], ['in one of fifty', 60], ['in one of a thousand', 900], ['hardly ever said', 20_000], ['that nobody says', null],
] as const)('search finds the newest mentions of a word %s, wherever among very many they lie', async (_, rank) => {
  const words = `'${rank === null ? 'nobodysays' : wordOf('he', rank)}'`
  for (const atMost of [60, 500, 5_000]) {
    expect(await found(words, '2000-01-01', NEWEST, atMost)).toEqual(await there(words, '2000-01-01', NEWEST, atMost))
  }
})

test('search goes on from any place, stays within its time, and without words finds all', async () => {
  const { rows } = await sql<{ at: string; id: string }>`
    select said_at::text as at, id from mention order by said_at desc, id desc offset 300 limit 1`.execute(scene.db)
  const [place] = rows
  expect(place).toBeDefined()
  for (const words of [null, `'${wordOf('he', 60)}'`]) {
    for (const since of ['2000-01-01', '2026-05-20', '2026-04-05']) {
      expect(await found(words, since, place ?? NEWEST, 400)).toEqual(await there(words, since, place ?? NEWEST, 400))
    }
  }
})
