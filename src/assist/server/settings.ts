import type { Selectable } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { SealError, type Secrets } from '../../base/server/secrets.ts'
import type { Database } from '../../schema.ts'
import type { OutputOf } from '../../base/endpoint.ts'
import type * as contract from '../contract.ts'

export type SettingsRow = Selectable<Database['assist_settings']>

/** How a workspace's assistant is set; undefined where nobody has set one. */
export const settingsOf = (db: Db, workspaceId: string): Promise<SettingsRow | undefined> =>
  db.selectFrom('assist_settings').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()

/** What its key is sealed for: a key put into another workspace's row opens nothing. */
export const aboutKey = (workspaceId: string): string => `assistant's key of workspace ${workspaceId}`

/** The key as the model's server knows it, or null where it asks for none. Refuses one that cannot be opened any more. */
export function keyOf(secrets: Secrets, { workspace_id, sealed }: Pick<SettingsRow, 'workspace_id' | 'sealed'>): string | null {
  try {
    return sealed && secrets.open(sealed, aboutKey(workspace_id))
  } catch (error) {
    if (error instanceof SealError) throw new Refusal('assist.key_needed')
    throw error
  }
}

/** The month of UTC that a moment is in, as `assist_use` has it. */
export const monthOf = (now: Date): string => now.toISOString().slice(0, 7)

/** How often the assistant was asked this month, and when the next one begins. */
export async function useOf(db: Db, workspaceId: string, now: Date): Promise<{ used: number; renewedAt: string }> {
  const row = await db.selectFrom('assist_use').select('requests').where('workspace_id', '=', workspaceId).where('month', '=', monthOf(now)).executeTakeFirst()
  return { used: row?.requests ?? 0, renewedAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString() }
}

/** Whether this workspace tells the made-up story: nothing leaves from there. */
export async function isDemo(db: Db, workspaceId: string): Promise<boolean> {
  return (await db.selectFrom('workspace').select('is_demo').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).is_demo
}

/** For whoever sets it; never the key. */
export async function presentSettings(db: Db, workspaceId: string, now: Date): Promise<OutputOf<typeof contract.assistSettings>> {
  const row = await settingsOf(db, workspaceId)
  const settings = row ? {
    baseUrl: row.base_url, model: row.model, operator: row.operator, tasks: row.tasks, tone: row.tone, monthlyMax: row.monthly_max,
    hasKey: row.sealed !== null, keyRefusedAt: row.key_refused_at?.toISOString() ?? null,
  } : null
  return { settings, isDemo: await isDemo(db, workspaceId), ...(await useOf(db, workspaceId, now)) }
}

/** For whoever may use it. */
export async function presentReady(db: Db, workspaceId: string, now: Date): Promise<OutputOf<typeof contract.assistReady>> {
  const row = await settingsOf(db, workspaceId)
  return {
    tasks: row?.tasks ?? [], operator: row?.operator ?? '', model: row?.model ?? '', monthlyMax: row?.monthly_max ?? 0, ...(await useOf(db, workspaceId, now)),
  }
}
