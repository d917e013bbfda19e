import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { type Db } from '../src/base/server/database.ts'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { uuidv7 } from '../src/base/server/uuid.ts'
import type { Ctx } from '../src/ctx.ts'
import type { Filter } from '../src/listen/contract.ts'
import { compactCounts } from '../src/listen/server/compact-counts.ts'
import { figures } from '../src/listen/server/figures.ts'
import { listMentions } from '../src/listen/server/list-mentions.ts'
import { queryFigures } from '../src/listen/server/query-figures.ts'
import { today } from '../src/listen/server/today.ts'
import { tryQuery } from '../src/listen/server/try-query.ts'
import { CARELESS, ownPostgres } from '../tests/simulate/own-postgres.ts'
import { openScene, type Scene, streamHeardBy, workspaceListeningFor } from '../tests/simulate/scene.ts'
import { readTimes } from './read-times.ts'

const DAYS = 60
const QUERIES = 30
const LOADED_AT_ONCE = 20_000
const LIMIT = 50
const GOAL_MS = 150
const NOW = new Date('2026-06-01T09:41:00Z')

/**
 * Every figure of listening for 30 days, asked as the app asks, of `--mentions` (1 000 000) over 60 days, `--rounds` (20) times
 * each; rarely said things among them, and things that are never said together.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({ args: [...options], options: { mentions: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '20' } } })
  const postgres = await ownPostgres(CARELESS)
  const scene = openScene(postgres.connections)
  try {
    const workspaceId = await load(scene, Number(values.mentions))
    return await measure(scene, workspaceId, Number(values.rounds))
  } finally {
    await scene.close()
    await postgres.close()
  }
}

/** A workspace that has heard so much, said in order; written as its owner, counted by the same triggers and chore as ever. */
async function load({ db, doors }: Scene, mentions: number): Promise<string> {
  const { workspaceId, queryIds } = await workspaceListeningFor(db, Array.from({ length: QUERIES }, (_, n) => `word${n}`))
  await db.insertInto('market').values({
    workspace_id: workspaceId, id: uuidv7(NOW), name: 'IL', country: 'IL', language: 'he', zone: 'Asia/Jerusalem', week_starts: 0, holidays: true,
    hours: '[[],[],[],[],[],[],[]]', created_at: NOW,
  }).execute()
  const streamId = await streamHeardBy(db, 'bench', [workspaceId])
  for (let from = 0; from < mentions; from += LOADED_AT_ONCE) {
    await insertMentions(db, { workspaceId, streamId, queryIds, from, until: Math.min(from + LOADED_AT_ONCE, mentions), mentions })
    await compactCounts({ doors })
  }
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one)
    await sql`vacuum analyze`.execute(one)
  })
  return workspaceId
}

type Loading = { workspaceId: string; streamId: string; queryIds: readonly string[]; from: number; until: number; mentions: number }

/** Words are drawn as in speech: a few are everywhere, most are rare. Languages have their places; one place and one language are rare. */
async function insertMentions(db: Db, { workspaceId, streamId, queryIds, from, until, mentions }: Loading): Promise<void> {
  await sql`
    with drawn as (
      select n, random() f, random() l, random() p,
        date_trunc('milliseconds', ${NOW}::timestamptz - (${mentions} - n) * (interval '${sql.raw(String(DAYS))} days' / ${mentions})) as at,
        array(select distinct 'word' || floor(20000 ^ random())::int from generate_series(1, 18) where n = n) as words
      from generate_series(${from}::int + 1, ${until}::int) n),
    kinds as (
      select *, case when p < 0.45 then 'bluesky' when p < 0.65 then 'news' when p < 0.8 then 'mail' when p < 0.9 then 'forum' when p < 0.96 then 'shop'
        when p < 0.9999 then 'video' else 'hear' end as place from drawn),
    made as (
      insert into mention (workspace_id, id, network, origin, external_id, stream_id, form, author_id, author_handle, text, lang,
        said_at, heard_at, links, tags, media, tokens)
      select ${workspaceId}, gen_random_uuid(), 'bench', place, 'post-' || n, ${streamId},
        case when f < 0.5 then 'post' when f < 0.75 then 'reply' when f < 0.85 then 'repost' when f < 0.94 then 'comment' when f < 0.985 then 'article' else 'review' end,
        'author-' || n % 5000, 'author' || n % 5000 || '.example', array_to_string(words, ' '),
        case when place = 'news' or l < 0.45 then 'he' when l < 0.85 then 'en' when l < 0.9 then 'ar' when l < 0.95 then 'ru' when l < 0.9995 then 'und' else 'yi' end,
        at, at, '{}', '{}', '[]', array_to_tsvector(words)
      from kinds returning id, said_at)
    select count(*) from made`.execute(db)
  await sql`
    insert into mention_match (workspace_id, query_id, mention_id, said_at, spans)
    select distinct on (id, query_id) ${workspaceId}::uuid, query_id, id, said_at, '{0,5}'::int4[]
    from (select m.id, m.said_at, (${[...queryIds]}::uuid[])[1 + floor(${QUERIES} * random() ^ 2.5)] as query_id
      from mention m, generate_series(1, 2) twice
      where external_id in (select 'post-' || n from generate_series(${from}::int + 1, ${until}::int) n) and (twice = 1 or random() < 0.25)) drawn`.execute(db)
}

