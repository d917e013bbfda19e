import type { Post } from '../../src/connect/connector.ts'
import { forgottenKey, hashPostWith } from '../../src/ingest/server/forgotten.ts'
import { hear } from '../../src/ingest/server/hear.ts'
import { Standing } from '../../src/ingest/server/standing.ts'
import { store } from '../../src/ingest/server/store.ts'
import { runningQueries } from '../../src/listen/index.ts'
import { postOf, streamHeardBy } from '../simulate/scene.ts'
import type { World } from './world.ts'

/** What a test lets people say: at least an id and a text. */
export type Saying = Partial<Post> & { readonly externalId: string }

/** A network of this workspace alone. What is said there passes through the real stages into the real database: what queries match, or all. */
export async function newNetwork(world: World, workspaceId: string, { hearsAll = false } = {}): Promise<(...sayings: Saying[]) => Promise<void>> {
  const network = `test${workspaceId.slice(-6)}`
  const streamId = await streamHeardBy(world.db, network, [workspaceId])
  const standing = new Standing()
  standing.replaceSubscriptions([{ workspaceId, streamId, hearsAll }])
  let said = 0
  return async (...sayings) => {
    await world.doors.asIngest([workspaceId], async (db) => {
      standing.replaceQueries(await runningQueries(db))
      standing.replaceBlocks(await db.selectFrom('block').selectAll().execute())
    })
    const heardAt = world.clock.now
    const place = { network, streamId }
    const posts = sayings.map(postOf)
    const { cursor } = await world.db.selectFrom('stream').select('cursor').where('id', '=', streamId).executeTakeFirstOrThrow()
    await store({ doors: world.doors, hash: hashPostWith(forgottenKey(world.secrets)) }, {
      ...place,
      heardAt,
      from: cursor,
      batch: { posts, cursor: { said: said += 1 }, heardUntil: heardAt },
      heard: hear(posts, { ...place, heardAt, standing, onBug: (error) => { throw error } }),
      subscribers: standing.subscribers(streamId),
    })
  }
}
