import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { baseAddress } from './base-address.ts'
import { aboutKey, isDemo, type SettingsRow, settingsOf } from './settings.ts'

/** Sets which model may be asked, and for what. Refuses to send a kept key to another host than it was given for. */
export function changeSettings(ctx: Ctx, secrets: Secrets, input: ParsedOf<typeof contract.changeAssist>): Promise<Record<string, never>> {
  const { workspaceId } = ctx.actor
  const baseUrl = baseAddress(input.baseUrl)
  return ctx.transact(async (db) => {
    if (await isDemo(db, workspaceId)) throw new Refusal('assist.in_demo')
    const sealed = sealedKey(secrets, workspaceId, await settingsOf(db, workspaceId), baseUrl, input.key)
    const values = {
      base_url: baseUrl, model: input.model, operator: input.operator, sealed, tasks: [...new Set(input.tasks)].toSorted(), tone: input.tone,
      monthly_max: input.monthlyMax, key_refused_at: null, changed_at: ctx.now(),
    }
    await db.insertInto('assist_settings').values({ workspace_id: workspaceId, ...values }).onConflict((on) => on.column('workspace_id').doUpdateSet(values)).execute()
    await record(db, ctx, 'assist.settings_changed', {
      host: new URL(baseUrl).host, model: values.model, operator: values.operator, tasks: values.tasks, monthlyMax: values.monthly_max, hasKey: sealed !== null,
    })
    return {}
  })
}

/** The key that goes with an address: the one that was given, or the one that is kept, for the host that it was given for. */
function sealedKey(secrets: Secrets, workspaceId: string, kept: SettingsRow | undefined, baseUrl: string, given: string | null | undefined): Buffer | null {
  if (given !== undefined) return given === null ? null : secrets.seal(given, aboutKey(workspaceId))
  if (kept?.sealed && !isSameOrigin(kept.base_url, baseUrl)) throw new Refusal('assist.key_needed')
  return kept?.sealed ?? null
}

/** Whether what is sent to one address may be sent to the other. */
export const isSameOrigin = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin

/** Switches the assistant off and forgets its address and key. */
export function disconnect(ctx: Ctx): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const { numDeletedRows } = await db.deleteFrom('assist_settings').where('workspace_id', '=', ctx.actor.workspaceId).executeTakeFirst()
    if (numDeletedRows === 0n) throw new Refusal('not_found')
    await record(db, ctx, 'assist.disconnected', {})
    return {}
  })
}
