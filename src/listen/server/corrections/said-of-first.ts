import type { Db } from '../../../base/server/database.ts'
import { MEANT, type Meant, type MeaningRow, type UnderstandingRow } from '../../../ingest/index.ts'

/** A mention that somebody says something of. */
export type JudgedMention = MeaningRow & { readonly id: string; readonly text: string; readonly place: string; readonly copy_of: string | null }

/** What counts of a mention because somebody said it of the first of its text, thing by thing. */
export type OfFirst = Partial<Pick<UnderstandingRow, Meant>>

/**
 * What a mention has from the first that it is a copy of, as that one has it now. One whose first is gone keeps what it had from it: the
 * words are still those that people judged.
 */
export async function saidOfFirst(db: Db, mention: JudgedMention): Promise<OfFirst> {
  if (mention.copy_of === null) return picked(mention, mention.corrected_on_first ?? [])
  const first = await db.selectFrom('mention').select([...MEANT, 'corrected']).where('id', '=', mention.copy_of).executeTakeFirst()
  return first ? picked(first, first.corrected ?? []) : {}
}

/** Of a row's meaning, these things. */
export const picked = (row: Pick<UnderstandingRow, Meant>, things: readonly string[]): OfFirst => (
  Object.fromEntries(MEANT.filter((one) => things.includes(one)).map((one) => [one, row[one]]))
)
