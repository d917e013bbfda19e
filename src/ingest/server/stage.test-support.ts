/** Where tests of storing play: two workspaces that listen for “heed” on one stream of a network of its own. */
import { type Scene, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import type { Batch, Post } from '../../connect/connector.ts'
import { runningQueries } from '../../listen/server/queries.ts'
import { hashPostWith } from './forgotten.ts'
import { hear as hearPosts } from './hear.ts'
import { Standing } from './standing.ts'
import { store, type Stored, type StoreStep } from './store.ts'

export const NOW = new Date('2026-05-01T12:00:00Z')
export const hash = hashPostWith(Buffer.from('a key for tests'))

type Hearing = {
  readonly from?: unknown
  readonly streamId?: string
  readonly heardAt?: Date
  readonly passed?: (step: StoreStep) => void
  readonly batch?: Partial<Batch>
}

let cursors = 0

/** A bug fails the test that met it. */
export function onBug(error: Error): never {
  throw error
}

/** A network of its own for each stage: what one network said stays known. The other workspace also listens for “other”. */
export async function newStage(scene: Scene) {
  const network = `net-${crypto.randomUUID()}`
  const { workspaceId, queryIds: [queryId = ''] } = await workspaceListeningFor(scene.db, ['heed'])
  const { workspaceId: other, queryIds: [otherQueryId = ''] } = await workspaceListeningFor(scene.db, ['heed OR other'])
  const streamId = await streamHeardBy(scene.db, network, [workspaceId, other])
  const standing = new Standing()
  standing.replaceSubscriptions([{ workspaceId, streamId }, { workspaceId: other, streamId }])

  /** Takes in changed queries and block lists. */
  const listenAnew = () => scene.doors.asIngest([workspaceId, other], async (db) => {
    standing.replaceQueries(await runningQueries(db))
    standing.replaceBlocks(await db.selectFrom('block').selectAll().execute())
  })
  await listenAnew()

  /** Sends posts through the stages into the database; each batch follows the one before. */
  const hear = async (posts: readonly Post[], options: Hearing = {}): Promise<Stored & { readonly at: number }> => {
    const { heardAt = NOW, passed } = options
    const place = { network, streamId: options.streamId ?? streamId }
    const { cursor } = await scene.db.selectFrom('stream').select('cursor').where('id', '=', place.streamId).executeTakeFirstOrThrow()
    const heard = hearPosts(posts, { ...place, heardAt, standing, onBug })
    const at = cursors += 1
    const batch = { posts, cursor: { at }, heardUntil: heardAt, ...options.batch }
    const from = 'from' in options ? options.from : cursor
    const stored = await store({ doors: scene.doors, hash, passed }, { ...place, heardAt, from, batch, heard, subscribers: standing.subscribers(place.streamId) })
    return { ...stored, at }
  }

  const mentions = (of = workspaceId) => scene.db.selectFrom('mention').selectAll().where('workspace_id', '=', of).orderBy('external_id').execute()
  const matches = (of = workspaceId) => scene.db.selectFrom('mention_match').select(['query_id', 'spans']).where('workspace_id', '=', of).execute()
  /** Each fact of ingest as its name and count. */
  const facts = async (of = workspaceId) => (
    (await scene.db.selectFrom('fact').select(['name', 'data']).where('workspace_id', '=', of).orderBy('id').execute())
      .map(({ name, data }) => `${name.replace(/^ingest\.(?:mentions_)?/, '')} ${(data as { count: number }).count}`)
  )
  return { network, workspaceId, queryId, other, otherQueryId, streamId, standing, listenAnew, hear, mentions, matches, facts }
}

export type Stage = Awaited<ReturnType<typeof newStage>>
