import type { Db } from '../../../base/server/database.ts'
import { CLIP } from '../clip-contract.ts'

/** Forgets what was filed by hand, screenshots too, of posts that are forgotten. Runs as the ingest role. */
export async function forgetClips(db: Db, workspaceId: string, posts: readonly { readonly network: string; readonly external_id: string | null }[]): Promise<void> {
  const ids = posts.flatMap(({ network, external_id }) => (network === CLIP ? (external_id?.split('/').at(-1) ?? []) : []))
  if (ids.length > 0) await db.deleteFrom('clip').where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute()
}
