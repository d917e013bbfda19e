import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'

/** That something was said, changed or taken away in an hour, until the chore that judges themes has looked. Written by the database's triggers. */
export interface ThemeChangeTable {
  workspace_id: string
  id: GeneratedAlways<string>
  /** The UTC hour. */
  slot: Date
}

/** A local day that is over: which terms were said how often. Made anew from the day's mentions whenever one of them changes. */
export interface TermDayTable {
  workspace_id: string
  /** `2026-05-01`, in `zone`. */
  day: string
  zone: string
  /** Forms of words, most frequent first, and in how many mentions each was. */
  terms: string[]
  counts: number[]
  /** Of the first of them in each local hour, 24 for each. */
  hours: number[]
  /** No term that is left out was in more mentions. */
  left_out_max: number
  /** All mentions in each local hour. */
  mentions: number[]
  /** How many each stream brought, by id. */
  streams: JSONColumnType<Record<string, number>>
}

/** A theme that was said clearly more than usual; its mentions are in `surge_mention`. */
export interface SurgeTable {
  workspace_id: string
  id: string
  /** Its most telling terms, as people wrote them. */
  names: string[]
  terms: string[]
  /** The terms as they are compared. */
  stems: string[]
  /** The queries that its mentions match. */
  query_ids: string[]
  /** The mention that has most in common with the others. */
  voice_id: string | null
  begun_at: Date
  found_at: Date
  /** When it was last seen to go on. */
  flagged_at: Date
  ended_at: Date | null
  /** How many people said it, when it was last looked at. */
  people: number
  /** How many mentions are usual in that time. */
  usual: number
  p_value: number
  /** The least sensitive step at which it is found. */
  level: 'low' | 'normal' | 'high'
  /** How many people had said it when other programs were last told. */
  told_people: number | null
  /** On how many days of listening the usual rests. */
  days: number
}

/** That a mention is behind a surge. */
export interface SurgeMentionTable {
  workspace_id: string
  surge_id: string
  mention_id: string
}

/** How somebody wants to be told of surges. Without a row: as `DEFAULT_ALERTS`. */
export interface AlertSettingTable {
  workspace_id: string
  user_id: string
  sensitivity: 'off' | 'low' | 'normal' | 'high'
  /** Empty: all. */
  query_ids: string[]
  by_mail: boolean
  /** Minutes of the local day between which no letter comes. */
  quiet_from: number | null
  quiet_until: number | null
  changed_at: Date
}

/** That somebody is told of a surge: once, and again each time it has doubled. */
export interface AlertTable {
  workspace_id: string
  id: string
  surge_id: string
  user_id: string
  people: number
  usual: number
  raised_at: Date
  read_at: Date | null
  letter: 'waiting' | 'sending' | 'sent' | 'failed' | null
  /** By which alert of the workspace; null: as they had set for themselves. */
  rule_id: string | null
}

/** An alert of the workspace: which surges are told of to whom. */
export interface AlertRuleTable {
  workspace_id: string
  id: string
  name: string
  sensitivity: 'low' | 'normal' | 'high'
  /** Empty: all. */
  query_ids: string[]
  /** A theme has one of them. Empty: all. */
  words: string[]
  /** Members, told on the screen and by mail. */
  user_ids: string[]
  revision: Generated<number>
  created_at: Date
  changed_at: Date
}

/** That an alert of the workspace was raised by a surge, and how many people had said it then. */
export interface AlertRuleToldTable {
  workspace_id: string
  rule_id: string
  surge_id: string
  people: number
  told_at: Date
}
