import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Lost, Post } from '../../connect/connector.ts'
import type { Intent, Sentiment } from '../../language/contract.ts'
import type { Shift } from '../../language/index.ts'

/**
 * A post that matched a query of this workspace: one row for ever per post, also when it matches no more, was deleted where
 * it was said (`deleted_at`), or had to be forgotten (`forgotten_at`). Written by the ingest role only; the app marks
 * `blocked_by`. Text is well-formed and bounded, dates are plausible, URLs are http(s): see `normalise.ts`.
 */
export interface MentionTable {
  workspace_id: string
  id: string
  network: string
  /** Unique for ever within the network; null once forgotten. */
  external_id: string | null
  /** Where it was heard first. */
  stream_id: string
  form: Post['form']
  author_id: string
  author_handle: string
  author_name: string | null
  author_followers: number | null
  text: string
  /** ISO 639-1, or `und`. */
  lang: string
  url: string | null
  said_at: Date
  heard_at: Date
  edited_at: Date | null
  deleted_at: Date | null
  forgotten_at: Date | null
  /** The block list entry that hides it. */
  blocked_by: string | null
  links: string[]
  /** Without `#`. */
  tags: string[]
  media: Post['media']
  /** External ids of what it replies to and of the thread's first post. */
  reply_parent: string | null
  reply_root: string | null
  /** Where it was said, as a file or a person tells. */
  origin: string | null
  /** Who filed it by hand. */
  filed_by: string | null
  /** `origin`, or else `network`: the network as people see it. */
  place: GeneratedAlways<string>
  /** The engine's tokens of the post, for search: a tsvector without positions. */
  tokens: string
  /** What it is understood to mean, as it counts now; null: not yet, or nothing is left to be understood. All five are null or none is. */
  sentiment: Sentiment | null
  intent: Intent | null
  question: boolean | null
  needs_answer: boolean | null
  about_staff: boolean | null
  /** How likely it is negative, and positive, as the machine says; neutral is what is left to 1. */
  negative_p: number | null
  positive_p: number | null
  /** Of what version (`UNDERSTOOD_BY`) the models and rules were that looked at it last. */
  understood_by: string | null
  /** In which of these a person's word counts: what machines say later leaves them as they are. Null: in none. */
  corrected: (Meant | 'lang')[] | null
  /** Of these, what somebody said of the first of its text and not of this copy. Null: nothing. */
  corrected_on_first: Meant[] | null
  /** The first mention of this text in its workspace, whether it is shown or not; null: it is a first itself, or a copy of nothing. */
  copy_of: string | null
  /** 0 to 255, a hash of its author's id: so people can be counted in a sample of people. */
  author_part: GeneratedAlways<number>
}

/** A first that what is heard is compared with, for as long as copies may come. */
export interface CopyFirstTable {
  workspace_id: string
  mention_id: string
  said_at: Date
  heard_at: Date
  /** Under what it is looked up: numbers made of its text, and of its workspace. */
  marks: number[]
}

/** What is understood of a mention and can be corrected by a person. */
export type Meant = 'sentiment' | 'intent' | 'question' | 'needs_answer' | 'about_staff'

/** That a mention matches a query, and where. A deleted or forgotten mention keeps its matches with no spans. */
export interface MentionMatchTable {
  workspace_id: string
  query_id: string
  mention_id: string
  /** The mention's, so that a query's newest are found by one index. */
  said_at: Date
  /** start, end, start, end…: half-open, in UTF-16 units of the text. */
  spans: number[]
}

/** A post that must not come back to this workspace: a keyed hash of its network and id, nothing more. */
export interface ForgottenPostTable {
  workspace_id: string
  network: string
  id_hash: Buffer
  forgotten_at: Date
}

/**
 * System table: edits and deletions of the last hours, whoever had the post, so that a post which arrives after its own edit
 * (on the same stream) or deletion (on any) is not taken for news. Keyed hashes of ids; pruned after `CHANGES_KEPT_MS`.
 */
export interface RecentChangeTable {
  network: string
  id_hash: Buffer
  stream_id: string
  kind: 'edited' | 'deleted'
  heard_at: Date
}

/** Whom or what this workspace does not want to hear. Blocked mentions are stored and hidden, so that a block can be undone. */
export interface BlockTable {
  workspace_id: string
  id: string
  kind: 'author' | 'site' | 'words'
  /** An author's handle or id, a domain, or a query in the query language. */
  value: string
  created_by: string | null
  created_at: Date
}

