import type { Db } from '../../../base/server/database.ts'
import { enqueue } from '../../../base/server/jobs.ts'
import { MAIL_LETTER, TELL_NEWS } from './add-sending.ts'
import { replanAll } from './tend.ts'

/** Hands to the queue again what it had for the asks of a workspace, after a backup was put back: a backup has no queue. */
export async function resumeAsks(db: Db, workspaceId: string): Promise<void> {
  await replanAll(db, workspaceId)
  const waiting = await db.selectFrom('sending').select(['id', 'address', 'news']).where('workspace_id', '=', workspaceId).where('state', '=', 'waiting').execute()
  const letters = waiting.filter(({ news }) => news === null)
  for (const { id } of letters) await enqueue(db, MAIL_LETTER, { sendingId: id }, { key: `${MAIL_LETTER.name}:${id}` })
  const addresses = new Set(waiting.flatMap(({ news, address }) => (news === null || address === null ? [] : [address])))
  for (const address of addresses) await enqueue(db, TELL_NEWS, { address }, { key: `${TELL_NEWS.name}:${workspaceId}:${address}` })
}
