import type { ParsedOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { lockAsk } from '../lock-ask.ts'
import { seeAsk } from '../see-ask.ts'
import { answererOf } from './answerer.ts'
import { atLink, type AtLink, type Links } from './at-link.ts'

/** Says that a person has the page of a link open, which is no answer. */
export async function seenByLink(ctx: TokenCtx, { token }: ParsedOf<typeof contract.seenByLink>, links: Links): Promise<Record<string, never>> {
  return atLink(ctx, token, links, async (db, at) => {
    const ask = await lockAsk(db, at.link.workspace_id, at.link.ask_id)
    await markOpened(db, at)
    await seeAsk(db, at.doer, ask, { way: 'link', by: (await answererOf(db, at, ask, '')).name })
    return {}
  })
}

/** Keeps since when a person has had a link open. */
export async function markOpened(db: Db, { link, doer }: AtLink): Promise<void> {
  if (link.opened_at !== null) return
  await db.updateTable('answer_link').set({ opened_at: doer.now() }).where('workspace_id', '=', link.workspace_id).where('id', '=', link.id).execute()
}
