import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { sql } from 'kysely'
import type { Db } from '../base/server/database.ts'

/** What ingest did with one batch. */
type Stored = { readonly posts: number; readonly heard: number; readonly edited: number; readonly deleted: number }

/** Figures for Prometheus. */
export type Metrics = {
  /** Counts a stored batch. */
  readonly stored: (connector: string, batch: Stored) => void
  /** All figures as Prometheus reads them. */
  readonly read: () => Promise<string>
}

/** Begins to count. `owner` sees every workspace; only sums leave. */
export function openMetrics(owner: Db): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers: [registry] })
  const streams = gauge('heed_streams', 'Streams by connector and state.', ['connector', 'state'])
  const posts = new Counter({ name: 'heed_posts_total', help: 'Posts pulled by this process.', labelNames: ['connector'], registers: [registry] })
  const mentions = new Counter({ name: 'heed_mentions_total', help: 'Mentions stored, edited and deleted by this process.', labelNames: ['connector', 'kind'], registers: [registry] })
  const behind = gauge('heed_stream_behind_seconds', 'Seconds since the moment until which all has been heard, of the stream furthest behind.', ['connector'])
  const jobs = gauge('heed_jobs_waiting', 'Jobs in the queue.')
  const gaps = gauge('heed_gaps_open', 'Gaps that are not replayed yet.')

  const stored: Metrics['stored'] = (connector, batch) => {
    posts.inc({ connector }, batch.posts)
    for (const kind of ['heard', 'edited', 'deleted'] as const) mentions.inc({ connector, kind }, batch[kind])
  }
  const read: Metrics['read'] = async () => {
    for (const each of [streams, behind]) each.reset()
    for (const row of await streamFigures(owner)) {
      const { connector } = row
      streams.set({ connector, state: row.state }, row.n)
      if (row.behind !== null) behind.set({ connector }, row.behind)
    }
    const [waiting, open] = await countsOf(owner)
    jobs.set(waiting)
    gaps.set(open)
    return registry.metrics()
  }
  return { stored, read }
}

type StreamFigures = { connector: string; state: string; n: number; behind: number | null }

async function streamFigures(owner: Db): Promise<StreamFigures[]> {
  const { rows } = await sql<StreamFigures>`
    select connector, state, count(*)::int as n,
      extract(epoch from now() - min(heard_until) filter (
        where state = 'listening' and exists (select from source s where s.stream_id = stream.id and s.paused_at is null)))::float8 as behind
    from stream group by connector, state`.execute(owner)
  return rows
}

async function countsOf(owner: Db): Promise<[jobs: number, gaps: number]> {
  const { rows } = await sql<{ jobs: number; gaps: number }>`
    select (select count(*)::int from graphile_worker.jobs) as jobs, (select count(*)::int from gap where closed_at is null) as gaps`.execute(owner)
  return [rows[0]?.jobs ?? 0, rows[0]?.gaps ?? 0]
}
