/** What asks own. Written only by this slice; later slices may read. Columns of days hold ISO dates (`2026-03-15`), not moments. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Reason } from '../ask-contract.ts'
import type { AnswerKind, State } from '../machine.ts'
import type { InboxCursorTable, LetterTakenTable } from './inbox/tables.ts'
import type { News } from './tell/news.ts'
import type {
  LedgerAgreementTable, LedgerCorrectionTable, LedgerMonthTable, LedgerReasonMonthTable, LedgerRowTable, LedgerUndoneTable,
} from './ledger/tables.ts'

/** How a workspace asks; one without a row has the defaults. */
export interface AskSettingsTable {
  workspace_id: string
  /** The number of the next ask. */
  next_number: Generated<number>
  /** ISO 4217. */
  currency: Generated<string>
  /** A yes to more than this is confirmed by a code that is mailed; null: none is. 64 bits: a string when read. */
  confirm_above: string | number | null
  /** The company's own domains of mail, in lower case. */
  mail_domains: Generated<string[]>
  quiet_sabbath: Generated<boolean>
  quiet_memorial: Generated<boolean>
}

/** A kind of ask that a workspace has besides those Heed knows. Once removed it is offered no more; old asks keep its name. */
interface AskKindTable {
  workspace_id: string
  id: string
  name: string
  created_at: Date
  removed_at: Date | null
}

/** A time in which clocks and reminders stand still. At most one is open. */
export interface EmergencyTable {
  workspace_id: string
  id: string
  began_at: Date
  ended_at: Date | null
  began_by: string | null
}

/** What can be asked of a department, how fast it answers, and whom asks go to. */
export interface ServiceCardTable {
  workspace_id: string
  department_id: string
  about: Generated<string>
  /** Working days in which it answers. */
  answer_days: Generated<number>
  contact_id: string | null
  deputy_id: string | null
  /** Where its ticket system takes mail. */
  ticket_address: string | null
  published_at: Date | null
  /** Rises with every change. */
  revision: Generated<number>
}

/** One thing that can be asked of a department. */
export interface ServiceItemTable {
  workspace_id: string
  department_id: string
  /** One of Heed's kinds, or the id of one of the workspace's own. */
  kind: string
  /** Working days it needs once it has said yes. */
  lead_days: number
  needs: Generated<string>
  place: number
}

/** Days on which a department changes nothing. */
export interface CardFreezeTable {
  workspace_id: string
  id: string
  department_id: string
  from_day: string
  until_day: string
  why: string
}

/** Somebody is away: what would go to them goes to their deputy (null: the department's). */
export interface AbsenceTable {
  workspace_id: string
  id: string
  person_id: string
  from_day: string
  until_day: string
  deputy_id: string | null
}

/** An ask, with the round it is in. What can become of it is machine.ts. */
export interface AskTable {
  workspace_id: string
  id: string
  /** People say "ask 12". */
  number: number
  kind: string
  title: string
  details: string
  worth: string
  recipients: string | null
  /** Money or hours; 64 bits: a string when read. */
  amount: string | number | null
  from_department_id: string | null
  raised_by: string | null
  to_department_id: string | null
  to_person_id: string | null
  query_id: string | null
  query_mentions: number | null
  /** It asks for what would make this ask's no a yes. */
  counter_to: string | null
  state: State
  round: number
  raised_at: Date
  asked_at: Date
  needed_by: string
  /** By when an answer is due; moves with what is known of delivery. */
  answer_by: Date | null
  /** Since when it is known to have arrived. */
  delivered_at: Date | null
  seen_at: Date | null
  answered_at: Date | null
  silent_at: Date | null
  short_notice: boolean
  no_evidence: boolean
  /** The answer that counts in this round, and the last promise of all; null: none yet. */
  answer_id: string | null
  promise_id: string | null
  revision: Generated<number>
  key: string
}

interface AskVoiceTable {
  workspace_id: string
  ask_id: string
  mention_id: string
  place: number
}

/** An answer that was given. The last confirmed one counts; none is ever changed but to confirm it. */
export interface AnswerTable {
  workspace_id: string
  id: string
  ask_id: string
  round: number
  kind: AnswerKind
  due: string | null
  words: string
  reason: Reason | null
  management_only: boolean
  way: 'link' | 'mail' | 'app' | 'told'
  person_id: string | null
  user_id: string | null
  by_name: string
  by_address: string | null
  told_on: string | null
  written_by: string | null
  at: Date
  /** Null: it waits for the code that was mailed. */
  confirmed_at: Date | null
  key: string
  /** Rises: tells the order of those of one moment. */
  nr: GeneratedAlways<string>
}

