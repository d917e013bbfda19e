import type { Db } from '../../base/server/database.ts'
import { recordAll } from '../../base/server/record.ts'

/** Most mentions that one fact names. */
export const FACT_MENTIONS_MAX = 200

type MentionsFactName =
  | 'ingest.mentions_heard' | 'ingest.mentions_edited' | 'ingest.mentions_deleted' | 'ingest.mentions_forgotten' | 'ingest.authors_introduced'
  | 'ingest.mentions_matched'

/** Tells each workspace what became of its mentions: one fact of each name, none where there is no news. */
export async function recordMentions(
  db: Db,
  at: Date,
  news: Partial<Record<MentionsFactName, readonly { readonly workspaceId: string; readonly id: string }[]>>,
): Promise<void> {
  const names = Object.keys(news) as MentionsFactName[]
  await recordAll(db, names.flatMap((name) => (
    [...Map.groupBy(news[name] ?? [], (mention) => mention.workspaceId)].map(([workspaceId, mentions]) => {
      const teller = { actor: { workspaceId, userId: null }, now: () => at }
      return { teller, name, data: { mentionIds: mentions.slice(0, FACT_MENTIONS_MAX).map(({ id }) => id), count: mentions.length } }
    })
  )))
}
