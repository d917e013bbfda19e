/** What the assistant owns: how it is set, and how often it was asked. Nothing of what it was sent or answered is kept. */
import type { Task } from '../contract.ts'

/** The one assistant of a workspace. No row, or no task: nothing is sent to anybody. */
interface AssistSettingsTable {
  workspace_id: string
  /** Where its API begins, without a slash at its end. */
  base_url: string
  model: string
  /** Who runs it, in words. */
  operator: string
  /** The key, for this workspace alone (`keyOf` in settings.ts opens it); null: it asks for none. */
  sealed: Buffer | null
  tasks: Task[]
  tone: string
  monthly_max: number
  /** Since when it refuses the key. */
  key_refused_at: Date | null
  changed_at: Date
}

/** How often it was asked in a month of UTC. */
interface AssistUseTable {
  workspace_id: string
  /** `2026-11`. */
  month: string
  requests: number
}

export type AssistTables = {
  assist_settings: AssistSettingsTable
  assist_use: AssistUseTable
}
