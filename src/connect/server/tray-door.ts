import type { Channel } from '../../base/server/channel.ts'
import type { Doors } from '../../base/server/database.ts'
import type { Post } from '../connector.ts'
import type { TrayDoor, TrayPlace } from '../tray/tray.ts'

/** The channel on which PostgreSQL tells that something was laid into a tray, and into which. */
export const TRAY_CHANNEL = { channel: 'heed_tray', who: 'heed trays' }

/** The trays as ingest sees them. `channel` is that of `TRAY_CHANNEL`; null where nobody takes anything out, as in a command. */
export function openTrayDoor(doors: Pick<Doors, 'asIngest'>, channel: Channel | null): TrayDoor {
  return {
    nameOf: ({ workspace, tray }) => doors.asIngest([workspace], async (db) => {
      const source = await db.selectFrom('source').select('name').where('id', '=', tray).executeTakeFirst()
      return source?.name ?? null
    }),
    read: ({ workspace, tray }, after, rowsMax) => doors.asIngest([workspace], async (db) => {
      const rows = await db
        .selectFrom('tray')
        .select(['id', 'post'])
        .where('workspace_id', '=', workspace)
        .where('tray_id', '=', tray)
        .where('id', '>', after)
        .orderBy('id')
        .limit(rowsMax)
        .execute()
      return rows.map(({ id, post }) => ({ row: id, post: asPost(post) }))
    }),
    clear: ({ workspace, tray }, upTo, at) => doors.asIngest([workspace], async (db) => {
      const gone = await db
        .deleteFrom('tray')
        .where('workspace_id', '=', workspace)
        .where('tray_id', '=', tray)
        .where('id', '<=', upTo)
        .returning('id')
        .execute()
      if (gone.length === 0) return
      await db
        .updateTable('filing')
        .set({ heard_at: at })
        .where('workspace_id', '=', workspace)
        .where('tray_row', 'in', gone.map(({ id }) => id))
        .execute()
    }),
    laid: (place, waitMs, signal) => laidInto(channel, place, waitMs, signal),
  }
}

/** As it was laid, but for its date, which JSON has made a text. */
function asPost(post: Record<string, unknown>): Post {
  const { saidAt, ...rest } = post as Omit<Post, 'saidAt'> & { saidAt: string | null }
  return { ...rest, saidAt: saidAt === null ? null : new Date(saidAt) }
}

function laidInto(channel: Channel | null, { tray }: TrayPlace, waitMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, waitMs)
  const unsubscribe = channel?.subscribe({ heard: (which) => (which === tray ? resolve() : undefined), missedSome: resolve })
  if (signal.aborted) resolve()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    unsubscribe?.()
  })
}
