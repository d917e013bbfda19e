import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Batch, Connector, Post } from '../src/connect/connector.ts'
import { BATCH_POSTS_MAX } from '../src/ingest/server/pull-stream.ts'
import { simulatedConnector } from '../tests/simulate/simulated-network.ts'
import type { Synthetic } from './synthetic-posts.ts'

/** A firehose that says as much as is asked for (`Infinity`) or so much per second, for so long. */
export type Pace = { readonly postsPerS: number; readonly seconds: number }

export type SyntheticNetwork = {
  readonly connector: Connector
  /** When the posts of the oldest batch came that name a brand (performance.now); each batch once. */
  readonly arrivals: () => readonly number[]
}

/** `end` is called when it has said all. */
export function syntheticNetwork(id: string, next: () => Synthetic, { postsPerS, seconds }: Pace, end: () => void): SyntheticNetwork {
  const arrivals: number[][] = []
  async function* pull(): AsyncGenerator<Batch<{ at: number }>> {
    const start = performance.now()
    for (let told = 0; performance.now() - start < seconds * 1_000;) {
      const due = postsPerS === Infinity ? told + BATCH_POSTS_MAX : Math.floor((performance.now() - start) / 1_000 * postsPerS)
      if (due === told) await pause(1)
      const posts: Post[] = []
      const came: number[] = []
      for (; told < due && posts.length < BATCH_POSTS_MAX; told += 1) {
        const { post, names } = next()
        posts.push(post)
        if (names) came.push(start + told / postsPerS * 1_000)
      }
      if (posts.length === 0) continue
      arrivals.push(came)
      yield { posts, cursor: { at: told }, heardUntil: new Date() }
    }
    end()
  }
  return { connector: simulatedConnector(id, z.object({ at: z.int() }), pull, { isFirehose: true }), arrivals: () => arrivals.shift() ?? [] }
}
