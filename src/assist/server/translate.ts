import type { ParsedOf } from '../../base/endpoint.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { oneMention, writtenOf } from './of-mention.ts'
import { type AssistHouse, takeTurn } from './take-turn.ts'
import { toTranslate } from './tasks.ts'

/** Has a mention translated. */
export async function translate(ctx: Ctx, house: AssistHouse, { mentionId, language }: ParsedOf<typeof contract.translateMention>): Promise<contract.WrittenOfMention> {
  const { words, ...chosen } = await takeTurn(ctx, house, 'translate', (db) => oneMention(db, ctx.actor, mentionId, () => toTranslate(language)))
  return writtenOf(words, 'translation', language, chosen)
}
