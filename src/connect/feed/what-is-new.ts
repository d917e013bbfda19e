import { z } from 'zod'
import type { Batch, Post } from '../connector.ts'
import { digest } from './entry-post.ts'
import { ENTRIES_MAX } from './read-feed.ts'

/** Posts in one batch: each is stored in one transaction. */
const BATCH_POSTS_MAX = 500
/** Ids remembered although they left the feed, so that an entry that comes back is not taken for a new one. */
const GONE_MAX = 1_000

/** What was heard of a feed until now. */
export const Cursor = z.object({
  /** Validators of the last whole answer (RFC 9110 section 8.8), sent back with the next question. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Entries already handed over, the newest last: 8 letters for the id, 8 for what it said. */
  seen: z.array(z.string().length(16)).max(ENTRIES_MAX + GONE_MAX),
  heardAt: z.iso.datetime(),
})
export type Cursor = z.infer<typeof Cursor>

export type Validators = Pick<Cursor, 'etag' | 'lastModified'>

/**
 * Compares what a feed holds now, the oldest first, with what was heard of it before. What is new is said, what reads
 * differently was edited; if nothing heard before is left, more may have passed through unheard. Always at least one batch.
 */
export function* whatIsNew(
  posts: readonly Post[],
  before: Cursor | null,
  validators: Validators,
  askedAt: Date,
): Generator<Batch<Cursor>> {
  const seen = new Map((before?.seen ?? []).map((entry) => [entry.slice(0, 8), entry]))
  const marks = posts.map((post) => {
    const id = digest([post.externalId], 6)
    return { post, id, entry: id + digest([post.text], 6) }
  })
  const news = marks.filter(({ id, entry }) => seen.get(id) !== entry)
  const passed = before !== null && seen.size > 0 && posts.length > 0 && !marks.some(({ id }) => seen.has(id))
  const lastHeard = new Date(before?.heardAt ?? 0)
  const now = askedAt > lastHeard ? askedAt : lastHeard // our clock may have been set back
  const here = new Set(marks.map(({ id }) => id))
  const gone = [...seen.keys()].filter((id) => !here.has(id))
  for (const id of gone.slice(0, Math.max(0, gone.length - GONE_MAX))) seen.delete(id)

  for (let start = 0; start === 0 || start < news.length; start += BATCH_POSTS_MAX) {
    const part = news.slice(start, start + BATCH_POSTS_MAX)
    const whole = start + BATCH_POSTS_MAX >= news.length
    const said = part.map(({ post, id }): Post => (seen.has(id) ? { ...post, kind: 'edited' } : post))
    for (const { id, entry } of part) {
      seen.delete(id)
      seen.set(id, entry)
    }
    const heardUntil = whole ? now : lastHeard
    yield {
      posts: said,
      cursor: { ...(whole ? validators : NO_VALIDATORS), seen: [...seen.values()], heardAt: heardUntil.toISOString() },
      heardUntil,
      ...(passed && start === 0 ? { missed: { from: lastHeard, until: now, why: WHY_MISSED } } : {}),
    }
  }
}

/** An unfinished answer must be asked for again, whole. */
const NO_VALIDATORS: Validators = { etag: null, lastModified: null }

const WHY_MISSED = 'Nothing of the last visit is left in the feed: some entries may have come and gone in between.'
