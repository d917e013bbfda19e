import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { answerAsk, answerOfKey, type From } from '../answer-ask.ts'
import { keepWords } from '../comment.ts'
import { type AskRow, lockAsk } from '../lock-ask.ts'
import { answererOf } from './answerer.ts'
import { pageOf } from './answer-page.ts'
import { askForCode } from './ask-for-code.ts'
import { atLink, type AtLink, type Links } from './at-link.ts'
import { isLarge } from './code.ts'
import { lastAnswerId } from './last-answer.ts'
import { markOpened } from './seen-by-link.ts'

type Input = ParsedOf<typeof contract.answerByLink>

/**
 * Takes an answer that comes by a link. A large yes is stored, and counts once the code is given that is mailed to whom the link was made
 * for. Words that come too late to be an answer stand among the comments.
 */
export async function answerByLink(ctx: TokenCtx, input: Input, links: Links): Promise<OutputOf<typeof contract.answerByLink>> {
  try {
    return await atLink(ctx, input.token, links, (db, at) => answer(db, at, input, links))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ask.not_now') {
      await atLink(ctx, input.token, links, async (db, at) => {
        const ask = await lockAsk(db, at.link.workspace_id, at.link.ask_id)
        await keepWords(db, at.doer, ask, input.answer, await fromOf(db, at, ask, input))
      })
    }
    throw error
  }
}

async function answer(db: Db, at: AtLink, input: Input, links: Links): Promise<OutputOf<typeof contract.answerByLink>> {
  const ask = await lockAsk(db, at.link.workspace_id, at.link.ask_id)
  const from = await fromOf(db, at, ask, input)
  const isNewer = input.knows !== undefined && input.knows !== await lastAnswerId(db, ask)
  if (isNewer && await answerOfKey(db, ask, from.key) === undefined) throw new Refusal('conflict')
  const { answerId, isNew } = await answerAsk(db, at.doer, ask, input.answer, from)
  if (isNew) await markOpened(db, at)
  if (isNew && !from.isConfirmed) await askForCode(db, at.doer, { answerId, link: at.link, round: ask.round }, links.house)
  return { answerId, page: await pageOf(db, at) }
}

async function fromOf(db: Db, at: AtLink, ask: AskRow, { key, by, answer: given }: Input): Promise<From> {
  const { personId, name, address } = await answererOf(db, at, ask, by)
  const isConfirmed = !(await isLarge(db, ask, given))
  return { way: 'link', key: `link ${key}`, personId, userId: null, byName: name, byAddress: address, isConfirmed }
}
