import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { mentionsById } from '../mentions.ts'
import { findOf } from './find-theme.ts'
import type { SurgeRow } from './keep-surges.ts'
import { hourAt, type Lived, livedIn } from './lived.ts'
import { countsOfSurges } from './mentions-of-surge.ts'

const SURGES_MAX = 50
const WEEKDAY_OF_DAY_0 = 4

/** Surges of a time, newest first; without a time, those that go on; or one. Of what only early signs speak for, nothing is shown unless it is asked for. */
export function surges(ctx: Ctx, { surgeId, from, until }: ParsedOf<typeof contract.surges>): Promise<OutputOf<typeof contract.surges>> {
  return ctx.transact(async (db) => {
    let query = db.selectFrom('surge').selectAll().where('workspace_id', '=', ctx.actor.workspaceId)
    query = surgeId === undefined ? query.where('level', '!=', 'high') : query.where('id', '=', surgeId)
    if (surgeId === undefined && from === undefined && until === undefined) query = query.where('ended_at', 'is', null)
    if (from !== undefined) query = query.where((either) => either.or([either('ended_at', 'is', null), either('ended_at', '>', new Date(from))]))
    if (until !== undefined) query = query.where('begun_at', '<', new Date(until))
    const rows = await query.orderBy('begun_at', 'desc').orderBy('id', 'desc').limit(SURGES_MAX).execute()
    const shown = await presentSurges(db, rows, ctx.now())
    const voices = await mentionsById(db, ctx.actor, rows.flatMap(({ voice_id }) => voice_id ?? []))
    return {
      surges: shown.map((surge) => {
        const voiceId = rows.find(({ id }) => id === surge.id)?.voice_id
        return { ...surge, voice: voices.find(({ id, deletedAt }) => id === voiceId && deletedAt === null) ?? null }
      }),
    }
  })
}

/** The outside of surges, in their order, counted from the mentions that stand; one without any is not shown. */
export async function presentSurges(db: Db, rows: readonly SurgeRow[], now: Date): Promise<contract.Surge[]> {
  if (rows.length === 0) return []
  const lived = await livedIn(db, now)
  const byId = await countsOfSurges(db, rows.map(({ id }) => id))
  return rows.flatMap((row) => {
    const counted = byId.get(row.id)
    const find = findOf(row.terms)
    if (!counted || find === '') return []
    return [{
      id: row.id, names: row.names, find, begunAt: row.begun_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null,
      count: counted.count, people: counted.people, usual: row.usual, day: dayKind(lived, row.flagged_at), level: row.level, days: row.days,
    }]
  })
}

/** The weekday of a moment, or that it is a holiday or an eve that is lived like another day. */
export function dayKind({ local, restDays }: Lived, at: Date): contract.Surge['day'] {
  const { day, kind } = local(hourAt(at))
  const weekday = (day + WEEKDAY_OF_DAY_0) % 7
  if (kind !== weekday) return kind === restDays[1] ? 'holiday' : 'eve'
  return (['0', '1', '2', '3', '4', '5', '6'] as const)[weekday] ?? '0'
}
