import type { Db } from '../../../base/server/database.ts'
import type { AskSettings } from '../../contract.ts'

const DEFAULTS: AskSettings = { currency: 'ILS', confirmAbove: null, mailDomains: [], quietSabbath: true, quietMemorial: true }

/** How a workspace asks; what nobody has changed is as the table's defaults have it. */
export async function askSettings(db: Db, workspaceId: string): Promise<AskSettings> {
  const row = await db.selectFrom('ask_settings').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()
  if (!row) return DEFAULTS
  return {
    currency: row.currency,
    confirmAbove: row.confirm_above === null ? null : Number(row.confirm_above),
    mailDomains: row.mail_domains,
    quietSabbath: row.quiet_sabbath,
    quietMemorial: row.quiet_memorial,
  }
}
