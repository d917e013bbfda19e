import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { uuidv7 } from '../src/base/server/uuid.ts'
import type { Batch, Connector, Post } from '../src/connect/connector.ts'
import { hashPostWith } from '../src/ingest/server/forgotten.ts'
import { BATCH_POSTS_MAX, pullStream } from '../src/ingest/server/pull-stream.ts'
import { Standing } from '../src/ingest/server/standing.ts'
import { runningQueries } from '../src/listen/server/queries.ts'
import { ownPostgres } from '../tests/simulate/own-postgres.ts'
import { openScene, type Scene, streamHeardBy, workspaceListeningFor } from '../tests/simulate/scene.ts'
import { simulatedConnector } from '../tests/simulate/simulated-network.ts'
import { queriesOf, syntheticPosts } from './synthetic-posts.ts'

const WORKSPACES = 10
const QUERIES = 10_000
/** As fast as they are taken, and at an even pace: of so many posts, one names what a query listens for. */
const FULL = { postsPerS: Infinity, oneIn: 100 }
const PACED = [{ postsPerS: 1_000, oneIn: 100 }, { postsPerS: 5_000, oneIn: 10 }]
const WARM_UP_S = 5
const YARDSTICKS = 500

/**
 * Posts through the whole pipeline into PostgreSQL, as its own role, with facts, durable: as fast as they are taken, then at an
 * even pace with the time from arrival to commit. `--seconds` of each (60).
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({ args: [...options], options: { seconds: { type: 'string', default: '60' } } })
  const seconds = Number(values.seconds)
  const postgres = await ownPostgres()
  const scene = openScene(postgres.connections)
  try {
    const workspaceIds: string[] = []
    for (let number = 0; number < WORKSPACES; number += 1) workspaceIds.push(await workspaceOf(scene, number))
    const lines = [await yardstickLine(scene)]
    const measured = async (pace: Pace): Promise<Run & { cpu: string }> => {
      const before = await cpuOf(postgres.pid())
      const one = await run(scene, workspaceIds, { ...pace, seconds })
      return { ...one, cpu: cpuLine(before, await cpuOf(postgres.pid()), one.seconds) }
    }
    await run(scene, workspaceIds, { ...FULL, seconds: WARM_UP_S })
    const full = await measured(FULL)
    lines.push(`ingest: ${perS(full.posts, full)} posts/s, ${perS(full.mentions, full)} mentions/s over ${full.seconds.toFixed(0)} s; ${said(FULL)}; ${full.cpu}`)
    for (const pace of PACED) {
      const { latenciesMs, cpu, ...paced } = await measured(pace)
      lines.push(`ingest: arrival to stored mention p50 ${percentile(latenciesMs, 50)} ms, p99 ${percentile(latenciesMs, 99)} ms at ${perS(paced.posts, paced)} posts/s, ${perS(paced.mentions, paced)} mentions/s; ${said(pace)}; ${cpu}`)
    }
    return lines
  } finally {
    await scene.close()
    await postgres.close()
  }
}

type Pace = { readonly postsPerS: number; readonly oneIn: number }
const said = ({ oneIn }: Pace): string => `${QUERIES} queries, ${100 / oneIn} % matching`

/** A workspace with its share of the queries. */
async function workspaceOf(scene: Scene, number: number): Promise<string> {
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  const texts = queriesOf(QUERIES).filter((_, query) => query % WORKSPACES === number)
  const now = new Date()
  await scene.db.insertInto('query').values(texts.map((text) => {
    const id = uuidv7(now)
    return { workspace_id: workspaceId, id, name: id, text, canonical: text, created_at: now, changed_at: now }
  })).execute()
  return workspaceId
}

type Run = { posts: number; mentions: number; seconds: number; latenciesMs: number[] }

