import { sql } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { Post } from '../connector.ts'
import type { TrayPlace } from '../tray/tray.ts'

/** So many may wait in one tray: more come in than go out, or nothing goes out. */
export const TRAY_ROWS_MAX = 10_000

/**
 * Lays posts into a tray, in this transaction; returns their rows. Two who lay into one tray do so one after the other: rows are
 * numbered before they can be seen, and whoever takes out goes by the number. Refuses while the source is paused or the tray full.
 */
export async function lay(db: Db, { workspace, tray }: TrayPlace, posts: readonly Post[], now: Date): Promise<string[]> {
  if (posts.length === 0) return []
  const source = await db.selectFrom('source').select('paused_at').where('workspace_id', '=', workspace).where('id', '=', tray).executeTakeFirst()
  if (!source) throw new Refusal('not_found')
  if (source.paused_at) throw new Refusal('connect.source_paused')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed tray ${tray}`}, 0))`.execute(db)
  const waiting = db.selectFrom('tray').select(sql`1`.as('one')).where('workspace_id', '=', workspace).where('tray_id', '=', tray).limit(TRAY_ROWS_MAX)
  const { count } = await db.selectFrom(waiting.as('waiting')).select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) + posts.length > TRAY_ROWS_MAX) throw new Refusal('too_many')
  const rows = await db
    .insertInto('tray')
    .values(posts.map((post) => ({ workspace_id: workspace, tray_id: tray, post: storable(post), laid_at: now })))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** As JSON that PostgreSQL takes: neither NUL nor half a character. */
function storable(post: Post): string {
  return JSON.stringify(post, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value))
}
