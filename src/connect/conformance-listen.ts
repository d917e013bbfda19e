/** How the conformance tests listen to a network: as the pipeline does, storing each cursor as JSON and starting again from it. */
import { expect, onTestFinished } from 'vitest'
import { SourceError } from '../base/error.ts'
import type { Io } from '../base/io.ts'
import { createIo } from '../base/server/safe-fetch.ts'
import type { Batch, Connector, Post } from './connector.ts'
import type { FakeNetwork } from './fake-network.ts'

/** No batch may be larger: it is stored in one transaction. */
const BATCH_POSTS_MAX = 1_000
/** No stored cursor may be larger, as JSON. */
const CURSOR_BYTES_MAX = 512 * 1024

/** What was heard in one go; `cursor` is the last one, as it came back from storage. */
export type Heard<Cursor> = { readonly posts: readonly Post[]; readonly batches: readonly Batch<Cursor>[]; readonly cursor: Cursor }

/**
 * Listens from a stored cursor while `happen` makes things happen, until the posts with the ids it returns have been heard:
 * a live network is listened to first, a polled one is asked afterwards. Pulls again from the last cursor when told to retry.
 */
export async function hear<Settings, Cursor>(
  connector: Connector<Settings, Cursor>,
  network: FakeNetwork<Settings>,
  from: Cursor | null,
  happen: () => Promise<readonly string[]>,
): Promise<Heard<Cursor>> {
  const { io, stop } = newIo(connector)
  const batches: Batch<Cursor>[] = []
  const posts = () => batches.flatMap((batch) => batch.posts)
  let expected: readonly string[] | null = null
  const stopWhenHeard = () => {
    const ids = new Set(posts().map(({ externalId }) => externalId))
    if (connector.can.live && expected?.every((id) => ids.has(id))) stop()
  }
  const pullOnce = async () => {
    for await (const batch of connector.pull(io, network.settings, batches.at(-1)?.cursor ?? from)) {
      batches.push({ ...batch, cursor: stored(connector, batch.cursor) })
      expect(batch.posts.length).toBeLessThanOrEqual(BATCH_POSTS_MAX)
      stopWhenHeard()
    }
  }
  const listen = async () => {
    for (let attempts = 0; attempts < 3 && !io.signal.aborted; attempts += 1) {
      const error: unknown = await pullOnce().then(() => null, (error: unknown) => error)
      if (error === null || io.signal.aborted) return
      if (!(error instanceof SourceError && error.then === 'retry')) throw error
    }
  }
  if (connector.can.live) {
    const listened = listen()
    await Promise.race([network.listening?.(), listened])
    expected = await happen()
    stopWhenHeard()
    await listened
  } else {
    expected = await happen()
    await listen()
  }
  const ids = new Set(posts().map(({ externalId }) => externalId))
  expect(expected.filter((id) => !ids.has(id)), 'posts that were not heard').toEqual([])
  const cursor = batches.at(-1)?.cursor
  if (cursor === undefined) throw new Error('the pull ended without a single batch')
  return { posts: posts(), batches, cursor }
}

/** What the database gives back: the cursor has been JSON in between. */
function stored<Settings, Cursor>(connector: Connector<Settings, Cursor>, cursor: Cursor): Cursor {
  const json = JSON.stringify(cursor)
  expect(json.length).toBeLessThanOrEqual(CURSOR_BYTES_MAX)
  const back = connector.cursor.parse(JSON.parse(json))
  expect(back).toEqual(cursor)
  return back
}

/** The SourceError that a pull from the beginning fails with; anything else fails the test. */
export async function failure<Settings, Cursor>(
  connector: Connector<Settings, Cursor>,
  network: FakeNetwork<Settings>,
): Promise<SourceError> {
  const { io, stop } = newIo(connector)
  const pull = connector.pull(io, network.settings, null)[Symbol.asyncIterator]()
  try {
    while (!(await pull.next()).done);
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  } finally {
    stop()
  }
  throw new Error('the pull ended well, and should have failed')
}

/** An aborted pull may return or throw; what counts is that it ends. */
export async function postsUntilItEnds(batches: AsyncIterable<Batch>): Promise<Post[]> {
  const posts: Post[] = []
  try {
    for await (const batch of batches) posts.push(...batch.posts)
  } catch {
    // thrown is ended
  }
  return posts
}

/** How far our clock has been set back; each fresh network begins with a right one. */
export const clock = { backMs: 0 }

/**
 * The real way out, to servers of this machine, with a clock that can be set back. A polled network's waits pass at once:
 * the clock leaps over them. A live one waits in earnest, since its silence is measured against the same clock.
 */
export function newIo({ can }: Pick<Connector, 'can'>): { readonly io: Io; readonly stop: () => void } {
  const controller = new AbortController()
  const real = createIo({ allowPrivate: true, userAgent: 'heed-conformance', signal: controller.signal })
  const leap = async (ms: number) => {
    controller.signal.throwIfAborted()
    clock.backMs -= ms
  }
  onTestFinished(() => controller.abort())
  return {
    io: { ...real, now: () => new Date(Date.now() - clock.backMs), sleep: can.live ? real.sleep : leap },
    stop: () => controller.abort(),
  }
}

/** A fresh fake network that is closed when the test is over. */
export async function opened<Settings>(open: () => Promise<FakeNetwork<Settings>>): Promise<FakeNetwork<Settings>> {
  clock.backMs = 0
  const network = await open()
  onTestFinished(() => network.close())
  return network
}
