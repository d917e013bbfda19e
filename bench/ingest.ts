import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { uuidv7 } from '../src/base/server/uuid.ts'
import { hashPostWith } from '../src/ingest/server/forgotten.ts'
import { pullStream } from '../src/ingest/server/pull-stream.ts'
import { Standing } from '../src/ingest/server/standing.ts'
import { runningQueries } from '../src/listen/server/queries.ts'
import { ownPostgres } from '../tests/simulate/own-postgres.ts'
import { openScene, type Scene, streamHeardBy, workspaceListeningFor } from '../tests/simulate/scene.ts'
import { timesToHear } from './changed-query.ts'
import { type Pace, syntheticNetwork } from './synthetic-network.ts'
import { queriesOf, type Synthetic, syntheticPosts } from './synthetic-posts.ts'

const WORKSPACES = 10
const QUERIES = 10_000
const SEED = 7
const WARM_UP_S = 5
const YARDSTICKS = 500

/**
 * Posts through the whole pipeline into PostgreSQL, as its own role, with facts, durable: as fast as they are taken, then at even
 * paces with the time from arrival to commit. `--seconds` of each (60). CPU is that of the pulls alone, network included.
 */
export async function bench(options: readonly string[]): Promise<string[]> {
  const { values } = parseArgs({ args: [...options], options: { seconds: { type: 'string', default: '60' } } })
  const seconds = Number(values.seconds)
  const [oneInHundred, oneInTen] = [100, 10].map((oneIn) => syntheticPosts(SEED, { brands: QUERIES, oneIn })) as [() => Synthetic, () => Synthetic]
  const postgres = await ownPostgres()
  const scene = openScene(postgres.connections)
  try {
    const workspaceIds: string[] = []
    for (let number = 0; number < WORKSPACES; number += 1) workspaceIds.push(await workspaceOf(scene, number))
    const bed = { scene, workspaceIds, standing: new Standing(), postmaster: postgres.pid() }
    const lines = [await yardstickLine(scene), await loadLine(bed)]
    await run(bed, oneInHundred, { seconds: WARM_UP_S, postsPerS: Infinity })
    const full = await run(bed, oneInHundred, { seconds, postsPerS: Infinity })
    lines.push(`ingest: ${rate(full)} over ${full.seconds.toFixed(0)} s, as fast as they are taken; ${QUERIES} queries, 1 % matching; ${cpuOfRun(full)}`)
    for (const [percent, next, postsPerS] of [[1, oneInHundred, 1_000], [10, oneInTen, 5_000]] as const) {
      const paced = await run(bed, next, { seconds, postsPerS })
      lines.push(`ingest: ${rate(paced)}: arrival to committed mention ${middleAndEnd(paced.latenciesMs)}; ${QUERIES} queries, ${percent} % matching; ${cpuOfRun(paced)}`)
    }
    lines.push(`ingest: a changed query is heard after ${middleAndEnd(await timesToHear(scene, workspaceIds, oneInHundred))}`)
    return lines
  } finally {
    await scene.close()
    await postgres.close()
  }
}

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

type Bed = { readonly scene: Scene; readonly workspaceIds: readonly string[]; readonly standing: Standing; readonly postmaster: number }

/** Reads all queries, as a server does when it starts. */
async function loadLine({ scene, workspaceIds, standing }: Bed): Promise<string> {
  const since = performance.now()
  await scene.doors.asIngest(workspaceIds, async (db) => standing.replaceQueries(await runningQueries(db)))
  return `ingest: ${QUERIES} queries are read and stand after ${(performance.now() - since).toFixed(0)} ms`
}

type Run = { posts: number; mentions: number; batches: number; seconds: number; latenciesMs: number[]; cpuS: Cpu }

/** One stream that every workspace hears, pulled for so long. */
async function run({ scene, workspaceIds, standing, postmaster }: Bed, next: () => Synthetic, pace: Pace): Promise<Run> {
  const networkId = `bench-${crypto.randomUUID()}`
  const streamId = await streamHeardBy(scene.db, networkId, workspaceIds)
  standing.replaceSubscriptions(workspaceIds.map((workspaceId) => ({ workspaceId, streamId })))
  const ending = new AbortController()
  const network = syntheticNetwork(networkId, next, pace, () => ending.abort())
  const [before, since] = [await cpuOf(postmaster), performance.now()]
  const result: Run = { posts: 0, mentions: 0, batches: 0, seconds: 0, latenciesMs: [], cpuS: before }
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
      result.batches += 1
      for (const at of network.arrivals()) result.latenciesMs.push(now - at)
    },
  }, { id: streamId, connector: network.connector, settings: {} }, ending.signal)
  result.seconds = (performance.now() - since) / 1_000
  const after = await cpuOf(postmaster)
  result.cpuS = { node: after.node - before.node, postgres: after.postgres - before.postgres }
  return result
}

type Cpu = { readonly node: number; readonly postgres: number }

/** Seconds of CPU used so far, by this process and by PostgreSQL with all its children, also those that are gone (proc(5)). */
async function cpuOf(postmaster: number): Promise<Cpu> {
  const { user, system } = process.cpuUsage()
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(() => '')).trim().split(' ').filter(Boolean)
  const ticks = await Promise.all([String(postmaster), ...children].map(async (pid) => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).replace(/^.*\) /, '').split(' ').map(Number)
    return [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0)
  }))
  return { node: (user + system) / 1e6, postgres: ticks.reduce((sum, one) => sum + one, 0) / 100 }
}

const rate = ({ posts, mentions, batches, seconds }: Run): string => (
  `${(posts / seconds).toFixed(0)} posts/s, ${(mentions / seconds).toFixed(0)} mentions/s in batches of ${(posts / batches).toFixed(0)}`
)

function cpuOfRun({ cpuS, posts, seconds }: Run): string {
  const [node, postgres] = [cpuS.node, cpuS.postgres].map((s) => `${(s / seconds).toFixed(2)} cores (${(s / posts * 1e6).toFixed(1)} µs a post)`)
  return `CPU of Node ${node}, of PostgreSQL ${postgres}`
}

async function yardstickLine(scene: Scene): Promise<string> {
  const timesMs: number[] = []
  await scene.db.connection().execute(async (db) => {
    for (let n = 0; n < YARDSTICKS; n += 1) {
      const since = performance.now()
      await db.selectNoFrom(({ lit }) => lit(1).as('one')).execute()
      timesMs.push(performance.now() - since)
    }
  })
  return `ingest: yardstick: select 1 takes ${middleAndEnd(timesMs)}`
}

const middleAndEnd = (timesMs: readonly number[]): string => `p50 ${percentile(timesMs, 50)} ms, p99 ${percentile(timesMs, 99)} ms`

function percentile(values: readonly number[], percent: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))] ?? Number.NaN
  return value.toFixed(value < 10 ? 2 : 0)
}
