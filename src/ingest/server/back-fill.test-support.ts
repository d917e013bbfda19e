/** Where tests of back-fills play: a network that can be searched, a workspace that listens to it, and a queue worked through by hand. */
import { sql } from 'kysely'
import { z } from 'zod'
import { addQuery, postOf, type Scene, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { simulatedConnector } from '../../../tests/simulate/simulated-network.ts'
import type { Io } from '../../base/io.ts'
import { enqueue } from '../../base/server/jobs.ts'
import type { Connector, Post, Search } from '../../connect/connector.ts'
import { phraseWith } from '../../connect/search-phrases.ts'
import type { Ctx } from '../../ctx.ts'
import { runningQueries } from '../../listen/server/queries.ts'
import { backFillJobs } from './back-fill.ts'
import { backFillsOf, startBackFills } from './back-fills.ts'
import { fetchPastOfNewSources } from './new-sources.ts'
import { hash } from './stage.test-support.ts'
import { openTurns } from './turns.ts'

export const NOW = new Date('2026-05-01T12:00:00Z')
export const HOUR_MS = 3_600_000
/** Posts of one page. */
const PAGE = 3
const FAR = Date.UTC(3000, 0)

const Place = z.object({ before: z.int() })

/** A network whose past can be searched, page by page. `asking` happens before each page is found. */
export type SearchedNetwork = {
  readonly connector: Connector
  readonly posts: Post[]
  readonly asked: { text: string; at: number }[]
  asking: (text: string, page: number) => Promise<void> | void
}

export function searchedNetwork(id: string, now: () => Date, changes: Partial<Pick<Connector, 'limits' | 'terms'>> = {}): SearchedNetwork {
  const network: { -readonly [Key in keyof SearchedNetwork]: SearchedNetwork[Key] } = { connector: {} as Connector, posts: [], asked: [], asking: () => undefined }
  const search: Search<unknown, z.infer<typeof Place>> = {
    place: Place,
    phrase: (query) => phraseWith({ network: id, words: (text) => text.toLowerCase(), mark: () => null, join: (pieces) => pieces.join(' '), searchesMax: 8, unitsMax: 100 }, query),
    async page(_io, _settings, { text, since, until }, from) {
      network.asked.push({ text, at: now().getTime() })
      await network.asking(text, network.asked.length)
      const before = from?.before ?? until.getTime()
      const hits = network.posts
        .filter((post) => text.split(' ').every((word) => post.text.toLowerCase().split(/[^\p{L}']+/u).includes(word)))
        .map((post) => ({ post, at: post.saidAt?.getTime() ?? 0 }))
        .filter(({ at }) => at >= since.getTime() - 400 * 24 * HOUR_MS && at < before)
        .toSorted((a, b) => b.at - a.at)
      const page = hits.slice(0, PAGE)
      const last = page.at(-1)?.at ?? since.getTime()
      const next = hits.length > PAGE ? { before: last } : null
      return { posts: page.map(({ post }) => post), next, reached: next === null ? since : new Date(last) }
    },
  }
  network.connector = { ...simulatedConnector(id, z.object({}), async function* () {}), ...changes, search: search as Search }
  return network
}

/** A stage of its own: networks of other stages are not known here. */
export async function newFilling(scene: Scene, text = 'heed', changes: Parameters<typeof searchedNetwork>[2] = {}) {
  const clock = { now: NOW }
  const network = searchedNetwork(`net-${crypto.randomUUID()}`, () => clock.now, changes)
  const { workspaceId, queryIds: [queryId = ''] } = await workspaceListeningFor(scene.db, [text])
  const streamId = await streamHeardBy(scene.db, network.connector.id, [workspaceId])
  const { id: sourceId } = await scene.db.selectFrom('source').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  const errors: unknown[] = []
  /** What happens after each transaction of ingest has committed. */
  const committed = { after: (): void => undefined }
  const asIngest: typeof scene.doors.asIngest = async (ids, work) => {
    const result = await scene.doors.asIngest(ids, work)
    committed.after()
    return result
  }
  const jobs = new Map(backFillJobs({
    doors: { asIngest }, connectors: new Map([[network.connector.id, network.connector]]), secrets: { open: () => '' }, hash,
    loadQueries: runningQueries, turns: openTurns(5), random: () => 0, onError: (_about, error) => errors.push(error),
  }).map((job) => [job.name, job]))
  const io = { now: () => clock.now, signal: new AbortController().signal } as Io
  const ctx: Ctx = {
    now: () => clock.now, io, actor: { workspaceId, userId: null, role: 'owner' }, transact: (run) => scene.doors.inWorkspace(workspaceId, run),
  }

  /** Does one job that is due, or lets time pass until one is; false when there is none before `until`. One that failed is to be done anew. */
  const workOnce = async (until = Infinity): Promise<boolean> => {
    const { rows: [job] } = await sql<{ task: string; payload: { data: unknown }; run_at: Date }>`
      delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and j.id = (
        select w.id from graphile_worker._private_jobs w join graphile_worker._private_tasks k on k.id = w.task_id
        where w.payload::jsonb ->> 'workspaceId' = ${workspaceId} and (k.identifier <> 'ingest.back_fill' or w.run_at <= ${new Date(Math.min(until, FAR))})
        order by w.run_at, w.id limit 1)
      returning t.identifier as task, j.payload, j.run_at`.execute(scene.db)
    const work = jobs.get(job?.task ?? '')
    if (!job || !work) return false
    if (job.task === 'ingest.back_fill') clock.now = new Date(Math.max(clock.now.getTime(), job.run_at.getTime()))
    try {
      await work.run(ctx, job.payload.data)
    } catch (error) {
      await ctx.transact((db) => enqueue(db, work, job.payload.data, { runAt: clock.now }))
      throw error
    }
    return true
  }
  const work = async (until = Infinity): Promise<void> => {
    for (let done = 0; await workOnce(until); done += 1) if (done > 300) throw new Error('the work does not end')
  }
  const newSources = () => fetchPastOfNewSources({ doors: scene.doors, connectors: new Map([[network.connector.id, network.connector]]), loadQueries: runningQueries }, clock.now)
  const save = async (revision = 1, changed = text) => {
    await scene.db.updateTable('query').set({ text: changed, revision }).where('id', '=', queryId).execute()
    await ctx.transact((db) => startBackFills(db, { id: queryId }))
  }
  const fills = () => ctx.transact((db) => backFillsOf(db, queryId))
  const mentions = () => scene.db.selectFrom('mention').selectAll().where('workspace_id', '=', workspaceId).orderBy('external_id').execute()
  const facts = async () => (await scene.db.selectFrom('fact').select(['name', 'data']).where('workspace_id', '=', workspaceId).orderBy('id').execute())
    .map(({ name, data }) => ({ name, ...data as Record<string, unknown> }))
  /** Somebody said these, an hour apart, the last one an hour ago. */
  const saidBefore = (...texts: readonly string[]) => {
    for (const [n, said] of texts.entries()) {
      network.posts.push(postOf({ externalId: `p${network.posts.length}`, text: said, saidAt: new Date(NOW.getTime() - (texts.length - n) * HOUR_MS) }))
    }
  }
  return { scene, clock, network, workspaceId, queryId, streamId, sourceId, errors, committed, ctx, work, workOnce, save, newSources, fills, mentions, facts, saidBefore, addQuery: (other: string) => addQuery(scene.db, workspaceId, other) }
}
