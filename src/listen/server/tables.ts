import type { Generated } from 'kysely'

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
  created_by: string | null
  created_at: Date
  changed_at: Date
  archived_at: Date | null
}

export interface ListenTables {
  query: QueryTable
}