/** One stream that every workspace hears, pulled for so long. */
async function run(scene: Scene, workspaceIds: readonly string[], pace: Pace & { readonly seconds: number }): Promise<Run> {
  const networkId = `bench-${crypto.randomUUID()}`
  const streamId = await streamHeardBy(scene.db, networkId, workspaceIds)
  const standing = new Standing()
  standing.replaceSubscriptions(workspaceIds.map((workspaceId) => ({ workspaceId, streamId })))
  await scene.doors.asIngest(workspaceIds, async (db) => standing.replaceQueries(await runningQueries(db)))
  const result: Run = { posts: 0, mentions: 0, seconds: 0, latenciesMs: [] }
  const ending = new AbortController()
  const source = connectorOf(networkId, pace, () => ending.abort())
  const since = performance.now()
  await pullStream({
    doors: scene.doors,
    standing,
    hash: hashPostWith(Buffer.from('a key of a bench')),
    ioFor: (signal) => createIo({ allowPrivate: false, userAgent: 'bench', signal }),
    random: Math.random,
    onError: (_, error) => {
      throw error
    },
    onStored: (_, { posts, heard }) => {
      const now = performance.now()
      result.posts += posts
      result.mentions += heard
      for (const at of source.arrivals()) result.latenciesMs.push(now - at)
    },
  }, { id: streamId, connector: source.connector, settings: {} }, ending.signal)
  result.seconds = (performance.now() - since) / 1_000
  return result
}

/** A network that says as much as is asked for, or so much per second. `arrivals`: when the posts of the oldest batch came that name a brand; each batch once. */
function connectorOf(id: string, pace: Pace & { readonly seconds: number }, end: () => void): { connector: Connector; arrivals: () => readonly number[] } {
  const next = syntheticPosts(7, { brands: QUERIES, oneIn: pace.oneIn })
  const arrivals: number[][] = []
  async function* pull(): AsyncGenerator<Batch<{ at: number }>> {
    const start = performance.now()
    for (let told = 0; performance.now() - start < pace.seconds * 1_000;) {
      const due = pace.postsPerS === Infinity ? told + BATCH_POSTS_MAX : Math.floor((performance.now() - start) / 1_000 * pace.postsPerS)
      if (due === told) await pause(1)
      const posts: Post[] = []
      const came: number[] = []
      for (; told < due && posts.length < BATCH_POSTS_MAX; told += 1) {
        const { post, names } = next()
        posts.push(post)
        if (names) came.push(start + told / pace.postsPerS * 1_000)
      }
      if (posts.length === 0) continue
      arrivals.push(came)
      yield { posts, cursor: { at: told }, heardUntil: new Date() }
    }
    end()
  }
  return { connector: simulatedConnector(id, z.object({ at: z.int() }), pull, { isFirehose: true }), arrivals: () => arrivals.shift() ?? [] }
}

/** Seconds of CPU used so far, by this process and by PostgreSQL with all its children, also those that are gone (proc(5)). */
async function cpuOf(postmaster: number): Promise<{ node: number; postgres: number }> {
  const { user, system } = process.cpuUsage()
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(() => '')).trim().split(' ').filter(Boolean)
  const ticks = await Promise.all([String(postmaster), ...children].map(async (pid) => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).replace(/^.*\) /, '').split(' ').map(Number)
    return [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0)
  }))
  return { node: (user + system) / 1e6, postgres: ticks.reduce((sum, one) => sum + one, 0) / 100 }
}

type Cpu = Awaited<ReturnType<typeof cpuOf>>
const cpuLine = (before: Cpu, after: Cpu, seconds: number): string => (
  `CPU ${((after.node - before.node) / seconds).toFixed(2)} cores Node, ${((after.postgres - before.postgres) / seconds).toFixed(2)} PostgreSQL`
)

async function yardstickLine(scene: Scene): Promise<string> {
  const timesMs: number[] = []
  await scene.db.connection().execute(async (db) => {
    for (let n = 0; n < YARDSTICKS; n += 1) {
      const since = performance.now()
      await db.selectNoFrom(({ lit }) => lit(1).as('one')).execute()
      timesMs.push(performance.now() - since)
    }
  })
  return `ingest: yardstick: select 1 takes p50 ${percentile(timesMs, 50, 2)} ms, p99 ${percentile(timesMs, 99, 2)} ms`
}

const perS = (count: number, { seconds }: Pick<Run, 'seconds'>): string => (count / seconds).toFixed(0)

function percentile(values: readonly number[], percent: number, digits = 0): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] ?? Number.NaN).toFixed(digits)
}
