/** Rows as the contract has them: the only place that knows both. */
import type { Selectable } from 'kysely'
import type { Department, Invitation, Market, Member, Person, Workspace } from '../contract.ts'
import type { DepartmentTable, InvitationTable, MarketTable, PersonTable, WorkspaceTable } from './tables.ts'

export const presentWorkspace = (row: Selectable<WorkspaceTable>): Workspace =>
  ({ id: row.workspace_id, slug: row.slug, name: row.name, language: row.language, isDemo: row.is_demo, retentionDays: row.retention_days })

export const presentMember = (row: { user_id: string; name: string; email: string; role: Member['role']; created_at: Date }): Member =>
  ({ userId: row.user_id, name: row.name, email: row.email, role: row.role, since: row.created_at.toISOString() })

/** What became of an invitation depends on when one asks. */
export function presentInvitation(row: Selectable<InvitationTable>, now: Date): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    state: row.accepted_at ? 'accepted' : row.withdrawn_at ? 'withdrawn' : row.expires_at <= now ? 'expired' : 'open',
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}

export const presentDepartment = (row: Selectable<DepartmentTable>): Department =>
  ({ id: row.id, name: row.name, marketId: row.market_id, isOutside: row.is_outside })

export const presentPerson = (row: Selectable<PersonTable>): Person =>
  ({ id: row.id, name: row.name, email: row.email, language: row.language, departmentId: row.department_id, userId: row.user_id })

export const presentMarket = (row: Selectable<MarketTable>): Market => ({
  id: row.id,
  name: row.name,
  country: row.country,
  language: row.language,
  zone: row.zone,
  weekStarts: row.week_starts,
  holidays: row.holidays,
  hours: row.hours,
})
