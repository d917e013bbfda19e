/**
 * The gap ledger: when a stream was not listened to, and how much of that time the network gave back afterwards. Gaps of one
 * stream never overlap. All functions run as the ingest role, in the transaction of what they are about.
 */
import { sql } from 'kysely'
import type { Batch } from '../../connect/connector.ts'
import type { Db } from '../../base/server/database.ts'
import { uuidv7 } from '../../base/server/uuid.ts'

/** Why a stream was not listened to, where Heed itself knows; otherwise a gap carries the network's own words. */
export type GapWhy = 'stopped' | 'unreachable' | 'silent'

/**
 * A pull (re)starts at `now`: if too much time has passed since what was heard last, a gap opens in between, or the gap of the
 * same outage grows. A clock that was set back opens none.
 */
export async function noteOutage(
  db: Db,
  outage: { streamId: string; heardUntil: Date | null; now: Date; toleranceMs: number; why: GapWhy },
): Promise<void> {
  const { streamId, heardUntil, now } = outage
  if (heardUntil === null) return
  const last = await db
    .selectFrom('gap')
    .select(['id', 'from_at', 'until_at', 'replayed_until', 'closed_at'])
    .where('stream_id', '=', streamId)
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && last.closed_at === null && last.replayed_until <= last.from_at) {
    if (now > last.until_at) await db.updateTable('gap').set({ until_at: now }).where('id', '=', last.id).execute()
    return
  }
  const from = last && last.until_at > heardUntil ? last.until_at : heardUntil
  if (now.getTime() - from.getTime() <= outage.toleranceMs) return
  await open(db, { streamId, from, until: now, why: outage.why, now })
}

/** The network can no longer give back what was said between these moments. Said twice, it counts once. */
export async function noteMissed(db: Db, streamId: string, missed: NonNullable<Batch['missed']>, now: Date): Promise<void> {
  // A range without length would be empty, and what was missed in it forgotten.
  const from = new Date(Math.min(missed.from.getTime(), missed.until.getTime() - 1))
  const span = sql`tstzrange(${from}, ${missed.until})`
  const { rows: uncovered } = await sql<{ from: Date; until: Date }>`
    select lower(piece) as "from", upper(piece) as until
    from unnest(tstzmultirange(${span}) - coalesce(
      (select range_agg(tstzrange(from_at, until_at)) from gap where stream_id = ${streamId} and tstzrange(from_at, until_at) && ${span}),
      '{}')) as piece`.execute(db)
  for (const piece of uncovered) {
    if (!await grow(db, streamId, piece)) await open(db, { streamId, ...piece, why: missed.why, now })
  }
  await sql`
    update gap set missed = missed + tstzmultirange(${span}) * tstzmultirange(tstzrange(from_at, until_at))
    where stream_id = ${streamId} and tstzrange(from_at, until_at) && ${span}`.execute(db)
}

/** All that was said until `heardUntil` has been handed over: gaps that lie before are filled as far as they ever will be. */
export async function noteReplayed(db: Db, streamId: string, heardUntil: Date, now: Date): Promise<void> {
  await sql`
    update gap set
      replayed_until = least(until_at, greatest(replayed_until, ${heardUntil})),
      closed_at = case when until_at <= ${heardUntil} then ${now}::timestamptz end
    where stream_id = ${streamId} and closed_at is null and from_at < ${heardUntil}`.execute(db)
}

/** Widens the gap that this piece touches, if one does: what is missed at the edge of an outage belongs to it. */
async function grow(db: Db, streamId: string, piece: { from: Date; until: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update gap set until_at = greatest(until_at, ${piece.until}), from_at = least(from_at, ${piece.from}), closed_at = null
    where id = (select id from gap where stream_id = ${streamId} and (until_at = ${piece.from} or from_at = ${piece.until})
      order by from_at limit 1)`.execute(db)
  return numAffectedRows === 1n
}

async function open(db: Db, gap: { streamId: string; from: Date; until: Date; why: string; now: Date }): Promise<void> {
  await sql`
    insert into gap (id, stream_id, from_at, until_at, why, replayed_until)
    values (${uuidv7(gap.now)}, ${gap.streamId}, ${gap.from}, ${gap.until}, ${gap.why}, ${gap.from})`.execute(db)
}
