import type { ParsedOf } from '../../../base/endpoint.ts'
import { record } from '../../../base/server/record.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { askSettings } from './settings.ts'

/** Changes what is given of how the workspace asks. */
export function changeSettings(ctx: Ctx, change: ParsedOf<typeof contract.changeSettings>): Promise<contract.AskSettings> {
  const { workspaceId } = ctx.actor
  return ctx.transact(async (db) => {
    await db.insertInto('ask_settings').values({ workspace_id: workspaceId, confirm_above: null }).onConflict((on) => on.doNothing()).execute()
    await db
      .updateTable('ask_settings')
      .set((eb) => ({
        currency: change.currency ?? eb.ref('currency'),
        confirm_above: change.confirmAbove === undefined ? eb.ref('confirm_above') : change.confirmAbove,
        mail_domains: change.mailDomains === undefined ? eb.ref('mail_domains') : [...new Set(change.mailDomains)],
        quiet_sabbath: change.quietSabbath ?? eb.ref('quiet_sabbath'),
        quiet_memorial: change.quietMemorial ?? eb.ref('quiet_memorial'),
      }))
      .where('workspace_id', '=', workspaceId)
      .execute()
    const settings = await askSettings(db, workspaceId)
    await record(db, ctx, 'ask.settings_changed', settings)
    return settings
  })
}
