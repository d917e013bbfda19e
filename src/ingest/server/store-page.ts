/** Stores one page of a back-fill: its mentions, its facts and its place commit together or not at all. */
import { sql } from 'kysely'
import { assert } from '../../base/error.ts'
import type { Db, Doors } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Page } from '../../connect/connector.ts'
import { countMentions } from '../../connect/index.ts'
import type { Ctx } from '../../ctx.ts'
import type { FillRow } from './fill-row.ts'
import type { HashPost } from './forgotten.ts'
import { hear } from './hear.ts'
import { recordMentions } from './record-mentions.ts'
import type { Standing } from './standing.ts'
import { alone } from './store.ts'
import type { Understood } from './understand.ts'
import { insertMentions } from './write-mentions.ts'

/** Most posts in one page: it is stored in one transaction. */
const PAGE_POSTS_MAX = 1_000
/** Pages of one search; what is older is left out, and that is told. */
export const PAGES_MAX = 200
const DAY_MS = 86_400_000

export type StorePageDeps = {
  readonly doors: Pick<Doors, 'asIngest'>
  readonly hash: HashPost
  readonly ctx: Ctx
  readonly onError: (about: string, error: unknown) => void
}

/** Where a back-fill stands as a page is asked for, and what is listened for in its workspace. */
export type Filling = { readonly fill: FillRow; readonly standing: Standing }

/**
 * Hears a page as if it came over the stream, for this workspace only. Stores nothing when the back-fill does not stand where this page
 * begins (any more). True when this was the last page of the last search.
 */
export async function storePage({ doors, hash, ctx, onError }: StorePageDeps, { fill, standing }: Filling, page: Page): Promise<boolean> {
  assert(page.posts.length <= PAGE_POSTS_MAX, `a page of ${fill.connector} has at most ${PAGE_POSTS_MAX} posts`)
  const heardAt = ctx.now()
  const from = Math.max(fill.since.getTime(), heardAt.getTime() - fill.retention_days * DAY_MS)
  const posts = new Map(page.posts.flatMap((post) => ((post.saidAt?.getTime() ?? 0) >= from ? [[post.externalId, post] as const] : [])))
  const place = { network: fill.connector, streamId: fill.stream_id, heardAt }
  const heard = hear([...posts.values()], { ...place, standing, onBug: (error) => onError(`back-fill ${fill.id}`, error) })
  const step = stepAfter(fill, page)
  return doors.asIngest([fill.workspace_id], async (db) => {
    if (heard.length > 0) {
      await alone(db, fill.connector)
      await lockSource(db, fill)
    }
    const counts = await moveOn(db, fill, page, { ...step, now: heardAt })
    if (counts === null) return false
    const made = await insertMentions({ db, hash, ...place, subscribers: standing.subscribers(fill.stream_id) }, heard)
    const visible = made.filter(({ blocked }) => !blocked)
    await countBrought(db, fill, heard, { made: made.length, visible: visible.length })
    await recordMentions(db, heardAt, { 'ingest.mentions_heard': visible })
    if (!step.isOver) return false
    const told = { queryId: fill.query_id, sourceId: fill.source_id, source: fill.source, looked: counts.looked, found: counts.found + visible.length }
    await record(db, ctx, 'ingest.back_fill_finished', told)
    return true
  })
}

type Next = { readonly search: number; readonly place: string | null; readonly pages: number; readonly wholeSince: Date | null; readonly isOver: boolean }

/** Where it stands after a page: in the same search, at the beginning of the next, or at the end. */
function stepAfter(fill: FillRow, { next, reached }: Page): Next {
  const pages = fill.pages + 1
  const isCut = next !== null && pages >= PAGES_MAX
  const wholeSince = isCut && (fill.whole_since ?? fill.since) < reached ? reached : fill.whole_since
  if (next !== null && !isCut) return { search: fill.search, place: JSON.stringify(next), pages, wholeSince, isOver: false }
  return { search: fill.search + 1, place: null, pages: 0, wholeSince, isOver: fill.search + 1 >= fill.texts.length }
}

/** Whoever removes or pauses the source waits until the page is stored, or is seen here. In the order of `store`: network, source. */
async function lockSource(db: Db, { workspace_id, source_id }: FillRow): Promise<void> {
  await sql`select from source where workspace_id = ${workspace_id} and id = ${source_id} for no key update`.execute(db)
}

/** Moves a back-fill on; returns what it had counted, or null when it does not stand where the page begins, or was stopped. */
async function moveOn(db: Db, fill: FillRow, page: Page, { search, place, pages, wholeSince, isOver, now }: Next & { now: Date }) {
  const { rows } = await sql<{ looked: number; found: number }>`
    update back_fill f set
      state = ${isOver ? 'done' : 'running'}, search = ${search}, place = ${place}::jsonb, pages = ${pages}, whole_since = ${wholeSince},
      reached = ${search === fill.search ? page.reached : null}, looked = looked + ${page.posts.length},
      failures = 0, failing_at = null, problem = null, says = null, started_at = coalesce(started_at, ${now}),
      next_at = ${isOver ? null : now}, ended_at = ${isOver ? now : null}
    where id = ${fill.id} and state in ('waiting', 'running') and search = ${fill.search} and pages = ${fill.pages}
      and coalesce(place, 'null'::jsonb) = ${JSON.stringify(fill.place)}::jsonb
      and exists (select from source s where s.workspace_id = f.workspace_id and s.id = f.source_id and s.paused_at is null)
    returning looked, found`.execute(db)
  return rows[0] ?? null
}

async function countBrought(db: Db, fill: FillRow, heard: readonly Understood[], { made, visible }: { made: number; visible: number }): Promise<void> {
  if (heard.length > 0) await countMentions(db, fill.stream_id, [{ workspaceId: fill.workspace_id, heard: made, known: heard.length - made }])
  if (visible > 0) await sql`update back_fill set found = found + ${visible} where id = ${fill.id}`.execute(db)
}
