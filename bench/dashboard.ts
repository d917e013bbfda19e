import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
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
import type { OwnPostgres } from '../tests/simulate/own-postgres.ts'
import { openScene, type Scene, streamHeardBy, workspaceListeningFor } from '../tests/simulate/scene.ts'
import { keptPostgres } from './kept-postgres.ts'
import { readTimes } from './read-times.ts'
import { brandOf, mentionLine, storeMentions, wordOf } from './stored-mentions.ts'

const QUERIES = 30
const LIMIT = 50
const SAMPLE = 1_000
const CHANGES_AT_ONCE = 200_000
const NOW = new Date('2026-06-01T09:41:00Z')
/** Of how many mentions can be asked, and how long 95 of 100 figures may take then, in milliseconds. */
const SIZES: Readonly<Record<string, { readonly count: number; readonly goalMs: number }>> = {
  '200k': { count: 200_000, goalMs: 150 },
  '1M': { count: 1_000_000, goalMs: 150 },
  '10M': { count: 10_000_000, goalMs: 500 },
}

/**
 * Every figure of listening for 30 days, asked as the app asks, of `--size` (200k, 1M or 10M) mentions over 60 days, `--rounds` (20)
 * times each; rarely said things among them, and things that are never said together. The mentions are kept for the next run.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({ args: [...options], options: { size: { type: 'string', default: '1M' }, rounds: { type: 'string', default: '20' } } })
  const size = SIZES[values.size]
  if (!size) return [`dashboard: --size is one of ${Object.keys(SIZES).join(', ')}`]
  let filled = 'kept from an earlier run'
  const since = performance.now()
  const postgres = await keptPostgres({
    name: `mentions-${values.size}`,
    key: sampleOf(size.count),
    fill: async (fresh) => {
      await fill(fresh, size.count)
      filled = `filled in ${((performance.now() - since) / 60_000).toFixed(1)} minutes`
    },
  })
  const scene = openScene(postgres.connections)
  try {
    const { rows: [stored] } = await sql<{ gb: string }>`select round(pg_database_size(current_database()) / 1e9, 1) as gb`.execute(scene.db)
    return [`dashboard: ${values.size} mentions, ${stored?.gb} GB, ${filled}`, ...await measure(scene, Number(values.rounds), size.goalMs)]
  } finally {
    await scene.close()
    await postgres.close()
  }
}

/** Tells mentions that are made otherwise, or read otherwise by the engine, from those that are kept. */
function sampleOf(count: number): string {
  const hash = createHash('sha256')
  const stored = { workspaceId: 'workspace', streamId: 'stream', queryIds: Array.from({ length: QUERIES }, String), count, until: NOW }
  for (let n = 0; n < SAMPLE; n += 1) hash.update(mentionLine(stored, n))
  return hash.digest('hex').slice(0, 16)
}

/** A workspace that has heard so much, counted by the same chore as ever. */
async function fill({ connections, admin }: OwnPostgres, count: number): Promise<void> {
  const scene = openScene(connections)
  try {
    const { db, doors } = scene
    const { workspaceId, queryIds } = await workspaceListeningFor(db, Array.from({ length: QUERIES }, (_, query) => brandOf(query)))
    await db.insertInto('market').values({
      workspace_id: workspaceId, id: uuidv7(NOW), name: 'IL', country: 'IL', language: 'he', zone: 'Asia/Jerusalem', week_starts: 0, holidays: true,
      hours: '[[],[],[],[],[],[],[]]', created_at: NOW,
    }).execute()
    await storeMentions(admin, { workspaceId, streamId: await streamHeardBy(db, 'bench', [workspaceId]), queryIds, count, until: NOW })
    await compactCounts({ doors }, CHANGES_AT_ONCE)
    await db.connection().execute(async (one) => {
      await sql`set statement_timeout = 0`.execute(one)
      await sql`vacuum analyze`.execute(one)
    })
  } finally {
    await scene.close()
  }
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
  'a common meaning': { sentiments: 'neutral', intents: 'none' },
  'a sentiment': { sentiments: 'negative' },
  'what needs an answer': { needsAnswer: 'yes' },
  'a rare meaning': { sentiments: 'positive', intents: 'crisis' },
  'what is about staff, in a place and language': { aboutStaff: 'yes', needsAnswer: 'yes', places: 'mail', langs: 'he' },
}

/** What is measured, by name. The words: in every third mention, in one of fifty, in one of a thousand, in one of a hundred thousand. */
function kindsOf(ctx: Ctx, queryIds: readonly string[]): Record<string, () => Promise<unknown>> {
  const [common = '', rare = ''] = [queryIds[0], queryIds.at(-1)]
  const words = {
    'a common word': wordOf('he', 1), 'a word': wordOf('he', 60), 'a rare word': wordOf('he', 900), 'a word hardly said': wordOf('he', 90_000),
    'a phrase': `"${wordOf('he', 2)} ${wordOf('he', 3)}"`,
  }
  const filters: [string, Filter][] = [
    ...Object.entries(FILTERS),
    ['a large query', { queryId: common }],
    ['a small query', { queryId: rare }],
    ['a query and a rare place', { queryId: common, places: 'hear' }],
    ['a query and a meaning', { queryId: common, sentiments: 'negative', intents: 'complaint' }],
    ['a small query and a rare meaning', { queryId: rare, intents: 'crisis' }],
    ['a query, place and language', { queryId: common, places: 'bluesky', langs: 'he' }],
    ...Object.entries(words).map(([name, find]): [string, Filter] => [name, { find }]),
    ['a word in a place', { find: words['a word'], places: 'mail' }],
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

async function measure({ db, doors }: Scene, rounds: number, goalMs: number): Promise<string[]> {
  const { workspace_id: workspaceId } = await db.selectFrom('workspace').select('workspace_id').executeTakeFirstOrThrow()
  const ctx: Ctx = {
    actor: { workspaceId, userId: null, role: 'owner' },
    now: () => NOW,
    io: createIo({ allowPrivate: false, userAgent: 'bench', signal: new AbortController().signal }),
    transact: (work) => doors.inWorkspace(workspaceId, work),
  }
  const sizes = await sql<{ id: string }>`select query_id as id from mention_match group by 1 order by count(*) desc`.execute(db)
  const reads = kindsOf(ctx, sizes.rows.map(({ id }) => id))
  const { kinds, p50: all50, p95: all95, yardstick } = await readTimes(reads, () => ctx.transact((within) => sql`select 1`.execute(within)), rounds)
  return [
    ...kinds.map(({ name, p50, p95 }) => `dashboard: ${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`),
    `dashboard: all figures for 30 days: p50 ${all50.toFixed(0)} ms, p95 ${all95.toFixed(0)} ms (goal p95 < ${goalMs} ms); slowest: ${kinds.at(-1)?.name}`,
    `dashboard: yardstick: a transaction with select 1 takes p50 ${yardstick.p50.toFixed(2)} ms, p95 ${yardstick.p95.toFixed(2)} ms`,
  ]
}
