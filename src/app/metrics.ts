import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { sql } from 'kysely'
import type { Db } from '../base/server/database.ts'

/** Figures for Prometheus, read when asked for. `owner` sees every workspace; only sums leave. */
export function metricsOf(owner: Db): () => Promise<string> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers: [registry] })
  const streams = gauge('heed_streams', 'Streams by connector and state.', ['connector', 'state'])
  const posts = gauge('heed_posts_heard_total', 'Posts pulled since the beginning.', ['connector'])
  const behind = gauge('heed_stream_behind_seconds', 'Seconds since the moment until which all has been heard, of the stream furthest behind.', ['connector'])
  const jobs = gauge('heed_jobs_waiting', 'Jobs in the queue.')
  const gaps = gauge('heed_gaps_open', 'Gaps that are not replayed yet.')

  return async () => {
    for (const each of [streams, posts, behind]) each.reset()
    for (const row of await streamFigures(owner)) {
      const { connector } = row
      streams.set({ connector, state: row.state }, row.n)
      posts.inc({ connector }, row.posts)
      if (row.behind !== null) behind.set({ connector }, row.behind)
    }
    const [waiting, open] = await countsOf(owner)
    jobs.set(waiting)
    gaps.set(open)
    return registry.metrics()
  }
}

type StreamFigures = { connector: string; state: string; n: number; posts: number; behind: number | null }

async function streamFigures(owner: Db): Promise<StreamFigures[]> {
  const { rows } = await sql<StreamFigures>`
    select connector, state, count(*)::int as n, sum(posts_heard)::float8 as posts,
      extract(epoch from now() - min(heard_until) filter (where state = 'listening'))::float8 as behind
    from stream group by connector, state`.execute(owner)
  return rows
}

async function countsOf(owner: Db): Promise<[jobs: number, gaps: number]> {
  const { rows } = await sql<{ jobs: number; gaps: number }>`
    select (select count(*)::int from graphile_worker.jobs) as jobs, (select count(*)::int from gap where closed_at is null) as gaps`.execute(owner)
  return [rows[0]?.jobs ?? 0, rows[0]?.gaps ?? 0]
}
