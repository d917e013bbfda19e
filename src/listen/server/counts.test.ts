import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addQuery, postOf, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { emptyDatabase } from '../../../tests/support/postgres.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { type Db, openDb, openPool } from '../../base/server/database.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { migrate } from '../../base/server/migrate.ts'
import type { Post } from '../../connect/connector.ts'
import { applyBlock } from '../../ingest/server/apply-block.ts'
import { forgetThePast } from '../../ingest/server/forget.ts'
import { hash, newStage, NOW, type Stage } from '../../ingest/server/stage.test-support.ts'
import { INTENTS, SENTIMENTS } from '../../language/contract.ts'
import { compactCounts } from './compact-counts.ts'
import { ANY_QUERY, counted } from './counted.ts'
import { MEANING_COLUMNS } from './meanings.ts'

const HOUR_MS = 3_600_000
const RUNS = 25
const TEXTS = ['heed', 'heed other', 'other things', 'nothing', 'מה עם heed?', 'heed https://spam.example']

const scene = useScene()

/** Each row as many times as it says something that is counted: that it is there, and what it means. */
const TOLD = sql.raw(`cross join lateral (values (true, ''), (sentiment is not null, sentiment || '_' || intent), (needs_answer, sentiment || '_' || intent || '_needs'),
  (about_staff, sentiment || '_' || intent || '_staff'), (needs_answer and about_staff, sentiment || '_' || intent || '_both')) t (has, told) where has`)
const CELLS = sql.raw(`cross join lateral (values ('', n), ${MEANING_COLUMNS.map((name) => `('${name}', ${name})`).join(', ')}) t (told, count) where count is not null`)

