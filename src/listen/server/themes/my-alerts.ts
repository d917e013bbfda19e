import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Mail } from '../../../base/server/mail.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { rulesOf } from './alert-rules.ts'
import { alertSettingsOf } from './alerts.ts'
import { presentSurges } from './present-surges.ts'

const ALERTS_MAX = 10
/** What one has not put away until then is no news any more. */
const NEWS_MS = 3 * 86_400_000

/** What one was told and has not put away: of each surge the latest, and none without mentions behind it. */
export function alerts(ctx: Ctx): Promise<OutputOf<typeof contract.alerts>> {
  return ctx.transact(async (db) => {
    const { workspaceId, userId } = ctx.actor
    const rows = await db
      .selectFrom('alert').select(['id', 'surge_id', 'raised_at', 'rule_id']).where('workspace_id', '=', workspaceId).where('user_id', '=', userId ?? '').where('read_at', 'is', null).where('raised_at', '>', new Date(ctx.now().getTime() - NEWS_MS))
      .distinctOn('surge_id').orderBy('surge_id').orderBy('raised_at', 'desc').execute()
    const latest = rows.toSorted((a, b) => b.raised_at.getTime() - a.raised_at.getTime()).slice(0, ALERTS_MAX)
    const surges = latest.length === 0 ? [] : await db.selectFrom('surge').selectAll().where('workspace_id', '=', workspaceId).where('id', 'in', latest.map((row) => row.surge_id)).execute()
    const rules = new Map((await rulesOf(db, workspaceId)).map(({ id, name }) => [id, name]))
    const shown = new Map((await presentSurges(db, surges, ctx.now())).map((surge) => [surge.id, surge]))
    return {
      alerts: latest.flatMap(({ id, surge_id, raised_at, rule_id }) => {
        const surge = shown.get(surge_id)
        return surge ? [{ id, raisedAt: raised_at.toISOString(), surge, rule: rules.get(rule_id ?? '') ?? null }] : []
      }),
    }
  })
}

/** Puts away an alert, and what was told before of the same surge. */
export function readAlert(ctx: Ctx, { alertId }: ParsedOf<typeof contract.readAlert>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const { workspaceId, userId } = ctx.actor
    const own = await db
      .selectFrom('alert').select('surge_id').where('workspace_id', '=', workspaceId).where('id', '=', alertId).where('user_id', '=', userId ?? '').executeTakeFirst()
    if (!own) throw new Refusal('not_found')
    await db.updateTable('alert').set({ read_at: ctx.now() })
      .where('workspace_id', '=', workspaceId).where('surge_id', '=', own.surge_id).where('user_id', '=', userId ?? '').where('read_at', 'is', null).execute()
    return {}
  })
}

export function alertSettings(ctx: Ctx, mail: Pick<Mail, 'configured'>): Promise<OutputOf<typeof contract.alertSettings>> {
  return ctx.transact(async (db) => {
    const settings = await alertSettingsOf(db, ctx.actor.workspaceId, ctx.actor.userId ?? '')
    return { ...settings, queryIds: [...settings.queryIds], hasMail: mail.configured }
  })
}

/** Changes one’s own settings; a query that is not there is refused. */
export function changeAlertSettings(ctx: Ctx, settings: ParsedOf<typeof contract.changeAlertSettings>): Promise<contract.AlertSettings> {
  return ctx.transact(async (db) => {
    const { workspaceId, userId } = ctx.actor
    if (userId === null) throw new Refusal('not_allowed')
    const queryIds = [...new Set(settings.queryIds)]
    const known = queryIds.length === 0 ? [] : await db.selectFrom('query').select('id').where('workspace_id', '=', workspaceId).where('id', 'in', queryIds).execute()
    if (known.length < queryIds.length) throw new Refusal('not_found')
    const row = {
      sensitivity: settings.sensitivity, query_ids: queryIds, by_mail: settings.byMail,
      quiet_from: settings.quiet?.from ?? null, quiet_until: settings.quiet?.until ?? null, changed_at: ctx.now(),
    }
    await db.insertInto('alert_setting').values({ workspace_id: workspaceId, user_id: userId, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(row)).execute()
    return { ...settings, queryIds }
  })
}
