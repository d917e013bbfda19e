import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { understand } from '../../language/index.ts'
import type { Calibration } from './calibrations.ts'
import { alone } from './store.ts'
import { UNDERSTAND_ANEW, UNDERSTANDING_TYPED, understandingRow } from './understanding-columns.ts'

/** Which stored mentions are to be understood anew: of those heard before the mention `below`, the last so many. */
export type UnderstandingAnew = {
  readonly workspaceId: string
  readonly calibration: Calibration | undefined
  /** What `understood_by` is to say of them: those of which it says so are left alone. */
  readonly version: string
  readonly below: string
  readonly atMost: number
}

/** How many were looked at; of how many something else is thought now; and the id below which to go on, null at the end. */
export type UnderstoodAnew = { readonly looked: number; readonly changed: number; readonly below: string | null }

type Row = { readonly id: string; readonly network: string; readonly place: string; readonly text: string; readonly lang: string }

/**
 * Understands mentions anew with today’s models, in the language that was found when they were heard: in the caller's ingest transaction,
 * which sees the workspace. Hidden mentions too; of what was deleted or forgotten nothing is left to be understood. Where a person’s word
 * counts, it stays. Repeating it changes nothing.
 */
export async function understandAnew(db: Db, asked: UnderstandingAnew): Promise<UnderstoodAnew> {
  const { workspaceId, version, below, atMost, calibration } = asked
  const { rows: chunk } = await sql<Row & { old: boolean }>`
    select id, network, place, text, lang,
      deleted_at is null and forgotten_at is null and understood_by is distinct from ${version} as old
    from mention where workspace_id = ${workspaceId} and id < ${below} order by id desc limit ${atMost}`.execute(db)
  const old = chunk.filter((row) => row.old)
  const understood = old.map(({ id, place, text, lang }) => ({ id, text, ...understandingRow(understand(text, lang), { place, calibration }) }))
  const changed = understood.length === 0 ? 0 : await write(db, workspaceId, old, understood)
  return { looked: chunk.length, changed, below: chunk.length < atMost ? null : (chunk.at(-1)?.id ?? null) }
}

/**
 * Streams write alone in their network: they are waited for, so that nobody waits for the other in a circle. Whatever was edited or taken
 * back meanwhile is left as it is now.
 */
async function write(db: Db, workspaceId: string, old: readonly Row[], understood: readonly { id: string }[]): Promise<number> {
  for (const network of [...new Set(old.map(({ network }) => network))].toSorted()) await alone(db, network)
  await sql`
    select from mention where workspace_id = ${workspaceId} and id = any (${understood.map(({ id }) => id)}::uuid[]) order by id for no key update`.execute(db)
  const meaning = (row: string) => sql.raw(['sentiment', 'intent', 'question', 'needs_answer', 'about_staff'].map((column) => `${row}.${column}`).join(', '))
  const { rows: [done] } = await sql<{ changed: number }>`
    with was as (
      select m.id, ${meaning('m')} from mention m where m.workspace_id = ${workspaceId} and m.id = any (${understood.map(({ id }) => id)}::uuid[])),
    now_is as (
      update mention m set ${UNDERSTAND_ANEW}
      from json_to_recordset(${JSON.stringify(understood)}::json) as p (id uuid, text text, ${UNDERSTANDING_TYPED})
      where m.workspace_id = ${workspaceId} and m.id = p.id and m.text = p.text and m.deleted_at is null and m.forgotten_at is null
      returning m.id, ${meaning('m')})
    select count(*)::int as changed from was m join now_is p using (id) where (${meaning('m')}) is distinct from (${meaning('p')})`.execute(db)
  return done?.changed ?? 0
}
