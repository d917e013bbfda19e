import type { Db } from '../../../base/server/database.ts'

/** What somebody said of a mention, and what the machine had said then: as it is handed to the mention's author, without who said it. */
export type SaidOf = { readonly what: string; readonly said: string; readonly machine: string; readonly is_check: boolean; readonly said_at: Date; readonly taken_back_at: Date | null }

/** All that people said of each of these mentions, the earliest first, also what was taken back. */
export async function saidOf(db: Db, mentionIds: readonly string[]): Promise<ReadonlyMap<string, readonly SaidOf[]>> {
  if (mentionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('mention_correction as c')
    .leftJoin('mention_correction as t', (join) => join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.takes_back', '=', 'c.id'))
    .select(['c.mention_id', 'c.what', 'c.said', 'c.machine', 'c.is_check', 'c.said_at', 't.said_at as taken_back_at'])
    .where('c.mention_id', 'in', mentionIds)
    .where('c.said', 'is not', null)
    .orderBy('c.n')
    .$narrowType<{ said: string }>()
    .execute()
  const byMention = Map.groupBy(rows, ({ mention_id }) => mention_id)
  return new Map([...byMention].map(([id, said]) => [id, said.map(({ mention_id: _id, ...row }) => row)]))
}
