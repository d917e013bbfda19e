import type { ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { oneMention, writtenOf } from './of-mention.ts'
import { type AssistHouse, takeTurn } from './take-turn.ts'
import { toDraft } from './tasks.ts'

/** Has a reply to a mention drafted: in the workspace's name, its tone, and the mention's language. */
export async function draftReply(ctx: Ctx, house: AssistHouse, { mentionId }: ParsedOf<typeof contract.draftReply>): Promise<contract.WrittenOfMention> {
  const { words, ...chosen } = await takeTurn(ctx, house, 'draft', async (db, { workspace_id, tone }) => {
    const brand = await brandOf(db, workspace_id)
    return oneMention(db, ctx.actor, mentionId, ({ lang }) => toDraft({ brand, tone, lang: langOf(lang) }))
  })
  return writtenOf(words, 'reply', langOf(chosen.mentions[0]?.lang ?? 'und'), chosen)
}

const langOf = (lang: string): string | null => (lang === 'und' ? null : lang)

/** In whose name one speaks. */
export async function brandOf(db: Db, workspaceId: string): Promise<string> {
  return (await db.selectFrom('workspace').select('name').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).name
}
