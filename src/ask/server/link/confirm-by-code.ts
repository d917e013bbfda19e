import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { isSame } from '../../../base/server/derived-token.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { confirmAnswer } from '../confirm-answer.ts'
import { lockAsk } from '../lock-ask.ts'
import { pageOf } from './answer-page.ts'
import { atLink, type Links } from './at-link.ts'
import { codeOf, WRONG_CODES_MAX } from './code.ts'
import { lastAnswerId } from './last-answer.ts'

type Output = OutputOf<typeof contract.confirmByCode>

/** Makes an answer count with the code that was mailed, unless another was given since. A wrong code is counted, and the fifth spends the right one too. */
export async function confirmByCode(ctx: TokenCtx, { token, answerId, code }: ParsedOf<typeof contract.confirmByCode>, links: Links): Promise<Output> {
  const result = await atLink(ctx, token, links, async (db, at): Promise<Output | Refusal> => {
    const { workspace_id, ask_id } = at.link
    const ask = await lockAsk(db, workspace_id, ask_id)
    const row = await db
      .selectFrom('answer_code')
      .innerJoin('answer', (join) => join.onRef('answer.workspace_id', '=', 'answer_code.workspace_id').onRef('answer.id', '=', 'answer_code.answer_id'))
      .select(['tries', 'expires_at', 'confirmed_at'])
      .where('answer_code.workspace_id', '=', workspace_id)
      .where('answer_code.answer_id', '=', answerId)
      .where('answer.ask_id', '=', ask_id)
      .executeTakeFirst()
    if (!row) return new Refusal('not_found')
    if (row.confirmed_at === null) {
      const isPassedOver = answerId !== await lastAnswerId(db, ask)
      if (isPassedOver || row.tries >= WRONG_CODES_MAX || row.expires_at <= ctx.now()) return new Refusal('ask.code_spent')
      if (!isSame(code, codeOf(links.house.secrets, workspace_id, answerId))) {
        await db.updateTable('answer_code').set({ tries: row.tries + 1 }).where('workspace_id', '=', workspace_id).where('answer_id', '=', answerId).execute()
        return new Refusal(row.tries + 1 < WRONG_CODES_MAX ? 'ask.wrong_code' : 'ask.code_spent') // returned, so that the try stays counted
      }
      await confirmAnswer(db, at.doer, ask, answerId)
    }
    return { page: await pageOf(db, at) }
  })
  if (result instanceof Refusal) throw result
  return result
}
