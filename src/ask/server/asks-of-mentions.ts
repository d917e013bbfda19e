import { z } from 'zod'
import type { OutputOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import type { ofMentions } from '../contract.ts'
import { presentAsks } from './present-asks.ts'
import { isVisibleTo, type Reader } from './reader.ts'

const Ids = z.array(z.uuid()).max(200)
const ASKS_MAX = 400

/** Which asks that a reader may see were raised with these mentions (`ids` separated by commas), newest first. */
export async function asksOfMentions(db: Db, reader: Reader, ids: string, now: Date): Promise<OutputOf<typeof ofMentions>> {
  const mentionIds = Ids.safeParse(ids === '' ? [] : ids.split(','))
  if (!mentionIds.success) throw new Refusal('bad_input', { field: 'ids' })
  if (mentionIds.data.length === 0) return { asks: [] }
  const rows = await db
    .selectFrom('ask_voice')
    .innerJoin('ask', (join) => join.onRef('ask.workspace_id', '=', 'ask_voice.workspace_id').onRef('ask.id', '=', 'ask_id'))
    .select(['ask.id', 'mention_id'])
    .where('ask_voice.workspace_id', '=', reader.workspaceId)
    .where('mention_id', 'in', mentionIds.data)
    .where(isVisibleTo(reader))
    .orderBy('raised_at', 'desc').orderBy('ask.id', 'desc')
    .limit(ASKS_MAX)
    .execute()
  const shown = new Map((await presentAsks(db, reader.workspaceId, [...new Set(rows.map(({ id }) => id))], now)).map((ask) => [ask.id, ask]))
  return { asks: rows.flatMap(({ id, mention_id }) => {
    const ask = shown.get(id)
    return ask ? [{ ...ask, mentionId: mention_id }] : []
  }) }
}
