import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pushedNetwork } from '../../tests/simulate/pushed-network.ts'
import { addQuery, postOf, streamHeardBy, workspaceListeningFor } from '../../tests/simulate/scene.ts'
import { useScene } from '../../tests/support/scene.ts'
import { openFactFeed } from '../base/server/fact-feed.ts'
import { createIo } from '../base/server/safe-fetch.ts'
import { openSecrets } from '../base/server/secrets.ts'
import { startListener } from '../ingest/index.ts'
import { changedQuery, runningQueries } from '../listen/index.ts'
import { keepListening } from './slices.ts'

const scene = useScene()

test('ingest hears of a changed query when it commits, and of those it missed when the line is back', async () => {
  const network = pushedNetwork(`net-${crypto.randomUUID()}`)
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  await streamHeardBy(scene.db, network.connector.id, [workspaceId])
  const errors: unknown[] = []
  const listener = startListener({
    doors: scene.doors, connection: scene.connections.ingest, connectors: new Map([[network.connector.id, network.connector]]),
    ioFor: (signal) => createIo({ allowPrivate: false, userAgent: 'test', signal }),
    secrets: openSecrets(Buffer.alloc(32)), key: Buffer.from('a key for tests'),
    loadQueries: runningQueries, readChange: changedQuery, onError: (_, error) => errors.push(error),
  })
  onTestFinished(listener.stop)
  await listener.refresh()
  const feed = await openFactFeed(scene.connections.app)
  onTestFinished(feed.stop)
  feed.subscribe(keepListening(listener, (error) => errors.push(error)))

  /** Says a word again and again until it is heard. */
  const hears = (word: string) => vi.waitUntil(async () => {
    await network.push({ posts: [postOf({ externalId: crypto.randomUUID(), text: word })] })
    return (await scene.db.selectFrom('mention').select('id').where('workspace_id', '=', workspaceId).where('text', '=', word).execute()).length > 0
  }, { timeout: 20_000 })

  await scene.db.transaction().execute(async (db) => {
    const data = JSON.stringify({ queryId: await addQuery(db, workspaceId, 'told') })
    await db.insertInto('fact').values({ workspace_id: workspaceId, name: 'listen.query_added', user_id: null, data, at: new Date() }).execute()
  })
  await hears('told')
  await addQuery(scene.db, workspaceId, 'missed')
  await scene.doors.asUser(null, (db) => (
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'heed facts' and datname = current_database()`.execute(db)))
  await hears('missed')
  expect(errors).toEqual([])
})
