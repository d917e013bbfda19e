import type { Db } from '../../../base/server/database.ts'
import type * as contract from '../../contract.ts'

/** The newest statements of the workspace's audience, the one that counts first. */
export async function statements(db: Db, statementsMax: number): Promise<contract.Audience[]> {
  const rows = await db
    .selectFrom('audience').leftJoin('auth.user as by', 'by.id', 'audience.made_by')
    .select(({ cast, ref }) => ['version', cast<string>(ref('stated_on'), 'text').as('statedOn'), 'source', 'languages', 'places', 'by.name as by', 'made_at'])
    .orderBy('version', 'desc').limit(statementsMax).execute()
  return rows.map(({ made_at, ...statement }) => ({ ...statement, at: made_at.toISOString() }))
}