/** What somebody who was heard, or fears so, asks on the workspace's public page. */
export interface PrivacyRequestTable {
  workspace_id: string
  id: string
  kind: 'object' | 'erase' | 'copy'
  /** Who they say they are there. */
  who: string
  place: string | null
  /** Where they want the answer. */
  contact: string | null
  words: string
  asked_at: Date
  done_at: Date | null
  done_by: string | null
}

/** An author who is not to be heard by this workspace again: a keyed hash of network and id, nothing more. */
export interface UnheardAuthorTable {
  workspace_id: string
  network: string
  author_hash: Buffer
  since: Date
}

/**
 * The past of one source, fetched for a query since it was last saved: gone with the source, and with a later save. Each step writes a
 * page's mentions and how far it came in one transaction.
 */
export interface BackFillTable {
  workspace_id: string
  id: string
  query_id: string
  /** The query's, when it was saved. */
  revision: number
  source_id: string
  /** The network's own search texts, one search after the other. */
  texts: JSONColumnType<readonly string[], string, never>
  /** What of the query they do not find. */
  lost: JSONColumnType<readonly Lost[], string, never>
  since: Date
  until: Date
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  /** The search that is under way, counted from 0. */
  search: Generated<number>
  /** Where its next page begins; null: its first. */
  place: JSONColumnType<object, string, string | null> | null
  /** How many pages it had. */
  pages: Generated<number>
  /** How far back they reach. */
  reached: Date | null
  /** Searches with too much to look at ended early: what was said before this was not looked at for each of them. */
  whole_since: Date | null
  looked: Generated<number>
  /** Mentions that it brought and that are not hidden. */
  found: Generated<number>
  /** In a row. */
  failures: Generated<number>
  problem: BackFillProblem | null
  /** What the network said, in a sentence. */
  says: string | null
  asked_at: Date
  started_at: Date | null
  /** The first of the failures in a row. */
  failing_at: Date | null
  /** When its next step is due. */
  next_at: Date | null
  ended_at: Date | null
}

/** Why a back-fill ended before its end (`unreachable`: or waits). */
export type BackFillProblem = 'unreachable' | 'refused' | 'unsearchable' | 'source_paused' | 'query_gone' | 'fault'

/** A query that is heard only in part, as long as it is of this revision. Written by the ingest role. */
export interface BroadQueryTable {
  workspace_id: string
  query_id: string
  revision: number
  since: Date
  /** Of all posts that were heard while it was measured; up to 1. */
  share: number
}

/** System table, the gap ledger: when a stream was not listened to, and how much of it the network gave back afterwards. */
export interface GapTable {
  id: string
  stream_id: string
  from_at: Date
  until_at: Date
  why: string
  /** Listened to or replayed so far, from `from_at` on. */
  replayed_until: Date
  /** tstzmultirange within the gap: what the network could not give back. */
  missed: string
  closed_at: Date | null
}

/**
 * The last time that stored mentions were understood anew, as the models that understand had become others (`version`): from the last
 * heard to the first, in batches; `below` is where the next one begins.
 */
export interface UnderstandingRunTable {
  workspace_id: string
  id: string
  version: string
  state: 'waiting' | 'running' | 'done' | 'cancelled'
  /** Mentions in all; null until somebody has counted them. */
  to_look: number | null
  looked: Generated<number>
  /** Of them, those of which something else is thought now. */
  changed: Generated<number>
  below: Generated<string>
  /** Mentions looked at in a second, lately. */
  per_second: number | null
  /** When the last of them were. */
  moved_at: Date | null
  asked_at: Date
  started_at: Date | null
  ended_at: Date | null
}

/**
 * What a workspace learned from its judgements of these models (`understood_by`): see language/calibration.ts. The newest version counts.
 * Only ever added to.
 */
export interface CalibrationTable {
  workspace_id: string
  version: number
  /** The first version that shifts as this one does. */
  shifts_as: number
  shifts: JSONColumnType<readonly Shift[], string, never>
  /** Nothing is shifted, and what was judged before is learned from no more. */
  is_reset: boolean
  understood_by: string
  judgements: number
  /** Who reset it; null: Heed itself learned. */
  made_by: string | null
  made_at: Date
}

export interface IngestTables {
  calibration: CalibrationTable
  mention: MentionTable
  mention_match: MentionMatchTable
  copy_first: CopyFirstTable
  forgotten_post: ForgottenPostTable
  recent_change: RecentChangeTable
  block: BlockTable
  privacy_request: PrivacyRequestTable
  unheard_author: UnheardAuthorTable
  back_fill: BackFillTable
  broad_query: BroadQueryTable
  understanding_run: UnderstandingRunTable
  gap: GapTable
}
