import type { Db } from '../../../base/server/database.ts'
import { type Calendar, type QuietTimes, quietTimes } from '../../../people/index.ts'
import { askSettings } from '../cards/settings.ts'

/** When nothing is sent by itself to whoever lives by this calendar: as the workspace has chosen. */
export async function quietOf(db: Db, workspaceId: string, { zone, country }: Calendar): Promise<QuietTimes> {
  const { quietSabbath, quietMemorial } = await askSettings(db, workspaceId)
  return quietTimes({ zone, country, sabbath: quietSabbath, memorial: quietMemorial })
}
