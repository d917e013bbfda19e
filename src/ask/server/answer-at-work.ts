import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { answerAsk, answerOfKey, type From } from './answer-ask.ts'
import { keepWords } from './comment.ts'
import type { May } from './may-do.ts'
import { type OnAsk, onAsk, refuseChanged } from './on-ask.ts'
import { partyOf } from './party-of.ts'

/** Answers for one's own side. */
export const answerAtWork = (ctx: Ctx, input: ParsedOf<typeof contract.answer>): Promise<contract.AskDetails> =>
  answering(ctx, input, input.answer.kind, async ({ reader: { personId, userId }, by }) => (
    { way: 'app', key: input.key, personId, userId, byName: by, byAddress: null, isConfirmed: true }
  ))

/** Writes down an answer that somebody of the asked side gave by phone or in a meeting. */
export const writeDown = (ctx: Ctx, input: ParsedOf<typeof contract.writeDown>): Promise<contract.AskDetails> =>
  answering(ctx, input, 'write_down', async ({ db, reader }) => {
    const { person_id: personId } = await partyOf(db, reader.workspaceId, null, input.personId)
    return {
      way: 'told', key: input.key, personId, userId: null, byName: input.by, byAddress: null,
      toldOn: input.toldOn, ...(reader.userId !== null && { writtenBy: reader.userId }), isConfirmed: true,
    }
  })

type Given = Pick<ParsedOf<typeof contract.answer>, 'id' | 'revision' | 'answer' | 'key'>

/** What was sent twice is taken once, whatever has happened between. Words that come too late to be an answer stand among the comments. */
async function answering(ctx: Ctx, { id, revision, answer, key }: Given, what: May, fromOf: (on: OnAsk) => Promise<From>): Promise<contract.AskDetails> {
  try {
    return await onAsk(ctx, { id }, what, async (on) => {
      if (await answerOfKey(on.db, on.ask, key) !== undefined) return
      refuseChanged(on.ask, revision)
      await answerAsk(on.db, ctx, on.ask, answer, await fromOf(on))
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ask.not_now') {
      await onAsk(ctx, { id }, what, async (on) => keepWords(on.db, ctx, on.ask, answer, await fromOf(on)))
    }
    throw error
  }
}
