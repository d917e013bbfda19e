import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { SILENT_AFTER_MS, SimulatedClock } from '../../../tests/simulate/clock.ts'
import { postOf, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { simulatedConnector } from '../../../tests/simulate/simulated-network.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { SourceError } from '../../base/error.ts'
import type { Batch, Connector } from '../../connect/connector.ts'
import { runningQueries } from '../../listen/server/queries.ts'
import { hashPostWith } from './forgotten.ts'
import { pageOfGaps } from './gaps.ts'
import { GAP_TOLERANCE_MS, pullStream } from './pull-stream.ts'
import { Standing } from './standing.ts'

const Cursor = z.object({ at: z.int() })
type Heard = Batch<{ at: number }>
/** What one pull does. */
type Pull = (from: { at: number } | null) => AsyncIterable<Heard> | Iterable<Heard> | Promise<Iterable<Heard>>

const START = new Date('2026-05-01T12:00:00Z')
const MINUTE_MS = 60_000

const scene = useScene()
let clock: SimulatedClock
let workspaceId: string
let network: string
let streamId: string

beforeEach(async () => {
  clock = new SimulatedClock(START, 0)
  network = `net-${crypto.randomUUID()}`
  ;({ workspaceId } = await workspaceListeningFor(scene.db, ['heed']))
  streamId = await streamHeardBy(scene.db, network, [workspaceId])
})

/** Pulls through the script, then stops. Returns how long after the start each pull began, in seconds. */
async function play(script: readonly Pull[], changes: Partial<Pick<Connector, 'can' | 'limits' | 'authors'>> = {}) {
  const beganS: number[] = []
  const bugs: unknown[] = []
  const ending = new AbortController()
  const connector = simulatedConnector(network, Cursor, async function* pull(from) {
    const next = script[beganS.length]
    if (!next) return ending.abort()
    beganS.push((clock.now - START.getTime()) / 1_000)
    yield* await next(from)
  }, changes)
  const standing = new Standing()
  standing.replaceSubscriptions([{ workspaceId, streamId }])
  await scene.doors.asIngest([workspaceId], async (db) => standing.replaceQueries(await runningQueries(db)))
  const deps = {
    doors: scene.doors, standing, hash: hashPostWith(Buffer.from('key')), random: () => 0, onError: (_: string, error: unknown) => bugs.push(error),
    ioFor: (signal: AbortSignal) => clock.ioFor(signal),
  }
  await pullStream(deps, { id: streamId, connector, settings: {} }, ending.signal)
  return { beganS, bugs }
}

const heard = (at: number, parts: Partial<Heard> = {}): Heard => ({ posts: [], cursor: { at }, heardUntil: new Date(clock.now), ...parts })
const failing = (error: Error): Pull => () => {
  throw error
}
function* cut(): Iterable<Heard> {
  yield heard(1)
  throw new SourceError('retry', 'Cut.')
}
async function* silent(): AsyncIterable<Heard> {
  yield heard(1)
  for (let watches = 0; watches < 3; watches += 1) {
    clock.pass(SILENT_AFTER_MS)
    await new Promise(setImmediate)
  }
  await new Promise(() => undefined)
}
const stream = () => scene.db.selectFrom('stream').selectAll().where('id', '=', streamId).executeTakeFirstOrThrow()
const ledger = async () => (await scene.doors.inWorkspace(workspaceId, (db) => pageOfGaps(db, { limit: 200 }))).gaps
  .map(({ from, until, why, replayedShare, closed }) => `${from.slice(11, 19)}-${until.slice(11, 19)} ${Math.round(replayedShare * 100)} % ${why} ${closed ? 'closed' : 'open'}`)

describe('a pull that fails', () => {
  test('is tried again later and later, up to a bound', async () => {
    const { beganS } = await play(Array.from({ length: 12 }, () => failing(new SourceError('retry', 'Busy.'))))
    const waitsS = beganS.slice(1).map((at, n) => at - (beganS[n] ?? 0))
    expect(waitsS).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  })

  test('is not tried before the network allows', async () => {
    const { beganS } = await play([failing(new SourceError('retry', 'Slow down.', 900_000)), () => [heard(1)]])
    expect(beganS).toEqual([0, 900])
  })

  test('says on the health card what is wrong and when it will be tried again', async () => {
    let card: unknown
    await play([failing(new SourceError('retry', 'Busy.', 60_000)), async () => {
      card = await stream()
      return []
    }])
    expect(card).toMatchObject({ state: 'retrying', problem: 'Busy.', next_try_at: new Date(START.getTime() + 60_000) })
  })

  test('begins anew with short waits once something was heard', async () => {
    const { beganS } = await play([
      failing(new SourceError('retry', 'Busy.')), failing(new SourceError('retry', 'Busy.')),
      cut,
      () => [heard(2)],
    ])
    expect(beganS).toEqual([0, 1, 3, 4])
  })

  test('goes on from the last batch that was stored', async () => {
    const cursors: unknown[] = []
    const noting = (...batches: Heard[]): Pull => function* pull(from) {
      cursors.push(from)
      yield* batches
    }
    await play([noting(heard(1), heard(2)), noting(heard(3)), noting()])
    expect(cursors).toEqual([null, { at: 2 }, { at: 3 }])
  })

  test('leaves out a post that breaks our own code, tells of it, and hears all the others', async () => {
    const broken = { ...postOf({ externalId: 'broken' }), text: undefined as unknown as string }
    const posts = [postOf({ externalId: 'before', text: 'heed' }), broken, postOf({ externalId: 'after', text: 'heed' })]
    const { bugs } = await play([() => [{ posts, cursor: { at: 1 }, heardUntil: new Date(clock.now) }]])
    expect(bugs.map(String)).toEqual([expect.stringContaining('the post broken could not be heard')])
    const stored = await scene.db.selectFrom('mention').select('external_id').where('workspace_id', '=', workspaceId).orderBy('external_id').execute()
    expect(stored.map(({ external_id }) => external_id)).toEqual(['after', 'before'])
  })

  test('has a bug when it throws anything else, or its cursor cannot be read: it stops', async () => {
    expect((await play([failing(new Error('oops'))])).bugs).toHaveLength(1)
    expect(await stream()).toMatchObject({ state: 'stopped', problem: expect.stringContaining('oops') })
    await scene.db.updateTable('stream').set({ cursor: JSON.stringify({ at: 'nowhere' }) }).where('id', '=', streamId).execute()
    expect((await play([() => []])).bugs).toHaveLength(1)
  })
})

describe('a live stream', () => {
  test('that falls silent is connected anew, and that is said', async () => {
    let card: unknown
    await play([silent, async () => {
      card = await stream()
      return []
    }])
    expect(card).toMatchObject({ state: 'retrying', problem: 'Nothing was heard for 60 seconds.' })
    expect(await ledger()).toEqual([expect.stringMatching(/ silent open$/)])
  })

  test('that ends is connected anew', async () => {
    expect((await play([() => [heard(1)], () => [heard(2)]])).beganS).toEqual([0, 1])
  })
})

describe('authors without a name', () => {
  const nameless = postOf({ externalId: 'a', text: 'heed', author: { id: 'noa', handle: '', name: null, followers: null } })
  const handle = async () => (await scene.db.selectFrom('mention').select('author_handle').where('workspace_id', '=', workspaceId).executeTakeFirst())?.author_handle

  test('are introduced beside the pull', async () => {
    const authors = async (_io: unknown, _settings: unknown, ids: readonly string[]) => ids.map((id) => ({ id, handle: `${id}.example`, name: null, followers: null }))
    await play([() => [heard(1, { posts: [nameless] })], async () => {
      await vi.waitUntil(async () => await handle() === 'noa.example', { timeout: 20_000 })
      return [heard(2)]
    }], { authors })
    expect(await stream()).toMatchObject({ cursor: { at: 2 } })
  })

  test('hold up neither the pull nor its end, whatever becomes of the question', async () => {
    const asked: (readonly string[])[] = []
    const authors = (_io: unknown, _settings: unknown, ids: readonly string[]) => {
      asked.push(ids)
      return new Promise<never>(() => undefined)
    }
    await play([() => [heard(1, { posts: [nameless] })], async () => {
      await vi.waitUntil(() => asked.length === 1, { timeout: 20_000 })
      return [heard(2)]
    }], { authors })
    expect([await handle(), await stream()]).toMatchObject(['', { cursor: { at: 2 }, problem: 'The connection ended.' }])
  })
})

describe('a polled source', () => {
  const polled = {
    can: { live: false, reply: false, backfill: false, edits: false, deletes: false, addressed: false },
    limits: { requestsPerMinute: 60, pollEveryMs: 10 * MINUTE_MS, silentAfterMs: SILENT_AFTER_MS },
  }

  test('is asked again when its time has come, and opens no gap by that', async () => {
    const { beganS } = await play([() => [heard(1)], () => [heard(2)], () => [heard(3)]], polled)
    expect([beganS, await ledger()]).toEqual([[0, 600, 1_200], []])
  })
})

describe('the gap ledger', () => {
  test('tells when nothing was heard and how much of it came back', async () => {
    await play([() => [heard(1)]])
    clock.pass(16 * MINUTE_MS)
    await play([() => [heard(2, { heardUntil: new Date(START.getTime() + 4 * MINUTE_MS) })]])
    expect(await ledger()).toEqual(['12:00:00-12:16:01 25 % stopped open'])
    await play([() => [heard(3)]])
    expect(await ledger()).toEqual(['12:00:00-12:16:01 100 % stopped closed'])
  })

  test('takes away what the network cannot give back, once however often it says so', async () => {
    await play([() => [heard(1)]])
    clock.pass(16 * MINUTE_MS)
    const missed = { from: START, until: new Date(START.getTime() + 4 * MINUTE_MS), why: 'It is gone.' }
    await play([() => [heard(2, { missed }), heard(3, { missed })]])
    expect(await ledger()).toEqual(['12:00:00-12:16:01 75 % stopped closed'])
  })

  test('has a line for what was missed without any outage, in the network’s own words', async () => {
    const missed = { from: START, until: START, why: 'A message could not be read.' }
    await play([() => [heard(1, { missed })]])
    expect(await ledger()).toEqual(['11:59:59-12:00:00 0 % A message could not be read. closed'])
  })

  test('grows one line for one outage, however often we try', async () => {
    const busy = failing(new SourceError('retry', 'Busy.', 5 * MINUTE_MS))
    await play([() => [heard(1)], busy, busy, busy, () => [heard(2)]])
    expect(await ledger()).toEqual(['12:00:00-12:15:01 100 % unreachable closed'])
  })

  test('ignores outages that are too short to matter', async () => {
    await play([() => [heard(1)]])
    clock.pass(GAP_TOLERANCE_MS)
    await play([() => [heard(2)]])
    expect(await ledger()).toEqual([])
  })

  test('has no false line and no negative one when the clock is set back an hour', async () => {
    await play([() => [heard(1)]])
    clock.skewMs = -60 * MINUTE_MS
    await play([() => [heard(2, { heardUntil: new Date(START.getTime() - 59 * MINUTE_MS) })], () => [heard(3)]])
    expect(await ledger()).toEqual([])
  })

  test('still hears of outages after the clock was set back', async () => {
    await play([() => [heard(1)]])
    clock.now -= 60 * MINUTE_MS
    await play([() => [heard(2)]])
    clock.pass(10 * MINUTE_MS)
    await play([() => [heard(3)]])
    expect(await ledger()).toEqual([expect.stringMatching(/^11:00:0\d-11:10:0\d 100 % stopped closed$/)])
  })

  test('begins for a workspace when it begins to listen', async () => {
    await play([() => [heard(1)]])
    clock.pass(20 * MINUTE_MS)
    const late = await workspaceListeningFor(scene.db, [])
    await scene.db.insertInto('source').values({
      workspace_id: late.workspaceId, id: crypto.randomUUID(), connector: network, name: 'late', stream_id: streamId, created_at: new Date(START.getTime() + 10 * MINUTE_MS),
    }).execute()
    await play([() => [heard(2, { heardUntil: new Date(START.getTime() + 15 * MINUTE_MS) })]])
    const { gaps } = await scene.doors.inWorkspace(late.workspaceId, (db) => pageOfGaps(db, { limit: 10 }))
    expect(gaps).toMatchObject([{ from: '2026-05-01T12:10:00.000Z', until: '2026-05-01T12:20:01.000Z', replayedShare: expect.closeTo(0.5, 2), missedS: 0 }])
  })

  test('is seen only by those who listen to the stream', async () => {
    await play([() => [heard(1, { posts: [postOf({ externalId: 'a', text: 'heed' })] })]])
    clock.pass(16 * MINUTE_MS)
    await play([() => [heard(2)]])
    const stranger = await workspaceListeningFor(scene.db, [])
    const { gaps } = await scene.doors.inWorkspace(stranger.workspaceId, (db) => pageOfGaps(db, { limit: 10 }))
    expect([gaps, (await ledger()).length]).toEqual([[], 1])
  })
})