/** Where the roll-ups and the mentions themselves differ: nowhere. */
async function differences(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    with raw as (
      select workspace_id, ${ANY_QUERY}::uuid as query_id, date_trunc('hour', said_at, 'UTC') as slot, place, lang, form, told, 1 as n
      from mention ${TOLD} and blocked_by is null
      union all
      select m.workspace_id, x.query_id, date_trunc('hour', m.said_at, 'UTC'), place, lang, form, told, 1
      from mention m join mention_match x on x.workspace_id = m.workspace_id and x.mention_id = m.id ${TOLD} and blocked_by is null),
    changes as (select workspace_id, query_id, slot, place, lang, form, told, n from mention_count_change ${TOLD}),
    told as (
      select 'hour kind' as what, * from (
        select workspace_id, query_id, slot, place, lang, form, told, count as n from mention_count_hour_kind ${CELLS} union all select * from changes) k
      union all select 'hour', workspace_id, query_id, slot, '', '', '', told, count from mention_count_hour ${CELLS}
      union all select 'hour', workspace_id, query_id, slot, '', '', '', told, n from changes
      union all select 'day kind', workspace_id, query_id, slot, place, lang, form, told, count from mention_count_day_kind ${CELLS}
      union all select 'day kind', workspace_id, query_id, date_trunc('day', slot, 'UTC'), place, lang, form, told, n from changes),
    counted as (
      select 'hour kind' as what, raw.* from raw
      union all select 'hour', workspace_id, query_id, slot, '', '', '', told, n from raw
      union all select 'day kind', workspace_id, query_id, date_trunc('day', slot, 'UTC'), place, lang, form, told, n from raw)
    select what, workspace_id, query_id, slot, place, lang, form, told, sum(n) as n, sum(c) as counted from (
      select *, 0 as c from told union all select what, workspace_id, query_id, slot, place, lang, form, told, 0, n from counted) both_ways
    group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(n) <> sum(c)`.execute(db)
  return rows
}

const post = fc.record({
  kind: fc.constantFrom('said', 'said', 'said', 'edited', 'deleted'),
  externalId: fc.constantFrom(...'abcdefgh'),
  text: fc.constantFrom(...TEXTS),
  lang: fc.constantFrom('en', 'he', null),
  form: fc.constantFrom('post', 'reply', 'review'),
  author: fc.constantFrom('ada', 'noa').map((id) => ({ id, handle: `${id}.example`, name: null, followers: null })),
  origin: fc.constantFrom(null, 'Forum'),
  saidAt: fc.integer({ min: 0, max: 60 }).map((hours) => new Date(NOW.getTime() - hours * HOUR_MS / 2)),
}) satisfies fc.Arbitrary<Post | Partial<Post>>

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: fc.constant('hear' as const), posts: fc.array(post, { minLength: 1, maxLength: 6 }), gone: fc.constantFrom([], [], [], ['noa']) }) },
  fc.record({ is: fc.constant('block' as const), value: fc.constantFrom('other', 'spam', 'heed') }),
  fc.record({
    is: fc.constant('understand' as const), which: fc.constantFrom(...'abcdefgh'), sentiment: fc.constantFrom(...SENTIMENTS), intent: fc.constantFrom(...INTENTS),
    needsAnswer: fc.boolean(), aboutStaff: fc.boolean(),
  }),
  fc.record({ is: fc.constantFrom('unblock' as const, 'forget' as const, 'archive' as const, 'erase' as const, 'compact' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Does to a stage what the product does, through the product's own code. */
async function take(stage: Stage, taken: Step): Promise<void> {
  const { workspaceId } = stage
  switch (taken.is) {
    case 'hear':
      await stage.hear(taken.posts.map((one) => postOf(one as Partial<Post> & { externalId: string })), { batch: { gone: taken.gone } })
      return
    case 'block': {
      const id = crypto.randomUUID()
      await sql`insert into block values (${workspaceId}, ${id}, 'words', ${taken.value}, null, now()) on conflict do nothing`.execute(scene.db)
      return applyBlocks(stage, id)
    }
    case 'understand':
      await sql`
        update mention set sentiment = ${taken.sentiment}, intent = ${taken.intent}, question = false, needs_answer = ${taken.needsAnswer}, about_staff = ${taken.aboutStaff}
        where workspace_id = ${workspaceId} and external_id = ${taken.which} and deleted_at is null`.execute(scene.db)
      return
    case 'unblock':
      for (const { id } of await scene.db.deleteFrom('block').where('workspace_id', '=', workspaceId).returning('id').execute()) await applyBlocks(stage, id)
      return
    case 'forget':
      return forgetThePast({ doors: scene.doors, connectors: new Map(), hash, now: () => new Date(NOW.getTime() + 800 * 24 * HOUR_MS) })
    case 'archive':
      await scene.db.updateTable('query').set({ archived_at: NOW }).where('workspace_id', '=', workspaceId).execute()
      await addQuery(scene.db, workspaceId, 'heed OR things')
      return stage.listenAnew()
    case 'erase':
      await scene.db.deleteFrom('mention').where('external_id', 'in', ['a', 'b']).where('workspace_id', '=', workspaceId).execute()
      return
    case 'compact':
      await compactCounts(scene, 3)
  }
}

async function applyBlocks(stage: Stage, blockId: string): Promise<void> {
  await stage.listenAnew()
  await applyBlock.run({
    actor: { workspaceId: stage.workspaceId, userId: null, role: 'owner' },
    now: () => NOW,
    io: createIo({ allowPrivate: false, userAgent: 'Heed tests', signal: new AbortController().signal }),
    transact: (work) => scene.doors.inWorkspace(stage.workspaceId, work),
  }, { blockId, after: null, hidden: 0, shown: 0 })
}

describe('the counts of mentions', () => {
  test('agree with the mentions after whatever is heard, edited, understood, deleted, blocked, forgotten or erased, compacted or not', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const stage = await newStage(scene)
      for (const taken of steps) {
        await take(stage, taken)
        expect([taken.is, await differences(scene.db)]).toEqual([taken.is, []])
      }
      await compactCounts(scene)
      expect(await differences(scene.db)).toEqual([])
    }), { numRuns: RUNS })
  }, 240_000)

  test('stay right while several streams are heard, blocks applied and counts compacted all at once', async () => {
    const stages = [await newStage(scene), await newStage(scene)]
    const posts = (n: number) => Array.from({ length: 20 }, (_, at) => postOf({
      kind: n % 3 === 2 ? 'edited' : 'said', externalId: `${n % 3 === 2 ? n - 1 : n}-${at}`, text: TEXTS[(n + at) % TEXTS.length] ?? '',
    }))
    const hearing = stages.map(async (stage) => {
      for (let n = 0; n < 12; n += 1) await stage.hear(posts(n))
    })
    const blocking = stages.map(async (stage) => {
      for (const is of ['block', 'unblock', 'block'] as const) await take(stage, { is, value: 'other' } as Step)
    })
    const compacting = [1, 2].map(async () => {
      for (let n = 0; n < 10; n += 1) await compactCounts(scene)
    })
    await Promise.all([...hearing, ...blocking, ...compacting])
    expect(await differences(scene.db)).toEqual([])
    await compactCounts(scene)
    expect(await differences(scene.db)).toEqual([])
  }, 60_000)

  test('read the same before, during and after they are compacted', async () => {
    const stage = await newStage(scene)
    for (let n = 0; n < 10; n += 1) await stage.hear([postOf({ externalId: `p${n}`, text: 'heed', saidAt: new Date(NOW.getTime() - n * HOUR_MS) })])
    const range = { from: new Date(NOW.getTime() - 100 * HOUR_MS), until: new Date(NOW.getTime() + HOUR_MS) }
    const read = () => scene.doors.inWorkspace(stage.workspaceId, async (db) => (
      await sql<{ n: number }>`select sum(n)::int as n from ${counted({ range, whose: 'all', byHour: true, byKind: false })} c`.execute(db)).rows[0]?.n)
    const compacting = compactCounts(scene)
    const during = await Promise.all(Array.from({ length: 20 }, read))
    await compacting
    expect(new Set([...during, await read()])).toEqual(new Set([10]))
    expect(await scene.db.selectFrom('mention_count_change').select('n').where('workspace_id', '=', stage.workspaceId).execute()).toEqual([])
  })

  test('cannot be written by the app', async () => {
    const { workspaceId } = await workspaceListeningFor(scene.db, [])
    for (const table of ['mention_count_change', 'mention_count_hour', 'mention_count_hour_kind', 'mention_count_day_kind']) {
      await expect(scene.doors.inWorkspace(workspaceId, (db) => sql`delete from ${sql.table(table)}`.execute(db))).rejects.toThrow('permission denied')
    }
  })
})

test('what was stored before there were counts is counted by the migration', async () => {
  const ID = crypto.randomUUID()
  const passwords = { app: 'app', ingest: 'ingest' }
  const database = await emptyDatabase()
  const db = openDb(openPool(database.owner, { max: 1, name: 'test' }))
  try {
    await migrate(database.owner, { passwords, onlyUpTo: '20261123T1220-ways-in.sql' })
    await sql`insert into workspace (workspace_id, slug, name, language, created_at) values (${ID}, 'old', 'Old', 'en', now())`.execute(db)
    await sql`insert into stream (id, connector, key, settings, created_at) values (${ID}, 'feed', 'x', '{}', now())`.execute(db)
    await sql`insert into query (workspace_id, id, name, text, canonical, created_at, changed_at) values (${ID}, ${ID}, 'q', 'q', 'q', now(), now())`.execute(db)
    await sql`
      insert into mention (workspace_id, id, network, external_id, stream_id, form, author_id, author_handle, text, lang, said_at, heard_at, links, tags, media, tokens, blocked_by)
      select ${ID}, gen_random_uuid(), 'feed', n, ${ID}, 'post', 'a', 'a', 'q', 'en', now() - n * interval '20 minutes', now(), '{}', '{}', '[]', '',
        case when n % 5 = 0 then gen_random_uuid() end from generate_series(1, 40) n`.execute(db)
    await sql`insert into mention_match select workspace_id, ${ID}, id, said_at, '{}' from mention where external_id::int % 2 = 0`.execute(db)
    await migrate(database.owner, { passwords })
    expect(await differences(db)).toEqual([])
  } finally {
    await db.destroy()
    await database.close()
  }
})
