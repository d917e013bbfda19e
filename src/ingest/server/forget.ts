/** Forgets what may no longer be kept: a chore of the whole installation, in small transactions, each complete in itself. */
import { sql } from 'kysely'
import type { Db, Doors } from '../../base/server/database.ts'
import type { Connector } from '../../connect/connector.ts'
import { forgetClips } from '../../connect/index.ts'
import { forgetFirsts, leaveCopies } from './copies.ts'
import type { HashPost } from './forgotten.ts'
import { recordMentions } from './record-mentions.ts'
import { UNDERSTAND_NOTHING } from './understanding-columns.ts'

/** How long an edit or deletion is remembered in case its post is still on the way. */
export const CHANGES_KEPT_MS = 6 * 3_600_000
const CHUNK = 500
const DAY_MS = 86_400_000

type Forgetting = {
  readonly doors: Pick<Doors, 'asIngest'>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly hash: HashPost
  readonly now: () => Date
}

/** Forgets every mention past its time, in every workspace. Each leaves a keyed hash, so that it cannot come back, and its count. */
export async function forgetThePast(forgetting: Forgetting): Promise<void> {
  const { doors, now } = forgetting
  const { rows } = await doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id } of rows) {
    while (await doors.asIngest([id], (db) => forgetChunk(db, id, forgetting)) === CHUNK);
    await forgetFirsts(doors, id, now())
  }
  const before = new Date(now().getTime() - CHANGES_KEPT_MS)
  await doors.asIngest([], (db) => db.deleteFrom('recent_change').where('heard_at', '<', before).execute())
}

async function forgetChunk(db: Db, workspaceId: string, { connectors, hash, now }: Forgetting): Promise<number> {
  const at = now()
  const daysAgo = (days: number) => new Date(at.getTime() - days * DAY_MS)
  const { retention_days: most } = await db.selectFrom('workspace').select('retention_days').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  const shorter = [...connectors.values()].filter(({ terms }) => terms.keepForDays !== null && terms.keepForDays < most)
  const rows = await db
    .selectFrom('mention')
    .select(['id', 'network', 'external_id'])
    .where('workspace_id', '=', workspaceId)
    .where('forgotten_at', 'is', null)
    .where(({ or, and, eb }) => or([
      eb('heard_at', '<', daysAgo(most)),
      ...shorter.map(({ id, terms }) => and([eb('network', '=', id), eb('heard_at', '<', daysAgo(terms.keepForDays ?? most))])),
    ]))
    .orderBy('heard_at')
    .limit(CHUNK)
    .forUpdate()
    .execute()
  await forgetRows(db, workspaceId, rows, hash, at)
  return rows.length
}

/** Forgets these mentions of one workspace: each leaves a keyed hash, so that it cannot come back, and its count. */
export async function forgetRows(
  db: Db,
  workspaceId: string,
  rows: readonly { id: string; network: string; external_id: string | null }[],
  hash: HashPost,
  at: Date,
): Promise<void> {
  if (rows.length === 0) return
  const hashes = rows.map(({ network, external_id }) => ({ workspace_id: workspaceId, network, id_hash: hash(network, external_id ?? ''), forgotten_at: at }))
  await db.insertInto('forgotten_post').values(hashes).onConflict((conflict) => conflict.doNothing()).execute()
  const ids = rows.map(({ id }) => id)
  await forgetClips(db, workspaceId, rows)
  await blank(db, ids, at)
  await leaveCopies(db, ids, at)
  await recordMentions(db, at, { 'ingest.mentions_forgotten': ids.map((id) => ({ workspaceId, id })) })
}

/** Takes away all that tells what was said or who said it; when, where, in which language and for which query remain countable, not what it meant. */
async function blank(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await sql`
    update mention set external_id = null, author_id = '', author_handle = '', author_name = null, author_followers = null, text = '', url = null,
      links = '{}', tags = '{}', media = '[]', reply_parent = null, reply_root = null, filed_by = null, tokens = '',
      ${UNDERSTAND_NOTHING}, forgotten_at = ${at}
    where id = any (${ids})`.execute(db)
  await db.updateTable('mention_match').set({ spans: [] }).where('mention_id', 'in', [...ids]).execute()
}
