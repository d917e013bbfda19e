import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Actor, Ctx } from '../../ctx.ts'
import { contract as listen, pageOfMentions } from '../../listen/index.ts'
import * as contract from '../contract.ts'
import { brandOf } from './draft-reply.ts'
import { beginning, wordsOf } from './of-mention.ts'
import { languageOf, sentencesIn } from './read-answer.ts'
import { type AssistHouse, type Chosen, takeTurn } from './take-turn.ts'
import { toSummarise } from './tasks.ts'

/** More of one mention is not sent. */
const TEXT_UNITS_MAX = 500
const TOKENS_MAX = 2_000

/** Has the newest of the mentions that a filter means summed up. A sentence stands only on mentions that were sent. */
export async function summarise(
  ctx: Ctx,
  house: AssistHouse,
  { language, ...filter }: ParsedOf<typeof contract.summariseMentions>,
): Promise<OutputOf<typeof contract.summariseMentions>> {
  const { words, mentions, isPart, behind } = await takeTurn(ctx, house, 'summarise', async (db, { workspace_id }) => newest(db, ctx.actor, filter, toSummarise({
    brand: await brandOf(db, workspace_id), lang: language,
  })))
  const { sentences, dropped } = sentencesIn(words, behind.length)
  return {
    sentences: sentences.map(({ text, posts }) => ({ text, mentionIds: posts.flatMap((n) => behind[n - 1] ?? []) })),
    dropped,
    read: mentions.length,
    isPart,
    isOtherLanguage: languageOf(sentences.map(({ text }) => text).join(' '), language).isOtherLanguage,
  }
}

/** The newest mentions as they may leave, numbered from 1; the same words once, however many said them. `behind`: whose each number is. */
async function newest(db: Db, reader: Actor, filter: listen.Filter, task: string): Promise<Chosen<{ isPart: boolean; behind: string[][] }>> {
  const page = await pageOfMentions(db, reader, { ...filter, limit: contract.SUMMARY_MENTIONS_MAX })
  const said = page.mentions.map((mention) => ({ mention, text: beginning(wordsOf(mention), TEXT_UNITS_MAX) })).filter(({ text }) => text !== '')
  const byText = Map.groupBy(said, ({ text }) => text)
  return {
    mentions: said.map(({ mention }) => mention),
    isPart: page.next !== null,
    behind: [...byText.values()].map((alike) => alike.map(({ mention }) => mention.id)),
    question: { task, material: { posts: [...byText.keys()].map((text, at) => ({ n: at + 1, text })) }, tokensMax: TOKENS_MAX },
  }
}
