import type { Db } from '../../../base/server/database.ts'
import type { Emergency } from '../../contract.ts'

/** A time in which clocks and reminders stood still; `until` null: they still do. */
export type EmergencyTime = { readonly from: Date; readonly until: Date | null }

const TIMES_MAX = 1_000

/** The emergency that is on, if one is. */
export async function emergencyNow(db: Db, workspaceId: string): Promise<Emergency> {
  const row = await db
    .selectFrom('emergency')
    .leftJoin('auth.user', 'auth.user.id', 'emergency.began_by')
    .select(['began_at', 'auth.user.name as by'])
    .where('workspace_id', '=', workspaceId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? { begunAt: row.began_at.toISOString(), by: row.by } : null
}

/** The emergencies of which any part lies between two moments, in order. No two overlap. */
export async function emergenciesBetween(db: Db, workspaceId: string, from: Date, until: Date): Promise<EmergencyTime[]> {
  const rows = await db
    .selectFrom('emergency')
    .select(['began_at', 'ended_at'])
    .where('workspace_id', '=', workspaceId)
    .where('began_at', '<', until)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .orderBy('began_at')
    .limit(TIMES_MAX)
    .execute()
  return rows.map(({ began_at, ended_at }) => ({ from: began_at, until: ended_at }))
}
