/** What becomes of authors, from a real connector to stored mentions: they get their names, and are let go of. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { createIo } from '../src/base/server/safe-fetch.ts'
import { openSecrets } from '../src/base/server/secrets.ts'
import { bluesky } from '../src/connect/bluesky/connector.ts'
import { openFakeJetstream } from '../src/connect/bluesky/fake-jetstream.ts'
import type { Connector } from '../src/connect/connector.ts'
import { startListener } from '../src/ingest/index.ts'
import { changedQuery, runningQueries } from '../src/listen/index.ts'
import { streamHeardBy, workspaceListeningFor } from './simulate/scene.ts'
import { pdsAvailable, post, startPds } from './support/pds.ts'
import { useScene } from './support/scene.ts'

const WITHIN = { timeout: 20_000 }
const { available, reason } = pdsAvailable()

const scene = useScene()

/** A workspace that listens for “heed” there; returns how its mentions stand, as author and text. */
async function listenTo(settings: Record<string, unknown>) {
  await scene.db.deleteFrom('source').execute()
  const { workspaceId } = await workspaceListeningFor(scene.db, ['heed'])
  const streamId = await streamHeardBy(scene.db, bluesky.id, [workspaceId], settings)
  const listener = startListener({
    doors: scene.doors,
    connection: scene.connections.ingest,
    connectors: new Map([[bluesky.id, bluesky as Connector]]),
    ioFor: (signal) => createIo({ allowPrivate: true, userAgent: 'heed-test', signal }),
    secrets: openSecrets(Buffer.alloc(32)),
    key: Buffer.from('a key for tests'),
    loadQueries: runningQueries,
    readChange: changedQuery,
    onError: (about, error) => expect.fail(`${about}: ${error}`),
  })
  onTestFinished(() => listener.stop())
  await listener.refresh()
  const heardFrom = async () => (await scene.db.selectFrom('stream').select('heard_until').where('id', '=', streamId).executeTakeFirstOrThrow()).heard_until
  await expect.poll(heardFrom, WITHIN).not.toBeNull()
  const rows = () => scene.db.selectFrom('mention').select(['author_handle', 'text']).where('workspace_id', '=', workspaceId).orderBy('said_at').execute()
  return async () => (await rows()).map(({ author_handle, text }) => `${author_handle}: ${text}`)
}

test('on Jetstream a mention is heard at once, gets its author’s name from the AppView, and goes with the author’s account', async () => {
  const jetstream = await openFakeJetstream()
  onTestFinished(() => jetstream.close())
  const mentions = await listenTo({ ...jetstream.settings })
  await jetstream.say('do they heed us?')
  await expect.poll(mentions, WITHIN).toEqual(['noa.example: do they heed us?'])
  await jetstream.leave?.()
  await expect.poll(mentions, WITHIN).toEqual([': '])
})

describe.skipIf(!available)(`on a real server${available ? '' : ` (skipped: ${reason})`}`, () => {
  test('mentions of an account that was deleted are blank, and those of others stay', async () => {
    const pds = await startPds()
    onTestFinished(() => pds.stop())
    const mentions = await listenTo({ firehose: pds.url })
    const [gal, ron] = [await pds.createAccount('gal'), await pds.createAccount('ron')]
    await post(gal, 'heed me')
    await post(ron, 'heed me too')
    await expect.poll(mentions, WITHIN).toEqual(['gal.test: heed me', 'ron.test: heed me too'])
    await pds.deleteAccount(gal)
    await expect.poll(mentions, WITHIN).toEqual([': ', 'ron.test: heed me too'])
  })
})
