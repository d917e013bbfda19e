import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pushedNetwork, type PushedNetwork } from '../../../tests/simulate/pushed-network.ts'
import { addQuery, postOf, streamHeardBy, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import { useScene } from '../../../tests/support/scene.ts'
import { SourceError } from '../../base/error.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { openSecrets } from '../../base/server/secrets.ts'
import { changedQuery, runningQueries } from '../../listen/server/queries.ts'
import { type Listener, startListener } from './listener.ts'

const scene = useScene()
let network: PushedNetwork
let other: PushedNetwork
let workspaceId: string
let streamId: string
const listeners: Listener[] = []
const errors: string[] = []

beforeEach(async () => {
  errors.length = 0
  await scene.db.deleteFrom('source').execute()
  network = pushedNetwork(`net-${crypto.randomUUID()}`)
  other = pushedNetwork(`net-${crypto.randomUUID()}`)
  ;({ workspaceId } = await workspaceListeningFor(scene.db, ['heed']))
  streamId = await streamHeardBy(scene.db, network.connector.id, [workspaceId])
})
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.stop()
})

async function listen(changes: Partial<Parameters<typeof startListener>[0]> = {}): Promise<Listener> {
  const listener = startListener({
    doors: scene.doors,
    connection: scene.connections.ingest,
    connectors: new Map([network, other].map(({ connector }) => [connector.id, connector])),
    ioFor: (signal) => createIo({ allowPrivate: false, userAgent: 'test', signal }),
    secrets: openSecrets(Buffer.alloc(32)),
    key: Buffer.from('a key for tests'),
    loadQueries: runningQueries,
    readChange: changedQuery,
    onError: (about, error) => errors.push(`${about}: ${error instanceof Error ? error.message : error}`),
    ...changes,
  })
  listeners.push(listener)
  await listener.refresh()
  return listener
}

const texts = async () => (await scene.db.selectFrom('mention').select('text').where('workspace_id', '=', workspaceId).orderBy('text').execute()).map(({ text }) => text)
const stream = (id = streamId) => scene.db.selectFrom('stream').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const say = (text: string, on = network) => on.push({ posts: [postOf({ externalId: text, text })] })

describe('the listener', () => {
  test('stores what is heard on every stream that somebody subscribes to', async () => {
    await listen()
    await say('heed one')
    expect([await texts(), await stream()]).toMatchObject([['heed one'], { state: 'listening', problem: null }])
  })

  test('begins with a source that is added and ends with one that is removed', async () => {
    await scene.db.deleteFrom('source').execute()
    const listener = await listen()
    expect(network.pulls.length).toBe(0)
    const second = await streamHeardBy(scene.db, other.connector.id, [workspaceId])
    await listener.refresh()
    await say('heed two', other)
    await scene.db.deleteFrom('source').where('stream_id', '=', second).execute()
    await listener.refresh()
    await vi.waitUntil(() => other.listeners() === 0)
    expect(await texts()).toEqual(['heed two'])
  })

  test('takes in changed queries without stopping a stream', async () => {
    const listener = await listen()
    await say('later one')
    const id = await addQuery(scene.db, workspaceId, 'later')
    await listener.refresh()
    await say('later two')
    await scene.db.updateTable('query').set({ text: 'never', revision: 2 }).where('id', '=', id).execute()
    await listener.refresh()
    await say('later three')
    await scene.db.updateTable('query').set({ archived_at: new Date() }).where('workspace_id', '=', workspaceId).execute()
    await listener.refresh()
    await say('heed four')
    expect([await texts(), network.pulls.length]).toEqual([['later two'], 1])
  })

  test('pulls a stream anew, from where it stands, when its settings have changed', async () => {
    const listener = await listen()
    await say('heed one')
    await scene.db.updateTable('stream').set({ settings: JSON.stringify({ other: true }) }).where('id', '=', streamId).execute()
    await listener.refresh()
    await say('heed two')
    expect([network.pulls, network.listeners(), await texts()]).toEqual([[null, { at: 1 }], 1, ['heed one', 'heed two']])
  })

  test('asks for secrets anew that cannot be opened, and hears everything else', async () => {
    await scene.db.updateTable('stream').set({ sealed: Buffer.from('of another installation') }).where('id', '=', streamId).execute()
    await streamHeardBy(scene.db, other.connector.id, [workspaceId])
    await listen()
    await say('heed two', other)
    await vi.waitUntil(async () => (await stream()).state === 'reauthorize')
    expect([network.pulls.length, (await stream()).problem, await texts()]).toEqual([0, expect.stringMatching(/secrets/), ['heed two']])
  })

  test('stores the batch in hand before it stops', async () => {
    const listener = await listen()
    const stopped = await scene.db.transaction().execute(async (holding) => {
      await holding.selectFrom('stream').select('id').where('id', '=', streamId).forUpdate().execute()
      void say('heed in hand')
      await vi.waitUntil(async () => (await sql`select from pg_locks where not granted`.execute(scene.db)).rows.length > 0)
      return { stopped: listener.stop() }
    })
    await stopped.stopped
    expect([await texts(), await stream()]).toMatchObject([['heed in hand'], { cursor: { at: 1 } }])
  })

  test('leaves a stream to another server that pulls it, and takes it over when that is gone', async () => {
    const first = await listen()
    await say('heed one')
    const second = await listen()
    expect([network.pulls.length, network.listeners()]).toEqual([1, 1])
    await first.stop()
    await second.refresh()
    await say('heed two')
    expect([network.pulls, await texts()]).toEqual([[null, { at: 1 }], ['heed one', 'heed two']])
  })
})

