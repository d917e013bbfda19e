/** How far each stream has been heard. These are the only functions that move a stream on; all run as the ingest role. */
import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'

/** A stream as whoever pulls it needs to know it. */
export type StreamProgress = {
  readonly id: string
  readonly connector: string
  /** Without secrets: `wholeSettings` adds them. */
  readonly settings: unknown
  readonly sealed: Uint8Array | null
  readonly cursor: unknown
  readonly heardUntil: Date | null
  readonly state: 'waiting' | 'listening' | 'retrying' | 'reauthorize' | 'stopped'
}

/** That a workspace listens to a stream; to all of it, or only to what its queries match. */
export type Subscription = { readonly workspaceId: string; readonly streamId: string; readonly hearsAll?: boolean }

/** Who listens to what: every workspace's sources that are not paused. */
export async function readSubscriptions(db: Db): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select workspace_id as "workspaceId", stream_id as "streamId", hears_all as "hearsAll" from subscriptions()`.execute(db)
  return rows
}

/** These streams, as far as they have been heard. */
export async function readStreams(db: Db, ids: readonly string[]): Promise<StreamProgress[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('stream')
    .select(['id', 'connector', 'settings', 'sealed', 'cursor', 'heard_until', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ heard_until, ...row }) => ({ ...row, heardUntil: heard_until }))
}

/** One step of a stream: what was handed over up to a new cursor. */
export type Step = {
  readonly streamId: string
  /** Where the stream must stand for this step to follow. */
  readonly from: unknown
  readonly to: unknown
  readonly heardUntil: Date
  readonly now: Date
  readonly posts: number
  readonly quota?: { readonly left: number; readonly resetsAt: Date | null } | undefined
}

/** How far into the future `heard_until` may lie before it is taken for the work of a clock that was wrong. */
const CLOCK_SKEW = '1 minute'

/**
 * Moves a stream on, in the transaction that stores what was heard. False when it does not stand at `from`: somebody else has
 * pulled it meanwhile, or this very step was committed by an attempt whose answer got lost; then nothing may be stored.
 * The row stays locked until the transaction ends, so steps of one stream never overlap.
 */
export async function advanceStream(db: Db, step: Step): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update stream set
      cursor = ${JSON.stringify(step.to)}::jsonb,
      heard_until = case
        when heard_until > ${step.now}::timestamptz + ${sql.lit(CLOCK_SKEW)}::interval then ${step.heardUntil}
        else greatest(heard_until, ${step.heardUntil}) end,
      state = 'listening', problem = null, next_try_at = null,
      last_success_at = ${step.now},
      last_event_at = case when ${step.posts}::int > 0 then ${step.now} else last_event_at end,
      posts_heard = posts_heard + ${step.posts}::int,
      quota_left = coalesce(${step.quota?.left ?? null}, quota_left),
      quota_resets_at = case when ${step.quota !== undefined} then ${step.quota?.resetsAt ?? null} else quota_resets_at end
    where id = ${step.streamId} and coalesce(cursor, 'null'::jsonb) = ${JSON.stringify(step.from ?? null)}::jsonb`.execute(db)
  return numAffectedRows === 1n
}

/** What one batch brought to a workspace: mentions that are new there, and posts that were mentions before. */
export type Brought = { readonly workspaceId: string; readonly heard: number; readonly known: number }

/** Counts, for each workspace, what came of a batch of this stream. */
export async function countMentions(db: Db, streamId: string, brought: readonly Brought[]): Promise<void> {
  if (brought.length === 0) return
  await sql`
    update source s set mentions_heard = s.mentions_heard + b.heard, mentions_known = s.mentions_known + b.known
    from json_to_recordset(${JSON.stringify(brought)}::json) as b ("workspaceId" uuid, heard int, known int)
    where s.workspace_id = b."workspaceId" and s.stream_id = ${streamId}`.execute(db)
}

/** Writes on a stream's health card why it is not being heard, and when it will be tried again. */
export async function markStream(
  db: Db,
  streamId: string,
  mark: { readonly state: StreamProgress['state']; readonly problem: string | null; readonly nextTryAt: Date | null },
): Promise<void> {
  await db
    .updateTable('stream')
    .set({ state: mark.state, problem: mark.problem, next_try_at: mark.nextTryAt })
    .where('id', '=', streamId)
    .execute()
}
