import type { Filter } from './contract.ts'

/** What this slice announces. */
export type ListenFacts = {
  'listen.query_added': { queryId: string; name: string; text: string }
  'listen.query_changed': { queryId: string; name: string; text: string; revision: number }
  'listen.query_archived': { queryId: string; name: string }
  'listen.view_added': { viewId: string; name: string }
  'listen.view_changed': { viewId: string; name: string; revision: number }
  'listen.view_removed': { viewId: string; name: string }
  /** `rows`: how many mentions left, also when the file was not taken to its end. */
  'listen.exported': { rows: number; filter: Filter }
}
