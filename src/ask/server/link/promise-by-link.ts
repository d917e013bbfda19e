import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { keepPromise } from '../keep-promise.ts'
import { lockAsk } from '../lock-ask.ts'
import { movePromise } from '../move-promise.ts'
import { answererOf } from './answerer.ts'
import { pageOf } from './answer-page.ts'
import { atLink, type Links } from './at-link.ts'
import { markOpened } from './seen-by-link.ts'

/** Says with a link what became of a promise: it is kept, or it has another day. */
export async function promiseByLink(ctx: TokenCtx, { token, deed, words, by }: ParsedOf<typeof contract.promiseByLink>, links: Links): Promise<OutputOf<typeof contract.promiseByLink>> {
  return atLink(ctx, token, links, async (db, at) => {
    const ask = await lockAsk(db, at.link.workspace_id, at.link.ask_id)
    const { name } = await answererOf(db, at, ask, by)
    await markOpened(db, at)
    if (deed.kind === 'keep') await keepPromise(db, at.doer, ask, { on: deed.on, words, by: name })
    else await movePromise(db, at.doer, ask, { due: deed.due, words, by: name })
    return { page: await pageOf(db, at) }
  })
}
