import type { ColumnType, GeneratedAlways } from 'kysely'

/**
 * What happened, in order, for ever: the audit log, and what history, notifications, webhooks and live screens read.
 * The app may add to it and never change it. Written by `record`, in the transaction of what happened.
 */
export interface FactTable {
  workspace_id: string
  /** Rises with time; gaps mean nothing. A string: it is a 64-bit number. */
  id: GeneratedAlways<string>
  name: string
  /** The account that did it; null when Heed itself did. */
  user_id: string | null
  data: unknown
  at: Date
  /** The id of what it is about, where one asks for all that happened to one thing. Set by the database. */
  subject: ColumnType<string | null, never, never>
}

export interface BaseTables {
  fact: FactTable
}
