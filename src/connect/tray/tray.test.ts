import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { useScene } from '../../../tests/support/scene.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { clip } from '../clip/connector.ts'
import { conforms } from '../conformance.ts'
import type { Batch } from '../connector.ts'
import { hear } from '../hear/connector.ts'
import { lay, TRAY_ROWS_MAX } from '../server/lay.ts'
import { webhook } from '../webhook/connector.ts'
import { doorOf, handed, layOne, newTray, openFakeHandingIn } from './fake-handing-in.ts'
import type { TrayPlace } from './tray.ts'

const scene = useScene()
const { door, open, close } = doorOf(scene)
beforeAll(open)
afterAll(close)

for (const connector of [webhook(door), clip(door), hear(door)]) conforms(connector, () => openFakeHandingIn(scene, connector))

const IN_TIME = { timeout: 20_000 }

/** Takes out of a tray, as ingest does, until told to stop. */
function takeOut(place: TrayPlace) {
  const controller = new AbortController()
  const io = createIo({ allowPrivate: false, userAgent: 'heed-test', signal: controller.signal })
  const heard: string[] = []
  const batches: Batch[] = []
  const ended = (async () => {
    for await (const batch of webhook(door).pull(io, place, null)) {
      batches.push(batch)
      heard.push(...batch.posts.map(({ externalId }) => externalId.split('/')[1] ?? ''))
    }
  })()
  const stop = async () => {
    controller.abort()
    await ended
  }
  onTestFinished(stop)
  return { heard, batches, stop }
}

const rowsIn = async ({ tray }: TrayPlace) => (await scene.db.selectFrom('tray').select('id').where('tray_id', '=', tray).execute()).length

describe('a tray', () => {
  test('loses nothing and doubles nothing when many lay into it at once, some slowly', async () => {
    const place = await newTray(scene, 'webhook')
    const taken = takeOut(place)
    const ids = Array.from({ length: 60 }, (_, n) => `at-once-${n}`)
    await Promise.all(ids.map((externalId, n) => scene.doors.inWorkspace(place.workspace, async (db) => {
      await lay(db, place, [handed({ externalId, text: 'x' })], new Date())
      // Whoever was numbered first commits last, if nothing keeps them in order.
      if (n % 3 === 0) await sql`select pg_sleep(0.02)`.execute(db)
    })))
    await expect.poll(() => taken.heard.length, IN_TIME).toBe(ids.length)
    expect(taken.heard.toSorted()).toEqual(ids.toSorted())
  })

  test('wakes whoever takes out of it, long before a heartbeat', async () => {
    const place = await newTray(scene, 'webhook')
    const taken = takeOut(place)
    await expect.poll(() => taken.batches.length, IN_TIME).toBe(1)
    await layOne(scene, place, handed({ externalId: 'hello' }))
    await expect.poll(() => taken.heard, { timeout: 5_000 }).toEqual(['hello'])
  })

  test('keeps what was taken out until more is asked for, and then no longer', async () => {
    const place = await newTray(scene, 'webhook')
    await layOne(scene, place, handed({ externalId: 'one' }))
    const io = createIo({ allowPrivate: false, userAgent: 'heed-test', signal: new AbortController().signal })
    const pull = webhook(door).pull(io, place, null)[Symbol.asyncIterator]()
    const first = await pull.next()
    expect(await rowsIn(place)).toBe(1)
    const again = await webhook(door).pull(io, place, null)[Symbol.asyncIterator]().next()
    expect(again.value.posts).toEqual(first.value.posts)
    await layOne(scene, place, handed({ externalId: 'two' }))
    await pull.next()
    expect(await rowsIn(place)).toBe(1)
    await pull.return?.(undefined)
  })

  test('is refused more than may wait in it, and anything while its source is paused', async () => {
    const place = await newTray(scene, 'webhook')
    await scene.db.insertInto('tray').values(Array.from({ length: TRAY_ROWS_MAX / 2 }, () => (
      { workspace_id: place.workspace, tray_id: place.tray, post: '{}', laid_at: new Date() }))).execute()
    await scene.db.insertInto('tray').values(Array.from({ length: TRAY_ROWS_MAX / 2 }, () => (
      { workspace_id: place.workspace, tray_id: place.tray, post: '{}', laid_at: new Date() }))).execute()
    await expect(layOne(scene, place, handed({ externalId: 'too much' }))).rejects.toMatchObject({ code: 'too_many' })
    await scene.db.updateTable('source').set({ paused_at: new Date() }).where('id', '=', place.tray).execute()
    await expect(layOne(scene, place, handed({ externalId: 'paused' }))).rejects.toMatchObject({ code: 'connect.source_paused' })
  })

  test('goes with its source', async () => {
    const place = await newTray(scene, 'webhook')
    await layOne(scene, place, handed({ externalId: 'one' }))
    await scene.doors.inWorkspace(place.workspace, (db) => db.deleteFrom('source').where('id', '=', place.tray).execute())
    expect(await rowsIn(place)).toBe(0)
  })

  test('is nobody else’s: what another workspace names of it is empty, and what it lays there is refused', async () => {
    const [place, other] = [await newTray(scene, 'webhook'), await newTray(scene, 'webhook')]
    await layOne(scene, place, handed({ externalId: 'mine' }))
    expect(await door.read({ workspace: other.workspace, tray: place.tray }, '0', 10)).toEqual([])
    await expect(layOne(scene, { workspace: other.workspace, tray: place.tray }, handed({ externalId: 'theirs' }))).rejects.toMatchObject({ code: 'not_found' })
  })
})
