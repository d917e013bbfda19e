/** Which mentions say what an earlier one of their workspace says: see docs/duplicates.md. In the transaction of whoever stores or changes them. */
import { sql } from 'kysely'
import type { Db, Doors } from '../../base/server/database.ts'
import { Copies, COPIES_WINDOW_MS, marksOf } from '../../language/index.ts'
import { FOLLOW_FIRST } from './understanding-columns.ts'

/** A mention to be compared. */
export type Said = { readonly workspaceId: string; readonly id: string; readonly text: string; readonly saidAt: Date }
/** A row of `copy_first`. */
type First = { readonly workspace_id: string; readonly mention_id: string; readonly said_at: Date; readonly marks: readonly number[] }

/**
 * Finds the first of each mention, among what is stored and then among those before it here, and remembers those that are firsts
 * themselves. They were stored in this transaction, or have left what they were copies of.
 */
export async function joinCopies(db: Db, mentions: readonly Said[], heardAt: Date): Promise<void> {
  const marked = mentions.flatMap((mention) => {
    const marks = marksIn(mention)
    return marks.length === 0 ? [] : [{ ...mention, marks }]
  })
  if (marked.length === 0) return
  const asked = marked.map(({ workspaceId, saidAt, marks }) => ({ workspace_id: workspaceId, said_at: saidAt, marks }))
  const { rows } = await sql<{ workspace_id: string; id: string; text: string; said_at: Date }>`
    select * from firsts_like(${JSON.stringify(asked)}::json, ${COPIES_WINDOW_MS} * interval '1 millisecond') order by id`.execute(db)
  const candidates = Map.groupBy(rows, ({ workspace_id }) => workspace_id)
  const copies: { workspace_id: string; id: string; copy_of: string }[] = []
  const firsts: First[] = []
  for (const [workspaceId, those] of Map.groupBy(marked, (mention) => mention.workspaceId)) {
    const stored = candidates.get(workspaceId) ?? []
    const known = new Copies<string>({ firstsMax: stored.length + those.length })
    for (const { id, text, said_at } of stored) known.addFirst(id, text, said_at.getTime())
    for (const { id, text, saidAt, marks } of those) {
      const first = known.add(id, text, saidAt.getTime())
      if (first === id) firsts.push({ workspace_id: workspaceId, mention_id: id, said_at: saidAt, marks })
      else copies.push({ workspace_id: workspaceId, id, copy_of: first })
    }
  }
  if (copies.length > 0) {
    await sql`
      update mention m set copy_of = c.copy_of, ${FOLLOW_FIRST}
      from json_to_recordset(${JSON.stringify(copies)}::json) c (workspace_id uuid, id uuid, copy_of uuid)
        left join mention f on f.workspace_id = c.workspace_id and f.id = c.copy_of
      where m.workspace_id = c.workspace_id and m.id = c.id`.execute(db)
  }
  await remember(db, firsts, heardAt)
}

/**
 * Takes these mentions out of their clusters: what they said is gone, or has changed. Where one was the first, the oldest of its copies
 * that is still there takes its place.
 */
export async function leaveCopies(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  const gone = sql`any (${[...ids]}::uuid[])`
  await sql`delete from copy_first where mention_id = ${gone}`.execute(db)
  await sql`update mention set copy_of = null where id = ${gone} and copy_of is not null`.execute(db)
  const { rows } = await sql<{ workspaceId: string; id: string; text: string; saidAt: Date }>`
    with next as (
      select distinct on (workspace_id, copy_of) workspace_id, copy_of, id from mention
      where copy_of = ${gone} order by workspace_id, copy_of, said_at, id)
    update mention m set copy_of = nullif(next.id, m.id) from next
    where m.workspace_id = next.workspace_id and m.copy_of = next.copy_of
    returning m.workspace_id as "workspaceId", m.id, case when m.id = next.id then m.text end as text, m.said_at as "saidAt"`.execute(db)
  const firsts = rows.filter(({ text }) => text !== null)
  await remember(db, firsts.map((first) => ({ workspace_id: first.workspaceId, mention_id: first.id, said_at: first.saidAt, marks: marksIn(first) })), at)
}

/** Forgets firsts that nothing which is heard from now on can be a copy of. */
export async function forgetFirsts(doors: Pick<Doors, 'asIngest'>, workspaceId: string, now: Date): Promise<void> {
  await doors.asIngest([workspaceId], (db) => db.deleteFrom('copy_first').where('heard_at', '<', new Date(now.getTime() - COPIES_WINDOW_MS)).execute())
}

async function remember(db: Db, firsts: readonly First[], heardAt: Date): Promise<void> {
  if (firsts.length === 0) return
  await sql`
    insert into copy_first (workspace_id, mention_id, said_at, heard_at, marks)
    select f.workspace_id, f.mention_id, f.said_at, ${heardAt}, f.marks
    from json_to_recordset(${JSON.stringify(firsts)}::json) f (workspace_id uuid, mention_id uuid, said_at timestamptz, marks int4[])
    on conflict (workspace_id, mention_id) do nothing`.execute(db)
}

/** The marks of a text in one workspace: in another they are others, so that looking one up passes by nobody else's. */
function marksIn({ workspaceId, text }: Pick<Said, 'workspaceId' | 'text'>): number[] {
  const salt = Number.parseInt(workspaceId.slice(-8), 16)
  return marksOf(text).map((mark) => mark ^ salt)
}
