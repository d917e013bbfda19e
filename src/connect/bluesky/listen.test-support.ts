import { onTestFinished } from 'vitest'
import { createIo } from '../../base/server/safe-fetch.ts'
import type { Batch, Post } from '../connector.ts'
import { bluesky } from './connector.ts'
import type { Cursor, Settings } from './settings.ts'

const RETRY_AFTER_MS = 100

/** Listens, in a test, as the pipeline does: keeps each cursor as JSON, and pulls again from it when told to retry. */
export function listenTo(settings: Settings, from: Cursor | null = null) {
  const controller = new AbortController()
  const io = createIo({ allowPrivate: true, userAgent: 'heed-test', signal: controller.signal })
  const batches: Batch<Cursor>[] = []
  let stored = from
  const listening = (async () => {
    while (!io.signal.aborted) {
      try {
        for await (const batch of bluesky.pull(io, settings, stored)) {
          batches.push(batch)
          stored = bluesky.cursor.parse(JSON.parse(JSON.stringify(batch.cursor)))
        }
      } catch (error) {
        if (!(error instanceof Error && 'then' in error && error.then === 'retry')) throw error
        await io.sleep(RETRY_AFTER_MS).catch(() => {})
      }
    }
  })()
  const stop = async () => {
    controller.abort()
    await listening
  }
  onTestFinished(stop)
  return {
    batches,
    posts: (): Post[] => batches.flatMap((batch) => batch.posts),
    cursor: () => stored,
    stop,
  }
}