describe('a change of one query', () => {
  /** That something happened to this query; returns the fact's id. */
  const tell = async (queryId: string): Promise<string> => {
    const { id } = await scene.db
      .insertInto('fact')
      .values({ workspace_id: workspaceId, name: 'listen.query_changed', user_id: null, data: JSON.stringify({ queryId }), at: new Date() })
      .returning('id').executeTakeFirstOrThrow()
    return String(id)
  }
  const change = (id: string, to: { text?: string; revision?: number; archived_at?: Date }) => scene.db.updateTable('query').set(to).where('id', '=', id).execute()

  test('is taken in without stopping a stream and without reading any other query', async () => {
    const listener = await listen()
    const id = await addQuery(scene.db, workspaceId, 'later')
    await addQuery(scene.db, workspaceId, 'untold')
    await listener.takeIn(workspaceId, await tell(id))
    await say('later one')
    await say('untold one')
    await change(id, { text: 'never', revision: 2 })
    await listener.takeIn(workspaceId, await tell(id))
    await say('later two')
    await say('never two')
    await change(id, { archived_at: new Date() })
    await listener.takeIn(workspaceId, await tell(id))
    await say('never three')
    expect([await texts(), network.pulls.length]).toEqual([['later one', 'never two'], 1])
  })

  test('is taken in as it stands, whichever news of it comes first', async () => {
    const listener = await listen()
    const id = await addQuery(scene.db, workspaceId, 'first')
    const added = await tell(id)
    await change(id, { text: 'second', revision: 2 })
    const changed = await tell(id)
    await Promise.all([listener.takeIn(workspaceId, changed), listener.takeIn(workspaceId, added), listener.refresh()])
    await say('first word')
    await say('second word')
    expect(await texts()).toEqual(['second word'])
  })

  test('is taken in by reading all of them when it cannot be read by itself', async () => {
    const listener = await listen({ readChange: () => Promise.reject(new Error('the line was cut')) })
    const id = await addQuery(scene.db, workspaceId, 'later')
    await listener.takeIn(workspaceId, await tell(id))
    await say('later one')
    expect(await texts()).toEqual(['later one'])
  })
})

describe('when a network fails', () => {
  test('a bug in a connector stops its stream alone, and is told', async () => {
    await streamHeardBy(scene.db, other.connector.id, [workspaceId])
    await listen()
    await network.push({ error: new TypeError('x is not a function') })
    await vi.waitUntil(async () => (await stream()).state === 'stopped')
    await say('heed elsewhere', other)
    expect([await texts(), (await stream()).problem, errors]).toEqual([['heed elsewhere'], expect.stringContaining('x is not a function'), [expect.stringContaining(streamId)]])
  })

  test.each([['reauthorize', 'reauthorize'], ['stop', 'stopped']] as const)('“%s” asks for a person and does not try again by itself', async (then, state) => {
    const listener = await listen()
    await network.push({ error: new SourceError(then, 'The token has expired.') })
    await vi.waitUntil(async () => (await stream()).state === state)
    await listener.refresh()
    expect([network.pulls.length, await stream()]).toMatchObject([1, { problem: 'The token has expired.', next_try_at: null }])
    await scene.db.updateTable('stream').set({ state: 'waiting' }).where('id', '=', streamId).execute()
    await vi.waitUntil(async () => listener.refresh().then(() => network.pulls.length === 2))
    await say('heed again')
    expect([await texts(), errors]).toEqual([['heed again'], []])
  })

  test('a batch larger than allowed, or one that does not say until when, stops its stream', async () => {
    const second = await streamHeardBy(scene.db, other.connector.id, [workspaceId])
    await listen()
    await network.push({ posts: Array.from({ length: 1_001 }, (_, n) => postOf({ externalId: `${n}`, text: 'heed' })) })
    await other.push({ batch: { heardUntil: new Date(Number.NaN) } })
    await vi.waitUntil(async () => (await stream()).state === 'stopped' && (await stream(second)).state === 'stopped')
    expect(await texts()).toEqual([])
  })
})
