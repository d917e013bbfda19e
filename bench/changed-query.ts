import { record } from '../src/base/server/record.ts'
import { openFactFeed } from '../src/base/server/fact-feed.ts'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { openSecrets } from '../src/base/server/secrets.ts'
import { keepListening } from '../src/app/slices.ts'
import { startListener } from '../src/ingest/index.ts'
import { changedQuery, runningQueries } from '../src/listen/index.ts'
import { type Scene, streamHeardBy } from '../tests/simulate/scene.ts'
import { syntheticNetwork } from './synthetic-network.ts'
import type { Synthetic } from './synthetic-posts.ts'

const CHANGES = 100
const POSTS_PER_S = 1_000

/**
 * How long it takes from the commit of a changed query until the running matcher has it, in milliseconds, while posts pass: the facts,
 * the feed and the listener are the real ones.
 */
export async function timesToHear(scene: Scene, workspaceIds: readonly string[], next: () => Synthetic): Promise<number[]> {
  const network = syntheticNetwork(`bench-${crypto.randomUUID()}`, next, { postsPerS: POSTS_PER_S, seconds: Infinity }, () => undefined)
  await streamHeardBy(scene.db, network.connector.id, workspaceIds)
  const listener = startListener({
    doors: scene.doors, connection: scene.connections.ingest, connectors: new Map([[network.connector.id, network.connector]]),
    secrets: openSecrets(Buffer.alloc(32)), key: Buffer.from('a key of a bench'), ioFor: (signal) => createIo({ allowPrivate: false, userAgent: 'bench', signal }),
    loadQueries: runningQueries, readChange: changedQuery, onError: fail,
  })
  await listener.refresh()
  const feed = await openFactFeed(scene.connections.app)
  let inEffect = (): void => undefined
  feed.subscribe(keepListening({ ...listener, takeIn: (...fact) => listener.takeIn(...fact).then(() => inEffect()) }, (error) => fail('listening', error)))
  const timesMs: number[] = []
  try {
    const rows = await scene.db.selectFrom('query').select(['workspace_id', 'id', 'name']).limit(CHANGES).execute()
    for (const { workspace_id, id, name } of rows) {
      const taken = new Promise<void>((resolve) => {
        inEffect = resolve
      })
      const text = `changed${timesMs.length}`
      const ctx = { actor: { workspaceId: workspace_id, userId: null }, now: () => new Date() }
      await scene.doors.inWorkspace(workspace_id, async (db) => {
        await db.updateTable('query').set({ text, canonical: text, revision: 2 }).where('id', '=', id).execute()
        await record(db, ctx, 'listen.query_changed', { queryId: id, name, text, revision: 2, about: 'other', rival: null })
      })
      const since = performance.now()
      await taken
      timesMs.push(performance.now() - since)
    }
  } finally {
    await feed.stop()
    await listener.stop()
  }
  return timesMs
}

function fail(about: string, error: unknown): never {
  throw new Error(about, { cause: error })
}
