import { z } from 'zod'
import type { Db } from '../../base/server/database.ts'
import { enqueue, job, type Job } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import { type BlockList, blockList } from './block-list.ts'

/** Mentions looked at in one transaction. */
export const CHUNK = 500
/** Chunks in one run of the job; what remains is a job of its own, so that others get their turn. */
export const CHUNKS_MAX = 4

const Progress = z.object({
  blockId: z.uuid(),
  /** The last mention that was looked at. */
  after: z.uuid().nullable(),
  hidden: z.int().nonnegative(),
  shown: z.int().nonnegative(),
})
type Progress = z.infer<typeof Progress>

/**
 * Marks the past anew after an entry was added to the block list or taken off it: mentions that nothing hid, and those that
 * this entry hid. Safe to run twice, and while more is heard.
 */
export const applyBlock: Job<Progress> = job({ name: 'ingest.apply_block', data: Progress, run: markThePast })

async function markThePast(ctx: Ctx, from: Progress): Promise<void> {
  let at = from
  for (let chunks = 0; chunks < CHUNKS_MAX; chunks += 1) {
    const next = await ctx.transact((db) => markChunk(ctx, db, at, chunks === CHUNKS_MAX - 1))
    if (next === null) return
    at = next
  }
}

/** Marks one chunk; returns where to go on, or null at the end. The last chunk of a run hands over to the next run as it commits. */
async function markChunk(ctx: Ctx, db: Db, at: Progress, isLast: boolean): Promise<Progress | null> {
  const list = blockList(await db.selectFrom('block').select(['id', 'kind', 'value']).orderBy('created_at').execute())
  const rows = await candidates(db, at)
  const changed = rows.map((row) => ({ id: row.id, was: row.blocked_by, is: hiddenBy(list, row) })).filter(({ was, is }) => was !== is)
  for (const [blockId, those] of Map.groupBy(changed, ({ is }) => is)) {
    await db.updateTable('mention').set({ blocked_by: blockId }).where('id', 'in', those.map(({ id }) => id)).execute()
  }
  const hidden = at.hidden + changed.filter(({ was, is }) => was === null && is !== null).length
  const shown = at.shown + changed.filter(({ is }) => is === null).length
  if (rows.length < CHUNK) {
    await record(db, ctx, 'ingest.block_applied', { blockId: at.blockId, hidden, shown })
    return null
  }
  const next = { blockId: at.blockId, after: rows.at(-1)?.id ?? null, hidden, shown }
  if (isLast) await enqueue(db, applyBlock, next)
  return next
}

/** What of a mention a block list looks at. */
export type Hideable = Omit<Awaited<ReturnType<typeof candidates>>[number], 'id'>

function candidates(db: Db, { blockId, after }: Progress) {
  return db
    .selectFrom('mention')
    .select(['id', 'network', 'form', 'author_id', 'author_handle', 'author_name', 'author_followers', 'text', 'lang', 'url', 'links', 'tags', 'media', 'blocked_by'])
    .where(({ or, eb }) => or([eb('blocked_by', 'is', null), eb('blocked_by', '=', blockId)]))
    .where('forgotten_at', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(CHUNK)
    .execute()
}

/** The entry that hides a stored mention, or null. */
export function hiddenBy(list: BlockList, row: Hideable): string | null {
  const { network, text, lang, url, links, tags, media, form } = row
  const author = { id: row.author_id, handle: row.author_handle, name: row.author_name, followers: row.author_followers }
  return list.hiding(network, { text, lang, url, links, tags, media, form, author })
}
