import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { SimulatedClock } from '../../../tests/simulate/clock.ts'
import { addQuery, postOf, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { simulatedConnector } from '../../../tests/simulate/simulated-network.ts'
import { useScene } from '../../../tests/support/scene.ts'
import type { Connector } from '../../connect/connector.ts'
import { runningQueries, standingQueries } from '../../listen/server/queries.ts'
import { HEARD_ONE_IN } from '../contract.ts'
import { QUERY_MATCHES_MAX, WINDOW } from './breadth.ts'
import { hashPostWith } from './forgotten.ts'
import { pullStream } from './pull-stream.ts'
import { Standing } from './standing.ts'

const scene = useScene()
let clock: SimulatedClock
let workspaceId: string
let other: string
let network: string
let streamId: string
let batches = 0

beforeEach(async () => {
  clock = new SimulatedClock(new Date('2026-05-01T12:00:00Z'), 0)
  network = `net-${crypto.randomUUID()}`
  ;({ workspaceId } = await workspaceListeningFor(scene.db, ['heed']))
  ;({ workspaceId: other } = await workspaceListeningFor(scene.db, ['and']))
  streamId = await streamHeardBy(scene.db, network, [workspaceId, other])
})

/** So many posts in one batch; `after` some time. */
type Said = { readonly text: string; readonly count: number; readonly afterMs?: number }

/** A process that hears this on a firehose, or on another stream, and ends. */
async function hear(said: readonly Said[], changes: Partial<Pick<Connector, 'isFirehose'>> = { isFirehose: true }): Promise<void> {
  const ending = new AbortController()
  const connector = simulatedConnector(network, z.object({ at: z.int() }), async function* pull() {
    for (const { text, count, afterMs = 0 } of said) {
      clock.pass(afterMs)
      const at = batches += 1
      yield { posts: Array.from({ length: count }, (_, n) => postOf({ externalId: `${at}-${n}`, text: `${text} ${n}` })), cursor: { at }, heardUntil: new Date(clock.now) }
    }
    ending.abort()
  }, changes)
  const standing = new Standing()
  standing.replaceSubscriptions([workspaceId, other].map((each) => ({ workspaceId: each, streamId })))
  await scene.doors.asIngest([workspaceId, other], async (db) => standing.replaceQueries(await runningQueries(db)))
  await pullStream({
    doors: scene.doors, standing, hash: hashPostWith(Buffer.from('key')), random: () => 0, ioFor: (signal) => clock.ioFor(signal),
    onError: (_, error) => {
      throw error
    },
  }, { id: streamId, connector, settings: {} }, ending.signal)
}

const heardBy = async (id: string) => (await scene.db.selectFrom('mention').select('id').where('workspace_id', '=', id).execute()).length
const told = async () => (
  (await scene.db.selectFrom('fact').select('data').where('workspace_id', '=', workspaceId).where('name', '=', 'ingest.query_set_aside').execute()).map(({ data }) => data)
)
const queries = () => scene.doors.inWorkspace(workspaceId, standingQueries)

test('a query that matches too much of a firehose is heard only in part from then on, says so once, and holds up nobody', async () => {
  await hear([{ text: 'heed', count: 1_000 }, { text: 'heed', count: 1_000 }, { text: 'heed and', count: 100 }])
  const mentions = await heardBy(workspaceId)
  expect(mentions).toBeGreaterThan(QUERY_MATCHES_MAX)
  expect(mentions).toBeLessThan(QUERY_MATCHES_MAX + 2 * 1_600 / HEARD_ONE_IN)
  expect([await heardBy(other), await told()]).toEqual([100, [{ queryId: expect.any(String), share: 1 }]])
  expect(await queries()).toMatchObject([{ broad_share: 1 }])
})

test('it stays so after a restart, and is heard whole again once it is changed', async () => {
  await hear([{ text: 'heed', count: 600 }])
  const before = await heardBy(workspaceId)
  await hear([{ text: 'heed', count: 100 }])
  const then = await heardBy(workspaceId)
  expect(then).toBeLessThan(before + 50)
  await scene.db.updateTable('query').set({ text: 'heed AND now', revision: 2 }).where('workspace_id', '=', workspaceId).execute()
  await hear([{ text: 'heed now', count: 100 }])
  expect([await heardBy(workspaceId), await queries()]).toMatchObject([then + 100, [{ broad_since: null }]])
})

test('when the queries of one workspace match too much together, the broadest is set aside', async () => {
  await scene.db.deleteFrom('query').where('workspace_id', '=', workspaceId).execute()
  for (let n = 0; n < 7; n += 1) await addQuery(scene.db, workspaceId, n === 3 ? 'word OR more' : 'word')
  const nothing = { text: 'nothing', count: 1_000 }
  await hear([{ text: 'more', count: 100 }, nothing, { text: 'word', count: 200 }, nothing, { text: 'word', count: 200 }])
  expect(await told()).toMatchObject([{ share: expect.closeTo(0.2, 1) }])
  expect((await queries()).filter(({ broad_since }) => broad_since)).toMatchObject([{ text: 'word OR more' }])
})

test('a query is heard whole on every other stream, and where it takes long to be so much', async () => {
  await hear([{ text: 'heed', count: 1_000 }], {})
  await hear([{ text: 'heed', count: 400 }, { text: 'heed', count: 400, afterMs: WINDOW.ms }])
  expect([await heardBy(workspaceId), await told()]).toEqual([1_800, []])
})
