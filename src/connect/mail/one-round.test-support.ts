import { onTestFinished } from 'vitest'
import type { Io } from '../../base/io.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import type { Batch } from '../connector.ts'
import { mail } from './connector.ts'
import type { Cursor, Settings } from './settings.ts'

/** The real way out, to servers of this machine; ends with the test. */
export function ioOfTest(): Io {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  return createIo({ allowPrivate: true, userAgent: 'heed-test', signal: controller.signal })
}

/** Listens to a mailbox until every folder has been read once. */
export async function oneRound(settings: Settings, from: Cursor | null = null, io: Io = ioOfTest()): Promise<Batch<Cursor> & { readonly batches: number }> {
  const batches: Batch<Cursor>[] = []
  for await (const batch of mail.pull(io, settings, from)) {
    batches.push(batch)
    if (batch.heardUntil.getTime() > (from?.heardUntil ?? 0)) return { ...batch, posts: batches.flatMap(({ posts }) => posts), batches: batches.length }
  }
  throw new Error('the pull ended within its first round')
}