/** What would make a no a yes, and whose it is to bring about (neither column: the asking side's). */
export interface AskConditionTable {
  workspace_id: string
  answer_id: string
  ask_id: string
  words: string
  department_id: string | null
  person_id: string | null
  counter_ask_id: string | null
  met_at: Date | null
  met_by: string | null
}

/** A commitment with a day. */
export interface PromiseTable {
  workspace_id: string
  id: string
  ask_id: string
  round: number
  answer_id: string
  made_at: Date
  first_due: string
  due: string
  scope: string
  moves: Generated<number>
  moved_late: Generated<boolean>
  state: 'due' | 'kept' | 'not_kept' | 'withdrawn'
  kept_on: string | null
  ended_at: Date | null
}

interface AskCommentTable {
  workspace_id: string
  id: string
  ask_id: string
  words: string
  user_id: string | null
  person_id: string | null
  by_name: string
  is_unread_mail: Generated<boolean>
  at: Date
  key: string | null
  /** Rises: tells the order of those of one moment. */
  nr: GeneratedAlways<string>
}

interface AskFileTable {
  workspace_id: string
  id: string
  ask_id: string
  name: string
  type: string
  bytes: Buffer
  added_by: string | null
  at: Date
}

/** A way to answer without an account, made for one person and one ask. */
export interface AnswerLinkTable {
  workspace_id: string
  id: string
  ask_id: string
  person_id: string | null
  made_at: Date
  made_by: string | null
  expires_at: Date
  /** Since when a person is known to have it open. */
  opened_at: Date | null
  closed_at: Date | null
}

/** A code that was mailed to the person of a link, for an answer to count. The code is derived, and stored nowhere. */
export interface AnswerCodeTable {
  workspace_id: string
  answer_id: string
  link_id: string
  made_at: Date
  expires_at: Date
  /** Wrong codes given. */
  tries: Generated<number>
}

/** A message that left because of an ask, and what became of it (`unknown`: it may have been taken; it is not sent again by itself). */
export interface SendingTable {
  workspace_id: string
  id: string
  ask_id: string
  round: number
  link_id: string | null
  person_id: string | null
  channel: 'mail' | 'ticket' | 'whatsapp' | 'copy' | 'app'
  purpose: 'ask' | 'reminder' | 'deputy' | 'answered' | 'due' | 'code' | 'copy' | 'question'
  state: 'waiting' | 'sent' | 'refused' | 'bounced' | 'unknown'
  problem: string | null
  at: Date
  done_at: Date | null
  /** The member it goes to, where it is not a person’s; and to which address, if to one. */
  user_id: string | null
  address: string | null
  /** The duty of Heed’s own that it fulfils: each once for an ask. Null: somebody pressed a button. */
  slot: string | null
  /** Since when it is being handed to the mail server: found by a later run, nobody knows whether it was taken. */
  begun_at: Date | null
  /** What it tells, of those that are gathered into one letter; null: a letter of its own. */
  news: ColumnType<News | null, string | null | undefined, string | null>
}

export interface AskTables {
  ask_settings: AskSettingsTable
  ask_kind: AskKindTable
  emergency: EmergencyTable
  service_card: ServiceCardTable
  service_item: ServiceItemTable
  card_freeze: CardFreezeTable
  absence: AbsenceTable
  ask: AskTable
  ask_voice: AskVoiceTable
  answer: AnswerTable
  ask_condition: AskConditionTable
  promise: PromiseTable
  ask_comment: AskCommentTable
  ask_file: AskFileTable
  answer_link: AnswerLinkTable
  answer_code: AnswerCodeTable
  sending: SendingTable
  letter_taken: LetterTakenTable
  inbox_cursor: InboxCursorTable
  ledger_row: LedgerRowTable
  ledger_undone: LedgerUndoneTable
  ledger_month: LedgerMonthTable
  ledger_reason_month: LedgerReasonMonthTable
  ledger_correction: LedgerCorrectionTable
  ledger_agreement: LedgerAgreementTable
}
