/** Tables of answers by mail. */
import type { Generated } from 'kysely'
import type { MailAnswer } from '../../contract.ts'

/** A letter that was taken because of a link: each has its effect once. */
export interface LetterTakenTable {
  workspace_id: string
  link_id: string
  /** Of its Message-ID, or of all of it where it has none. */
  key: string
  kind: MailAnswer['kind'] | 'bounce' | 'report' | 'away'
  /** A letter went back because of it. */
  is_replied: Generated<boolean>
  at: Date
}

/** System table: how far a mailbox for answers has been read. */
export interface InboxCursorTable {
  /** Host, user and folder. */
  mailbox: string
  /** While it stays, numbers mean the same letters. */
  uid_validity: string
  /** 64 bits: a string when read. */
  last_uid: string | number
  read_at: Date
}