const FILTERS: Readonly<Record<string, Filter>> = {
  'no filter': {},
  'a common place': { places: 'bluesky' },
  'a rare place': { places: 'hear' },
  'a common language': { langs: 'he' },
  'a rare language': { langs: 'yi' },
  'a form': { forms: 'review' },
  'places and a language': { places: 'bluesky,mail', langs: 'en,ar' },
  'a rare combination': { places: 'shop', langs: 'yi', forms: 'review' },
  'what is never said together': { places: 'news', langs: 'en' },
}

/** What is measured, by name. The words: in every second mention, in one of fifty, in one of five hundred. */
function kindsOf(ctx: Ctx, queryIds: readonly string[]): Record<string, () => Promise<unknown>> {
  const [common = '', rare = ''] = [queryIds[0], queryIds.at(-1)]
  const words = { 'a common word': 'word1', 'a word': 'word60', 'a rare word': 'word900', 'a phrase': '"word2 word3"' }
  const filters: [string, Filter][] = [
    ...Object.entries(FILTERS),
    ['a large query', { queryId: common }],
    ['a small query', { queryId: rare }],
    ['a query and a rare place', { queryId: common, places: 'hear' }],
    ['a query, place and language', { queryId: common, places: 'bluesky', langs: 'he' }],
    ...Object.entries(words).map(([name, find]): [string, Filter] => [name, { find }]),
    ['a word in a place', { find: 'word60', places: 'mail' }],
  ]
  const thirtyDays = { from: new Date(NOW.getTime() - 29.5 * 86_400_000).toISOString(), until: NOW.toISOString() }
  return Object.fromEntries<() => Promise<unknown>>([
    ...filters.map(([name, filter]): [string, () => Promise<unknown>] => [`figures, ${name}`, () => figures(ctx, filter)]),
    ['figures, cutting hours', () => figures(ctx, thirtyDays)],
    ...filters.map(([name, filter]): [string, () => Promise<unknown>] => [`list, ${name}`, () => listMentions(ctx, { limit: LIMIT, ...filter })]),
    ['query figures', () => queryFigures(ctx)],
    ['today', () => today(ctx)],
    ...Object.entries(words).map(([name, text]): [string, () => Promise<unknown>] => [`trial, ${name}`, () => tryQuery(ctx, { text })]),
  ])
}

async function measure({ db, doors }: Scene, workspaceId: string, rounds: number): Promise<string[]> {
  const ctx: Ctx = {
    actor: { workspaceId, userId: null, role: 'viewer' },
    now: () => NOW,
    io: createIo({ allowPrivate: false, userAgent: 'bench', signal: new AbortController().signal }),
    transact: (work) => doors.inWorkspace(workspaceId, work),
  }
  const sizes = await sql<{ id: string }>`select query_id as id from mention_match group by 1 order by count(*) desc`.execute(db)
  const reads = kindsOf(ctx, sizes.rows.map(({ id }) => id))
  const { kinds, p50: all50, p95: all95, yardstick } = await readTimes(reads, () => ctx.transact((within) => sql`select 1`.execute(within)), rounds)
  return [
    ...kinds.map(({ name, p50, p95 }) => `dashboard: ${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`),
    `dashboard: all figures for 30 days: p50 ${all50.toFixed(0)} ms, p95 ${all95.toFixed(0)} ms (goal p95 < ${GOAL_MS} ms); slowest: ${kinds.at(-1)?.name}`,
    `dashboard: yardstick: a transaction with select 1 takes p50 ${yardstick.p50.toFixed(2)} ms, p95 ${yardstick.p95.toFixed(2)} ms`,
  ]
}
