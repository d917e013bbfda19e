import { enqueue } from '../../../base/server/jobs.ts'
import type { Db } from '../../../base/server/database.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import { type Sensitivity, SENSITIVITIES } from '../../../language/index.ts'
import { localDayAt, reached } from '../../../people/index.ts'
import { MAIL_ALERT } from './alert-job.ts'
import type { SurgeRow } from './keep-surges.ts'
import type { Lived } from './lived.ts'


export type AlertSettings = {
  readonly sensitivity: Sensitivity | 'off'
  readonly queryIds: readonly string[]
  readonly byMail: boolean
  readonly quiet: { readonly from: number; readonly until: number } | null
}

/** How those are told who have set nothing: on the screen, of what is beyond doubt. */
export const DEFAULT_ALERTS: AlertSettings = { sensitivity: 'low', queryIds: [], byMail: false, quiet: null }

/** Somebody's settings, or what holds without any. */
export async function alertSettingsOf(db: Db, workspaceId: string, userId: string): Promise<AlertSettings> {
  const row = await db.selectFrom('alert_setting').selectAll().where('workspace_id', '=', workspaceId).where('user_id', '=', userId).executeTakeFirst()
  if (!row) return DEFAULT_ALERTS
  const { quiet_from: from, quiet_until: until } = row
  return { sensitivity: row.sensitivity, queryIds: row.query_ids, byMail: row.by_mail, quiet: from === null || until === null ? null : { from, until } }
}

/** Tells every member who wants to know of these surges: once, and again when it has doubled; a letter waits until quiet hours are over. */
export async function raiseAlerts(db: Db, { actor: { workspaceId }, now }: Pick<Ctx, 'actor' | 'now'>, { zone }: Pick<Lived, 'zone'>, going: readonly SurgeRow[]): Promise<void> {
  if (going.length === 0) return
  const at = now()
  const members = await db.selectFrom('membership').select('user_id').where('workspace_id', '=', workspaceId).execute()
  const told = await db.selectFrom('alert').select(['surge_id', 'user_id', 'people']).where('workspace_id', '=', workspaceId).where('surge_id', 'in', going.map(({ id }) => id)).execute()
  for (const { user_id: userId } of members) {
    const settings = await alertSettingsOf(db, workspaceId, userId)
    for (const surge of going) {
      const before = Math.max(0, ...told.filter((one) => one.surge_id === surge.id && one.user_id === userId).map(({ people }) => people))
      if (!wants(settings, surge) || surge.people === 0 || (before > 0 && surge.people < 2 * before)) continue
      const id = uuidv7(at)
      await db.insertInto('alert').values({
        workspace_id: workspaceId, id, surge_id: surge.id, user_id: userId, people: surge.people, usual: surge.usual, raised_at: at, read_at: null,
        letter: settings.byMail ? 'waiting' : null,
      }).execute()
      if (settings.byMail) await enqueue(db, MAIL_ALERT, { alertId: id }, { runAt: loudAfter(zone, settings.quiet, at), key: `alert ${id}` })
    }
  }
}

function wants({ sensitivity, queryIds }: AlertSettings, surge: SurgeRow): boolean {
  if (sensitivity === 'off' || SENSITIVITIES.indexOf(surge.level) > SENSITIVITIES.indexOf(sensitivity)) return false
  return queryIds.length === 0 || surge.query_ids.some((id) => queryIds.includes(id))
}

/** The moment itself, or when the quiet hours end in which it lies; they may go over midnight. */
export function loudAfter(zone: string, quiet: AlertSettings['quiet'], at: Date): Date {
  if (!quiet) return at
  const today = localDayAt(zone, at.getTime())
  for (const day of [today - 1, today]) {
    const from = reached(zone, day, quiet.from)
    const until = reached(zone, quiet.until > quiet.from ? day : day + 1, quiet.until)
    if (at.getTime() >= from && at.getTime() < until) return new Date(until)
  }
  return at
}

