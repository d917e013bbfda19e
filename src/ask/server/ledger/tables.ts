/** What the ledger keeps. See migrations/…-ledger.sql and docs/asks.md. */
import type { Generated } from 'kysely'
import type { Reason } from '../../ask-contract.ts'
import type { CorrectionAbout, CorrectionTruth } from '../../ledger-contract.ts'

/** One round of one ask to a department. */
export interface LedgerRowTable {
  workspace_id: string
  ask_id: string
  round: number
  to_id: string
  /** Null: nobody of a department. */
  from_id: string | null
  asked_at: Date
  /** The first day of the month in which it was asked, where the asked side works. */
  month: string
  answer_by: Date | null
  short_notice: boolean
  no_evidence: boolean
  answer: 'yes' | 'but' | 'no' | 'silent' | null
  /** Since when that is so. */
  answer_at: Date | null
  /** Null: there is no answer yet, or it does not count. */
  in_time: boolean | null
  /** Working days to the first answer, at most `DAYS_MAX`. */
  days: number | null
  reason: Reason | null
  management_only: boolean
  has_condition: boolean
  is_met: boolean
  /** Since when a later round's answer is a yes. */
  turned_at: Date | null
  promise: 'open' | 'kept' | 'moved' | 'late' | 'not_kept' | 'taken_back' | 'released' | null
  /** Since when that is so; of an open one, from when it is late. */
  promise_at: Date | null
  /** Until then nobody but the department itself sees it. */
  answer_held_until: Date | null
  promise_held_until: Date | null
  /** From when it reads the same for everybody who may read it, unless something happens. */
  settles_at: Date
  is_rolled: Generated<boolean>
}

/** A row that was rolled up and has changed or gone since, as it was. */
export interface LedgerUndoneTable extends LedgerRowTable {
  id: Generated<string>
}

/** A sum of rows; which columns count what, `COUNTS` says. */
export interface LedgerMonthTable {
  workspace_id: string
  to_id: string
  from_id: string
  month: string
}

/** A sum of rows that say no, by reason. */
export interface LedgerReasonMonthTable {
  workspace_id: string
  to_id: string
  from_id: string
  month: string
  reason: string
  management_only: boolean
  no: Generated<number>
  conditions: Generated<number>
  met: Generated<number>
  turned: Generated<number>
}

/** What a department says to its own row. */
export interface LedgerCorrectionTable {
  workspace_id: string
  id: string
  ask_id: string
  round: number
  about: CorrectionAbout
  /** Null: only something to read beside it. */
  truth: CorrectionTruth | null
  words: string
  made_at: Date
  made_by: string | null
  state: 'said' | 'open' | 'accepted' | 'contested'
  settled_at: Date | null
  settled_by: string | null
  settled_words: Generated<string>
}

/** A department agrees that the whole workspace sees the ledger. */
export interface LedgerAgreementTable {
  workspace_id: string
  department_id: string
  agreed_at: Date
  agreed_by: string | null
}
