import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { pageOfMentions } from './page-of-mentions.ts'
import { pageOfTexts } from './page-of-texts.ts'

/** A page of the mentions that a filter means, newest first; of those that say the same one, if that is asked (a surge has but one). */
export function listMentions(ctx: Ctx, input: ParsedOf<typeof contract.listMentions>): Promise<OutputOf<typeof contract.listMentions>> {
  return ctx.transact((db) => (input.copies === 'together' && input.surgeId === undefined ? pageOfTexts : pageOfMentions)(db, ctx.actor, input))
}
