import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { commentOnAsk } from '../comment.ts'
import { lockAsk } from '../lock-ask.ts'
import { answererOf } from './answerer.ts'
import { pageOf } from './answer-page.ts'
import { atLink, type Links } from './at-link.ts'
import { markOpened } from './seen-by-link.ts'

/** Asks something back, or says something, with a link. It is no answer. */
export async function commentByLink(ctx: TokenCtx, { token, key, words, by }: ParsedOf<typeof contract.commentByLink>, links: Links): Promise<OutputOf<typeof contract.commentByLink>> {
  return atLink(ctx, token, links, async (db, at) => {
    const ask = await lockAsk(db, at.link.workspace_id, at.link.ask_id)
    const { personId, name } = await answererOf(db, at, ask, by)
    await markOpened(db, at)
    await commentOnAsk(db, at.doer, ask, { words, userId: null, personId, byName: name, isUnreadMail: false, key: `link ${key}` })
    return { page: await pageOf(db, at) }
  })
}
