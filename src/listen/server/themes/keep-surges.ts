import { type Selectable, sql } from 'kysely'
import { record } from '../../../base/server/record.ts'
import type { Db } from '../../../base/server/database.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type { Sensitivity } from '../../../language/index.ts'
import { HOUR_MS } from '../counted.ts'
import { startOfHour } from './lived.ts'
import { countsOfSurges } from './mentions-of-surge.ts'
import type { SurgingNow } from './surging-now.ts'
import type { SurgeTable } from './tables.ts'

/** A surge that is found again within so long is the same one. */
const SAME_MS = 24 * HOUR_MS
/** What has not been found for so long is over. */
const OVER_MS = 3 * HOUR_MS
const MENTIONS_MAX = 2_000

type Keeper = Pick<Ctx, 'actor' | 'now'>
export type SurgeRow = Selectable<SurgeTable>

/** Whether other programs and people who have set nothing are told of it. */
export const isTold = (level: Sensitivity): boolean => level !== 'high'

/** Writes down what surges now: goes on with a surge that shares a term, begins others, ends what is over. Returns those that go on. */
export async function keepSurges(db: Db, keeper: Keeper, found: readonly SurgingNow[]): Promise<SurgeRow[]> {
  const [now, { workspaceId }] = [keeper.now(), keeper.actor]
  const since = new Date(now.getTime() - SAME_MS)
  const recent = await db
    .selectFrom('surge').selectAll()
    .where('workspace_id', '=', workspaceId).where((either) => either.or([either('ended_at', 'is', null), either('flagged_at', '>', since)])).execute()
  const left = new Set(recent)
  const going: SurgeRow[] = []
  for (const one of found) {
    const same = [...left].filter(({ flagged_at }) => flagged_at > since).map((row) => ({ row, shared: row.stems.filter((stem) => one.stems.includes(stem)).length })).toSorted((a, b) => b.shared - a.shared)[0]
    const before = same && same.shared > 0 ? same.row : null
    if (before) left.delete(before)
    going.push(await keep(db, keeper, one, before))
  }
  for (const row of left) if (row.ended_at === null && now.getTime() - row.flagged_at.getTime() >= OVER_MS) await end(db, keeper, row)
  return going
}

async function keep(db: Db, keeper: Keeper, found: SurgingNow, before: SurgeRow | null): Promise<SurgeRow> {
  const [now, { workspaceId }] = [keeper.now(), keeper.actor]
  const id = before?.id ?? uuidv7(now)
  const from = before ? Math.min(found.from, Math.floor(before.begun_at.getTime() / HOUR_MS)) : found.from
  const level = before && isTold(before.level) && !isTold(found.level) ? before.level : found.level
  const row = {
    names: [...found.names], terms: [...found.terms], stems: [...found.stems],
    query_ids: [...new Set(found.mentions.flatMap(({ queryIds }) => queryIds))], voice_id: found.mentions[0]?.id ?? null, begun_at: startOfHour(from), flagged_at: now, ended_at: null,
    usual: found.usualSince(from), p_value: found.pValue, level, days: found.days,
  }
  await db.insertInto('surge').values({ workspace_id: workspaceId, id, found_at: now, people: 0, told_people: null, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(row)).execute()
  const mentionIds = found.mentions.slice(0, MENTIONS_MAX).map((mention) => mention.id)
  await sql`
    insert into surge_mention (workspace_id, surge_id, mention_id)
    select ${workspaceId}, ${id}, m.id from mention m where m.workspace_id = ${workspaceId} and m.id = any (${mentionIds})
      and (select count(*) from surge_mention where surge_id = ${id}) < ${MENTIONS_MAX}
    on conflict do nothing`.execute(db)
  const people = (await countsOfSurges(db, [id])).get(id)?.people ?? 0
  const told = await tell(db, keeper, { id, names: row.names, usual: row.usual, begunAt: row.begun_at, level, people, before })
  return db.updateTable('surge').set({ people, told_people: told }).where('workspace_id', '=', workspaceId).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

type Told = { id: string; names: string[]; usual: number; begunAt: Date; level: Sensitivity; people: number; before: SurgeRow | null }

/** Announces it once, and again when it has doubled; returns how many people had said it when it was told of last. */
async function tell(db: Db, keeper: Keeper, { id, names, usual, begunAt, level, people, before }: Told): Promise<number | null> {
  const told = before?.told_people ?? null
  if (!isTold(level)) return told
  const data = factOf({ id, names, people, usual, begun_at: begunAt })
  if (told === null) await record(db, keeper, 'listen.surge_began', data)
  else if (people >= 2 * told) await record(db, keeper, 'listen.surge_grew', data)
  else return told
  return people
}

/** A surge as other programs are told of it. */
export const factOf = ({ id, names, people, usual, begun_at }: Pick<SurgeRow, 'id' | 'names' | 'people' | 'usual' | 'begun_at'>) => (
  { surgeId: id, names, people, usual: Math.round(usual * 10) / 10, begunAt: begun_at.toISOString() })

async function end(db: Db, keeper: Keeper, { id, names, people, told_people, flagged_at }: SurgeRow): Promise<void> {
  await db.updateTable('surge').set({ ended_at: flagged_at }).where('workspace_id', '=', keeper.actor.workspaceId).where('id', '=', id).execute()
  if (told_people !== null) await record(db, keeper, 'listen.surge_ended', { surgeId: id, names, people })
}
