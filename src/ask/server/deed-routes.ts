import type { Routes } from '../../base/server/serve.ts'
import * as contract from '../contract.ts'
import { acceptCounter } from './accept-counter.ts'
import { answerAtWork, writeDown } from './answer-at-work.ts'
import { askAgain } from './ask-again.ts'
import { attachFile } from './attach.ts'
import { commentOnAsk } from './comment.ts'
import { declineCounter } from './decline-counter.ts'
import { dispute } from './dispute.ts'
import { keepPromise } from './keep-promise.ts'
import { meetCondition } from './meet-condition.ts'
import { movePromise } from './move-promise.ts'
import { notKept } from './not-kept.ts'
import { onAsk } from './on-ask.ts'
import { raiseAtWork } from './raise-at-work.ts'
import { seeAsk } from './see-ask.ts'
import { withdrawAsk } from './withdraw-ask.ts'

/** What is done to an ask by those who are at work in Heed. */
export const deedRoutes: Routes = (serve) => {
  serve(contract.raise, raiseAtWork)
  serve(contract.answer, answerAtWork)
  serve(contract.writeDown, writeDown)
  serve(contract.see, (ctx, input) => onAsk(ctx, input, 'see', ({ db, ask, by }) => seeAsk(db, ctx, ask, { way: 'app', by })))
  serve(contract.acceptCounter, (ctx, input) => onAsk(ctx, input, 'accept', ({ db, ask }) => acceptCounter(db, ctx, ask)))
  serve(contract.declineCounter, (ctx, input) => onAsk(ctx, input, 'decline', ({ db, ask }) => declineCounter(db, ctx, ask, input)))
  serve(contract.meetCondition, (ctx, input) => onAsk(ctx, input, 'meet_condition', ({ db, ask }) => meetCondition(db, ctx, ask, input)))
  serve(contract.askAgain, (ctx, input) => onAsk(ctx, input, 'ask_again', ({ db, ask }) => askAgain(db, ctx, ask, input)))
  serve(contract.withdraw, (ctx, input) => onAsk(ctx, input, 'withdraw', ({ db, ask }) => withdrawAsk(db, ctx, ask, input)))
  serve(contract.movePromise, (ctx, input) => onAsk(ctx, input, 'move', ({ db, ask, by }) => movePromise(db, ctx, ask, { ...input, by })))
  serve(contract.keepPromise, (ctx, input) => onAsk(ctx, input, 'keep', ({ db, ask, by }) => keepPromise(db, ctx, ask, { ...input, by })))
  serve(contract.notKept, (ctx, input) => onAsk(ctx, input, 'not_keep', ({ db, ask, by, sides }) =>
    notKept(db, ctx, ask, { ...input, by, isAskedSide: sides.includes('asked') })))
  serve(contract.dispute, (ctx, input) => onAsk(ctx, input, 'dispute', ({ db, ask }) => dispute(db, ctx, ask, input)))
  serve(contract.comment, (ctx, input) => onAsk(ctx, input, 'comment', ({ db, ask, by, reader: { userId, personId } }) =>
    commentOnAsk(db, ctx, ask, { words: input.words, userId, personId, byName: by, isUnreadMail: false, key: null })))
  serve(contract.attach, (ctx, { id, name, type, base64 }) => onAsk(ctx, { id }, 'attach', ({ db, ask }) =>
    attachFile(db, ctx, ask, { name, type, bytes: Buffer.from(base64, 'base64') })))
}
