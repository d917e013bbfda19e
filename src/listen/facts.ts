import type { Filter } from './contract.ts'

/** What this slice announces. */
export type ListenFacts = {
  'listen.query_added': { queryId: string; name: string; text: string }
  'listen.query_changed': { queryId: string; name: string; text: string; revision: number }
  'listen.query_archived': { queryId: string; name: string }
  /** All that is stored has been put to a query that was added or changed; so many of the mentions it matches are not hidden. */
  'listen.back_test_finished': { queryId: string; name: string; revision: number; looked: number; found: number }
  'listen.back_test_stopped': { queryId: string; name: string; looked: number }
  'listen.back_test_resumed': { queryId: string; name: string; looked: number }
  'listen.view_added': { viewId: string; name: string }
  'listen.view_changed': { viewId: string; name: string; revision: number }
  'listen.view_removed': { viewId: string; name: string }
  /** Somebody said how a mention is meant; also where the machine had said the same. `isCheck`: it had been drawn by chance. */
  'listen.understanding_corrected': { mentionIds: string[]; said: { what: string; machine: string; said: string }[]; isCheck: boolean }
  'listen.correction_taken_back': { mentionIds: string[]; what: string[] }
  /** Mentions were drawn by chance for somebody to judge. */
  'listen.check_begun': { drawn: number }
  /** Heed learned from judgements; so many of its shifts apply. */
  'listen.calibration_learned': { version: number; applied: number }
  'listen.calibration_reset': { version: number }
  'listen.agreement_exported': { rows: number }
  /** `rows`: how many mentions left, also when the file was not taken to its end. */
  'listen.exported': { rows: number; filter: Filter }
}
