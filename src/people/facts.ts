import type { Role } from './contract.ts'

/** What happens to people and to the places they work in. */
export type PeopleFacts = {
  'people.workspace_created': { name: string }
  'people.workspace_updated': { name: string; language: string; slug: string; retentionDays: number }
  'people.invited': { invitationId: string; email: string | null; role: Role }
  'people.invitation_withdrawn': { invitationId: string }
  'people.member_joined': { userId: string; role: Role; invitationId: string | null }
  'people.role_changed': { userId: string; from: Role; to: Role }
  'people.member_removed': { userId: string; role: Role }
  'people.member_left': { userId: string; role: Role }
  'people.department_added': { departmentId: string; name: string }
  'people.department_updated': { departmentId: string; name: string }
  'people.department_removed': { departmentId: string; name: string }
  'people.person_added': { personId: string; departmentId: string | null }
  'people.person_updated': { personId: string; departmentId: string | null }
  'people.person_removed': { personId: string }
  'people.webhook_added': { webhookId: string; url: string }
  'people.webhook_changed': { webhookId: string; url: string; isPaused: boolean }
  'people.webhook_removed': { webhookId: string; url: string }
  'people.webhook_secret_renewed': { webhookId: string }
  /** Heed gave up calling it: it said that it is gone, or failed for too long. */
  'people.webhook_paused': { webhookId: string; url: string; why: string }
  'people.market_added': { marketId: string; name: string }
  'people.market_updated': { marketId: string; name: string }
  'people.market_removed': { marketId: string; name: string }
}
