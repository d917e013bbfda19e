/** What was handed in, from the moment it was accepted to the mention: through the real trays and the real ingest. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { openSecrets } from '../src/base/server/secrets.ts'
import { addTraySource } from '../src/connect/server/tray-source.ts'
import { fileClip } from '../src/connect/clip/server/file-clip.ts'
import { addWebhook } from '../src/connect/webhook/server/webhooks.ts'
import { clip } from '../src/connect/clip/connector.ts'
import type { Connector } from '../src/connect/connector.ts'
import { fileClip as clipContract } from '../src/connect/contract.ts'
import { webhook } from '../src/connect/webhook/connector.ts'
import { ctxIn, doorOf, handed, layOne } from '../src/connect/tray/fake-handing-in.ts'
import { startListener } from '../src/ingest/index.ts'
import { forgetRows } from '../src/ingest/server/forget.ts'
import { hashPostWith } from '../src/ingest/server/forgotten.ts'
import { changedQuery, runningQueries } from '../src/listen/index.ts'
import { workspaceListeningFor } from './simulate/scene.ts'
import { useScene } from './support/scene.ts'

const WITHIN = { timeout: 20_000 }
const secrets = openSecrets(Buffer.from('a secret for tests'))
const house = { secrets, url: 'http://heed.test' }

const scene = useScene()
const { door, open, close } = doorOf(scene)
beforeAll(open)
afterAll(close)

/** Ingest at work; stop it and begin another as often as the test likes. */
async function listen() {
  const listener = startListener({
    doors: scene.doors,
    connection: scene.connections.ingest,
    connectors: new Map([webhook(door), clip(door)].map((connector) => [connector.id, connector as Connector])),
    secrets,
    ioFor: (signal) => createIo({ allowPrivate: true, userAgent: 'heed-test', signal }),
    key: Buffer.from('a key for tests'),
    loadQueries: runningQueries,
    readChange: changedQuery,
    onError: (about, error) => expect.fail(`${about}: ${error}`),
  })
  onTestFinished(() => listener.stop())
  await listener.refresh()
  return listener
}

const texts = async (workspaceId: string) => (
  (await scene.db.selectFrom('mention').select('text').where('workspace_id', '=', workspaceId).orderBy('heard_at').orderBy('id').execute()).map(({ text }) => text))

test('a webhook’s posts are heard all or as queries match, edits and deletions too, and their rows go', async () => {
  const { workspaceId } = await workspaceListeningFor(scene.db, ['lantern'])
  const ctx = ctxIn(scene, workspaceId)
  const all = (await addWebhook(ctx, { name: 'All', hearsAll: true }, house)).webhook.sourceId
  const some = (await addWebhook(ctx, { name: 'Some', hearsAll: false }, house)).webhook.sourceId
  await listen()
  const place = { workspace: workspaceId, tray: all }
  await layOne(scene, place, handed({ externalId: '1', text: 'anything' }))
  await layOne(scene, { ...place, tray: some }, handed({ externalId: '1', text: 'anything else' }))
  await layOne(scene, { ...place, tray: some }, handed({ externalId: '2', text: 'a lantern' }))
  await expect.poll(() => texts(workspaceId), WITHIN).toHaveLength(2)
  expect((await texts(workspaceId)).toSorted()).toEqual(['a lantern', 'anything'])
  await layOne(scene, place, handed({ externalId: '1', kind: 'edited', text: 'something' }))
  await layOne(scene, { ...place, tray: some }, handed({ externalId: '2', kind: 'deleted' }))
  await expect.poll(async () => (await texts(workspaceId)).toSorted(), WITHIN).toEqual(['', 'something'])
  await expect.poll(() => scene.db.selectFrom('tray').select('id').where('workspace_id', '=', workspaceId).execute(), WITHIN).toEqual([])
})

test('a clip is a mention within two seconds', async () => {
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  const ctx = ctxIn(scene, workspaceId)
  const listener = await listen()
  await fileClip(ctx, clipContract.input.parse({ text: 'first, which makes the source' }), house)
  await listener.refresh() // as the fact of the new source brings about
  await expect.poll(() => texts(workspaceId), WITHIN).toHaveLength(1)
  await fileClip(ctx, clipContract.input.parse({ text: 'second' }), house)
  await expect.poll(() => texts(workspaceId), { timeout: 2_000, interval: 50 }).toEqual(['first, which makes the source', 'second'])
})

test('what is forgotten of a clip is forgotten with its screenshot', async () => {
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  const ctx = ctxIn(scene, workspaceId)
  const listener = await listen()
  const picture = { base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', alt: 'A lamp' }
  await fileClip(ctx, clipContract.input.parse({ picture }), house)
  await fileClip(ctx, clipContract.input.parse({ text: 'another, which stays' }), house)
  await listener.refresh()
  await expect.poll(() => texts(workspaceId), WITHIN).toHaveLength(2)
  const rows = await scene.db.selectFrom('mention').select(['id', 'network', 'external_id']).where('workspace_id', '=', workspaceId).where('text', '=', 'A lamp').execute()
  await scene.doors.asIngest([workspaceId], (db) => forgetRows(db, workspaceId, rows, hashPostWith(Buffer.from('a key for tests')), new Date()))
  const left = async (table: 'clip' | 'clip_picture') => (await scene.db.selectFrom(table).select('workspace_id').where('workspace_id', '=', workspaceId).execute()).length
  expect([await left('clip'), await left('clip_picture')]).toEqual([1, 0])
})

test('nothing is lost and nothing doubled while ingest is stopped and started and many lay at once', async () => {
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  const ctx = ctxIn(scene, workspaceId)
  const place = await ctx.transact((db) => addTraySource(db, ctx, { connector: 'webhook', name: 'Busy', hearsAll: true }))
  const ids = Array.from({ length: 200 }, (_, n) => `p${n}`)
  const laying = Promise.all(ids.map((externalId) => layOne(scene, place, handed({ externalId, text: externalId }))))
  for (let starts = 0; starts < 4; starts += 1) await (await listen()).stop()
  await laying
  await listen()
  await expect.poll(async () => (await texts(workspaceId)).length, WITHIN).toBe(ids.length)
  expect((await texts(workspaceId)).toSorted()).toEqual(ids.toSorted())
})

test('a tray of one workspace cannot claim or change what another has', async () => {
  const [one, other] = [await workspaceListeningFor(scene.db, []), await workspaceListeningFor(scene.db, [])]
  const placeOf = (workspaceId: string) => {
    const ctx = ctxIn(scene, workspaceId)
    return ctx.transact((db) => addTraySource(db, ctx, { connector: 'webhook', name: 'Mine', hearsAll: true }))
  }
  const [mine, theirs] = [await placeOf(one.workspaceId), await placeOf(other.workspaceId)]
  await listen()
  await layOne(scene, theirs, handed({ externalId: 'same', text: 'theirs' }))
  await expect.poll(() => texts(other.workspaceId), WITHIN).toEqual(['theirs'])
  await layOne(scene, mine, handed({ externalId: 'same', kind: 'deleted' }))
  await layOne(scene, mine, handed({ externalId: `../${theirs.tray}/same`, kind: 'deleted' }))
  await layOne(scene, mine, handed({ externalId: 'after', text: 'after' }))
  await expect.poll(() => texts(one.workspaceId), WITHIN).toEqual(['after'])
  expect(await texts(other.workspaceId)).toEqual(['theirs'])
  expect((await sql<{ n: number }>`select count(*)::int as n from recent_change where kind = 'deleted'`.execute(scene.db)).rows[0]?.n).toBeGreaterThan(0)
})
