/** A made-up story that comes along with Heed, told through the same pipeline as any network, without reaching one. */
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Batch, Connector } from '../connector.ts'
import { Place, placeOf, readStory, type Tell, type Told, teller } from './story.ts'

const Settings = z.object({
  opened: z.iso.datetime().optional().describe('When the story was opened: seven weeks of it lie before that moment. Left empty: now'),
})
type Settings = z.infer<typeof Settings>

const Cursor = z.object({ after: Place.nullable() })
type Cursor = z.infer<typeof Cursor>

const BATCH_POSTS_MAX = 500
/** While nobody in the story speaks, a sign of life at least so often. */
const HEARTBEAT_MS = 20_000

/** The connector of a story. */
export function tells(story: () => Promise<Tell>): Connector<Settings, Cursor> {
  return {
    id: 'demo',
    title: 'Demo story',
    isOffered: false,
    settings: Settings,
    cursor: Cursor,
    can: { live: true, reply: false, backfill: false, edits: true, deletes: true, addressed: false },
    limits: { requestsPerMinute: 60, pollEveryMs: 0, silentAfterMs: 2 * 60_000 },
    terms: {
      keepForDays: null,
      refreshEveryDays: null,
      deleteWithinHours: null,
      mayExportText: true,
      mayQuotePublicly: true,
      mayReplyUnasked: true,
      needsApproval: false,
      link: 'https://heed.example/demo',
      readOn: '2026-11-23',
    },
    streamKey: () => 'the story', // one telling for the whole installation, however often it is opened
    prove: async (io, settings) => {
      const opened = settings.opened ?? io.now().toISOString()
      if (new Date(opened) > io.now()) throw new SourceError('stop', 'The story cannot have been opened in the future.')
      return { settings: { opened }, name: 'Demo story', sample: null }
    },
    pull: async function* (io, settings, from) {
      yield* pull(io, await story(), new Date(settings.opened ?? io.now()), from)
    },
  }
}

/** The story in `story/`. */
export const demo = tells(async () => teller(await readStory()))

async function* pull(io: Io, tell: Tell, opened: Date, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  let after = from?.after ?? null
  let heardUntil = new Date(0)
  while (!io.signal.aborted) {
    const now = new Date(Math.max(io.now().getTime(), heardUntil.getTime())) // our clock may have been set back
    const { told, nextAt } = tell(opened, after, now)
    for (const batch of batchesOf(told)) {
      const last = batch.at(-1)
      if (last) after = placeOf(last)
      heardUntil = last && last !== told.at(-1) ? last.at : now
      yield { posts: batch.map(({ post }) => post), cursor: { after }, heardUntil }
    }
    await io.sleep(Math.min(HEARTBEAT_MS, Math.max(0, nextAt.getTime() - now.getTime())))
  }
}

/** At least one, though it be empty: a sign of life. What changes a post never comes along with it, so that both are seen. */
function batchesOf(told: readonly Told[]): Told[][] {
  const batches: Told[][] = [[]]
  for (const one of told) {
    const batch = batches.at(-1) ?? []
    const changes = one.post.kind !== 'said' && batch.some(({ post }) => post.externalId === one.post.externalId)
    if (changes || batch.length === BATCH_POSTS_MAX) batches.push([one])
    else batch.push(one)
  }
  return batches
}
