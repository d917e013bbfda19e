import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Intent, Sentiment } from '../../language/contract.ts'
import type { AudienceShare, Filter, Query, QueryWork } from '../contract.ts'
import type { AlertRuleTable, AlertRuleToldTable, AlertSettingTable, AlertTable, SurgeMentionTable, SurgeTable, TermDayTable, ThemeChangeTable } from './themes/tables.ts'

/** A standing query: what a workspace listens for. Archived, never deleted: its mentions name it. */
export interface QueryTable {
  workspace_id: string
  id: string
  name: string
  text: string
  /** As the engine prints it; parses to the same query. */
  canonical: string
  /** Rises with each change. */
  revision: Generated<number>
  /** Whom it hears; a rival is named, and has one standing query. */
  about: Generated<Query['about']>
  rival: string | null
  created_by: string | null
  created_at: Date
  changed_at: Date
  archived_at: Date | null
}

/** Where a company’s customers are, as somebody of it stated: only ever added to, the newest version counts. */
export interface AudienceTable {
  workspace_id: string
  version: number
  /** YYYY-MM-DD: the day of which it is true. */
  stated_on: string
  source: string
  languages: JSONColumnType<AudienceShare[], string, string>
  places: JSONColumnType<AudienceShare[], string, string>
  made_by: string | null
  made_at: Date
}

/**
 * What is stored, put to a query since it was last saved: the last test of each query, of its `revision`. It goes from the last
 * mention heard to the first, in batches; `below` is where the next one begins. Moved on by the ingest role.
 */
export interface BackTestTable {
  workspace_id: string
  query_id: string
  id: string
  revision: number
  state: QueryWork['state']
  /** Mentions in all; null until somebody has counted them. */
  to_look: number | null
  looked: Generated<number>
  /** Of them, those that match and are not hidden. */
  found: Generated<number>
  below: Generated<string>
  asked_at: Date
  started_at: Date | null
  ended_at: Date | null
  problem: 'unreadable' | null
}

/**
 * How many mentions there are: `n` of one query (`query_id`; `ANY_QUERY`: whatever they match) that were said in the UTC hour or
 * day that begins at `slot`. Counted is what is not blocked, also once it is deleted there or forgotten. Written by the chore
 * `compactCounts` alone; to be read together with the ledger of changes, in one statement (`counted`).
 */
export type MentionCountHourTable = MentionCount & { [Column in MeaningColumn]: Generated<number | null> }

type MentionCount = { workspace_id: string; query_id: string; slot: Date; n: number }

/**
 * How many of a cell's mentions are understood to have a sentiment and an intent (`negative_complaint`), and of those how many need an
 * answer (`…_needs`), are about staff (`…_staff`), or both (`…_both`). Null: none.
 */
export type MeaningColumn = `${Sentiment}_${Intent}${'' | '_needs' | '_staff' | '_both'}`

type KindOfMention = { place: string; lang: string; form: string }

/** The same by the kind of mention: where, in which language and in which form it was said. */
export type MentionCountKindTable = MentionCountHourTable & KindOfMention

/** The ledger: what a statement changed in an hour's counts, not yet compacted. Written by the database's triggers, in the same transaction. */
export type MentionCountChangeTable = MentionCount & KindOfMention & {
  id: GeneratedAlways<string>
  sentiment: Sentiment | null
  intent: Intent | null
  needs_answer: boolean | null
  about_staff: boolean | null
}

/** A filter with a name, for everybody in the workspace. */
export interface ViewTable {
  workspace_id: string
  id: string
  name: string
  filter: JSONColumnType<Filter, string, string>
  /** Rises with each change. */
  revision: Generated<number>
  created_by: string | null
  created_at: Date
  changed_at: Date
}

/**
 * That a person said how one thing about a mention is meant, also that the machine was right, or (`takes_back`) that another row is not to
 * count. Only ever added to; of a mention and a thing the newest that was not taken back counts. Erased with the mention.
 */
export interface MentionCorrectionTable {
  workspace_id: string
  id: string
  /** In which order they were said. */
  n: GeneratedAlways<string>
  mention_id: string
  what: 'sentiment' | 'intent' | 'question' | 'needs_answer' | 'about_staff' | 'lang'
  /** As the mention's column writes it; null: it takes another row back. */
  said: string | null
  takes_back: string | null
  /** What the machine said then, of which version and calibration, and how sure it was of negative and of positive. */
  machine: string
  understood_by: string | null
  negative_p: number | null
  positive_p: number | null
  /** The mention's, as they were known then. */
  place: string
  lang: string
  /** Of a mention drawn by chance, without having seen what the machine says. */
  is_check: Generated<boolean>
  said_by: string | null
  said_at: Date
}

/** A mention drawn by chance for somebody to judge; each is drawn once at most. Erased with the mention. */
export interface MentionCheckTable {
  workspace_id: string
  id: string
  mention_id: string
  drawn_for: string
  drawn_at: Date
  place_in_row: number
  ended_at: Date | null
  /** Whoever looked at it could not tell. */
  is_skipped: Generated<boolean>
}

export interface ListenTables {
  audience: AudienceTable
  mention_correction: MentionCorrectionTable
  mention_check: MentionCheckTable
  query: QueryTable
  back_test: BackTestTable
  view: ViewTable
  mention_count_change: MentionCountChangeTable
  mention_count_hour: MentionCountHourTable
  mention_count_hour_kind: MentionCountKindTable
  mention_count_day_kind: MentionCountKindTable
  theme_change: ThemeChangeTable
  term_day: TermDayTable
  surge: SurgeTable
  surge_mention: SurgeMentionTable
  alert_setting: AlertSettingTable
  alert: AlertTable
  alert_rule: AlertRuleTable
  alert_rule_told: AlertRuleToldTable
}
