import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type { Voice } from '../contract.ts'
import type { AskRow } from './lock-ask.ts'

type Row = { id: string; text: string; lang: string; place: string; author: string; said_at: Date; url: string | null }

/** The voices behind an ask, in the order in which they were chosen; without what has been deleted, blocked or forgotten since. */
export async function voicesOf(db: Db, ask: AskRow): Promise<Voice[]> {
  const { rows } = await sql<Row>`
    select m.id, m.text, m.lang, m.place, coalesce(m.author_name, m.author_handle) as author, m.said_at, m.url
    from ask_voice v join mention m on m.workspace_id = v.workspace_id and m.id = v.mention_id
    where v.workspace_id = ${ask.workspace_id} and v.ask_id = ${ask.id} and m.deleted_at is null and m.blocked_by is null and m.forgotten_at is null
    order by v.place`.execute(db)
  return rows.map(({ id, said_at, ...row }) => ({ mentionId: id, ...row, saidAt: said_at.toISOString() }))
}
