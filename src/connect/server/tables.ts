import type { Generated, JSONColumnType } from 'kysely'

/**
 * One stream of a network, pulled once for the whole installation. A system table: a workspace sees the streams it has a
 * source for; only ingest moves them on.
 */
export interface StreamTable {
  id: string
  connector: string
  /** Equal keys hear the same stream; a private stream's key holds its workspace. */
  key: string
  /** Without secrets. */
  settings: JSONColumnType<Record<string, unknown>>
  /** The settings that are secrets, encrypted for this stream alone; null where there are none. */
  sealed: Buffer | null
  /** Where the next pull starts; null before the first. */
  cursor: JSONColumnType<object> | null
  /** All that was said until then has been stored. */
  heard_until: Date | null
  state: Generated<'waiting' | 'listening' | 'retrying' | 'reauthorize' | 'stopped'>
  problem: string | null
  last_event_at: Date | null
  last_success_at: Date | null
  next_try_at: Date | null
  posts_heard: Generated<string>
  quota_left: number | null
  quota_resets_at: Date | null
  created_at: Date
}

/** A workspace's subscription to a stream. */
export interface SourceTable {
  workspace_id: string
  id: string
  connector: string
  name: string
  stream_id: string
  /** All that it brings is heard, whether or not a query matches. */
  hears_all: Generated<boolean>
  paused_at: Date | null
  created_by: string | null
  created_at: Date
}

/** What was handed in, from the moment it was accepted until ingest has taken it. */
export interface TrayTable {
  workspace_id: string
  /** Rises; in the order of acceptance within one tray. */
  id: Generated<string>
  tray_id: string
  post: JSONColumnType<Record<string, unknown>>
  laid_at: Date
}

export interface ConnectTables {
  tray: TrayTable
  stream: StreamTable
  source: SourceTable
}
