import type { Generated, JSONColumnType } from 'kysely'
import type { Reason } from '../import/files.ts'

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
  /** Mentions that it was the first to bring to its workspace, and posts that were mentions there before. */
  mentions_heard: Generated<string>
  mentions_known: Generated<string>
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

/** An address to which programs may hand in. Address and secret are derived from the installation's secret and never stored. */
export interface WebhookTable {
  workspace_id: string
  source_id: string
  /** Rises when the secret is changed. */
  generation: Generated<number>
}

/** What a webhook has taken lately: SHA-256 of the senders' own numbers, kept for `DELIVERIES_KEPT_MS`. */
export interface WebhookDeliveryTable {
  workspace_id: string
  source_id: string
  id_hash: Buffer
  taken_at: Date
}

/** What somebody filed by hand: one row for each link or text, so that nothing is filed twice. */
export interface ClipTable {
  workspace_id: string
  id: string
  /** Of the link without what does not make it another page, or else of the words. */
  what_hash: Buffer
  filed_by: string | null
  filed_at: Date
}

/** The screenshot of a clip, without what a camera wrote into it. */
export interface ClipPictureTable {
  workspace_id: string
  clip_id: string
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  bytes: Buffer
}

/** What a member adds to a mailbox's address to file by mail. Outlives the membership. */
export interface ClipAddressTable {
  workspace_id: string
  user_id: string
  token: string
}

/** A way to the two doors for those who work here. The link itself is derived from the installation's secret and never stored. */
export interface HearLinkTable {
  workspace_id: string
  id: string
  name: string
  language: 'en' | 'he'
  /** Rises when the link is exchanged for another. */
  generation: Generated<number>
  created_by: string | null
  created_at: Date
  revoked_at: Date | null
}

/** That something was filed through a link, and what became of it. Neither its words nor who filed it. */
export interface FilingTable {
  workspace_id: string
  id: string
  link_id: string
  door: 'customer' | 'own'
  /** Its row in the tray, until it is heard. */
  tray_row: string
  filed_at: Date
  heard_at: Date | null
  /** What it was told by somebody of the workspace. */
  told: string | null
  told_at: Date | null
  told_by: string | null
}

/** A file on its way in, or here. */
export interface UploadTable {
  workspace_id: string
  id: string
  name: string
  bytes: string
  /** As the sender tells; with name and size it makes the same file. */
  modified_at: Date | null
  /** So many bytes are here, from the first on. */
  received: Generated<string>
  created_by: string | null
  created_at: Date
  touched_at: Date
}

/** A piece of a file, at most 4 MiB, and where in the file it begins. */
export interface UploadPartTable {
  workspace_id: string
  upload_id: string
  at: string
  bytes: Buffer
}

/** A file that is read like a network, or was. How far it is stands in its stream's cursor. */
export interface FileImportTable {
  workspace_id: string
  id: string
  source_id: string
  /** Null once the file is gone. */
  upload_id: string | null
  name: string
  bytes: string
  begun_by: string | null
  begun_at: Date
  cancelled_at: Date | null
  ended_at: Date | null
  ended_why: 'done' | 'too_many_bad' | null
}

/** A row of a file that could not be taken in. */
export interface ImportRejectTable {
  workspace_id: string
  import_id: string
  /** Counted from 1 as a spreadsheet counts. */
  row: string
  reason: Reason
  raw: string
}

export interface ConnectTables {
  upload: UploadTable
  upload_part: UploadPartTable
  file_import: FileImportTable
  import_reject: ImportRejectTable
  tray: TrayTable
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
  clip: ClipTable
  clip_picture: ClipPictureTable
  clip_address: ClipAddressTable
  hear_link: HearLinkTable
  filing: FilingTable
  stream: StreamTable
  source: SourceTable
}
