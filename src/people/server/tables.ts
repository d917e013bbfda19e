/** What people own: workspaces, who works in them, and when. Written only by this slice; later slices may read. */
import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../contract.ts'
import type { DayHours } from '../working-hours.ts'

/** One client or brand: the wall that nothing crosses. */
export interface WorkspaceTable {
  workspace_id: string
  /** The name in addresses; the only key that is unique across all workspaces. */
  slug: string
  name: string
  language: 'en' | 'he'
  /** It tells a made-up story, to try Heed with; there is at most one. */
  is_demo: Generated<boolean>
  /** How long it keeps what it heard, unless a network's terms allow less. */
  retention_days: Generated<number>
  created_at: Date
}

/** An account at work in a workspace, with its one role there. */
interface MembershipTable {
  workspace_id: string
  user_id: string
  role: Role
  created_at: Date
}

/** A way in that somebody was offered. Never deleted: accepted, withdrawn or expired says what became of it. */
export interface InvitationTable {
  workspace_id: string
  id: string
  /** Null: whoever holds the link. */
  email: string | null
  role: Role
  /** SHA-256 of the token: a stolen backup opens no door. */
  token_hash: Buffer
  invited_by: string | null
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
  withdrawn_at: Date | null
}

/** JSON goes in as text: the driver would make a PostgreSQL array of a list. */
type Json<Value> = ColumnType<Value, string, string>

/** A country, language and zone in which one works, with the hours in which its clocks run. */
export interface MarketTable {
  workspace_id: string
  id: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** BCP 47. */
  language: string
  /** IANA. */
  zone: string
  /** 0 is Sunday. */
  week_starts: number
  /** Whether the country's own holidays count, where Heed knows them; a special day of the same date goes before. */
  holidays: boolean
  /** Seven days, Sunday first. */
  hours: Json<DayHours[]>
  created_at: Date
}

/** A day whose hours are not its weekday's: a holiday (none), a holiday eve (shorter), or a working day after all. */
interface SpecialDayTable {
  workspace_id: string
  market_id: string
  /** A day of the market's own calendar, not a moment: `2026-09-12`. */
  day: string
  name: string
  kind: 'holiday' | 'eve' | 'working'
  hours: Json<DayHours>
}

/** A part of the company that can act. */
export interface DepartmentTable {
  workspace_id: string
  id: string
  name: string
  market_id: string | null
  /** An agency or a supplier. */
  is_outside: Generated<boolean>
  created_at: Date
}

/** Somebody who works here, with or without an account. */
export interface PersonTable {
  workspace_id: string
  id: string
  name: string
  email: string | null
  language: 'en' | 'he'
  department_id: string | null
  /** The account, once there is one. */
  user_id: string | null
  created_at: Date
}

/** An address of another program, and the facts it is to be told. */
export interface OutgoingWebhookTable {
  workspace_id: string
  id: string
  name: string
  url: string
  facts: string[]
  /** Rises when the secret is changed. */
  generation: Generated<number>
  created_by: string | null
  created_at: Date
  paused_at: Date | null
  paused_why: 'by_hand' | 'gone' | 'failing' | null
  /** Since when every call has failed. */
  failing_since: Date | null
  failures: Generated<number>
  problem: string | null
  sent_at: Date | null
  /** Whoever calls it has it until then. */
  busy_until: Date | null
}

/** What an address is still to be told. Written by a trigger on `fact`, in its transaction. */
interface OutgoingCallTable {
  workspace_id: string
  webhook_id: string
  /** 64 bits: a string. */
  fact_id: string
}

/** An account, kept by better-auth, which alone writes it; read here for names. */
interface AuthUserTable {
  id: string
  name: string
  email: string
}

export interface PeopleTables {
  workspace: WorkspaceTable
  membership: MembershipTable
  invitation: InvitationTable
  market: MarketTable
  special_day: SpecialDayTable
  department: DepartmentTable
  person: PersonTable
  outgoing_webhook: OutgoingWebhookTable
  outgoing_call: OutgoingCallTable
  'auth.user': AuthUserTable
}
