/** What the web and others may ask about people: who they are, where they work, as what, and when. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'
import { Country, Done, Email, Language, Market, Name, UserId, Zone } from './company-contract.ts'
import { Password } from './first-visit-contract.ts'

export * from './company-contract.ts'
export * from './first-visit-contract.ts'
export * from './webhook-contract.ts'

/** What somebody is in a workspace. What each may do is the table in permissions.ts. */
export const Role = z.enum(['owner', 'manager', 'agent', 'viewer', 'partner'])
export type Role = z.infer<typeof Role>

const Slug = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/)
const Token = z.string().regex(/^[\w-]{1,200}$/)

/** One client or brand, as somebody who belongs to it sees it. */
export const Workspace = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: Name,
  language: Language,
  /** It tells a made-up story, to try Heed with. */
  isDemo: z.boolean(),
  /** How long it keeps what it heard, unless a network's terms allow less. */
  retentionDays: z.int(),
})
export type Workspace = z.infer<typeof Workspace>

/** An account that belongs to a workspace. */
export const Member = z.object({ userId: z.string(), name: z.string(), email: z.string(), role: Role, since: z.iso.datetime() })
export type Member = z.infer<typeof Member>

/** A way in that was offered, and what became of it. */
export const Invitation = z.object({
  id: z.uuid(),
  /** Null: for whoever holds the link. */
  email: z.string().nullable(),
  role: Role,
  state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type Invitation = z.infer<typeof Invitation>

/** The asker's own account. */
export const me = endpoint({
  name: 'people.me',
  kind: 'read',
  needs: 'signed_in',
  about: 'Who is signed in, and the workspaces they belong to, with role and permissions in each.',
  input: Page,
  output: z.object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string(), hasPassword: z.boolean() }),
    workspaces: z.array(Workspace.extend({ role: Role, permissions: z.array(z.string()) })),
    next: z.string().nullable(),
  }),
})

export const createWorkspace = endpoint({
  name: 'people.create_workspace',
  kind: 'act',
  needs: 'signed_in',
  about: 'Begins a workspace with one market; its hours, week and holidays follow the customs of the country until changed.',
  input: z.object({ name: Name, language: Language, country: Country, zone: Zone, weekStarts: Market.shape.weekStarts.optional() }),
  output: Workspace,
})

export const updateWorkspace = endpoint({
  name: 'people.update_workspace',
  kind: 'act',
  needs: 'workspace:manage',
  about: 'Changes the workspace’s name, its name in addresses, its language, or how long it keeps what it heard.',
  input: z.object({ name: Name, slug: Slug, language: Language, retentionDays: z.int().min(1).max(3_660) }).partial(),
  output: Workspace,
})

export const history = endpoint({
  name: 'people.history',
  kind: 'read',
  needs: 'fact:read',
  about: 'The audit log: what was done in the workspace, by whom and when, newest first. What is heard is not in it.',
  input: z.object({ limit: Page.shape.limit, after: z.string().regex(/^\d{1,18}$/).optional() }),
  output: z.object({
    facts: z.array(z.object({
      id: z.string(),
      /** `slice.happened`. */
      name: z.string(),
      /** Null when Heed itself did it; empty when whoever did it is gone. */
      by: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      at: z.iso.datetime(),
    })),
    next: z.string().nullable(),
  }),
})

export const members = endpoint({
  name: 'people.members',
  kind: 'read',
  needs: 'people:read',
  about: 'Who belongs to the workspace, newest first.',
  input: Page,
  output: z.object({ members: z.array(Member), next: z.string().nullable() }),
})

export const changeRole = endpoint({
  name: 'people.change_role',
  kind: 'act',
  needs: 'people:manage',
  about: 'Gives a member another role. Owners are made and unmade by owners only, and one always stays.',
  input: z.object({ userId: UserId, role: Role }),
  output: Done,
})

export const removeMember = endpoint({
  name: 'people.remove_member',
  kind: 'act',
  needs: 'people:manage',
  about: 'Takes a member out of the workspace, at once. The last owner stays.',
  input: z.object({ userId: UserId }),
  output: Done,
})

export const leave = endpoint({
  name: 'people.leave',
  kind: 'act',
  needs: 'workspace:read',
  about: 'Leaves the workspace. The last owner cannot.',
  input: z.object({}),
  output: Done,
})

export const invite = endpoint({
  name: 'people.invite',
  kind: 'act',
  needs: 'people:invite',
  about: 'Invites to the workspace: a link that works once, for 14 days, mailed too where a mail server is set up.',
  input: z.object({ email: Email.nullable().default(null), role: Role }),
  output: z.object({ invitation: Invitation, link: z.url(), mailed: z.boolean() }),
})

export const invitations = endpoint({
  name: 'people.invitations',
  kind: 'read',
  needs: 'people:invite',
  about: 'Who was invited, and what became of it, newest first.',
  input: Page,
  output: z.object({ invitations: z.array(Invitation), next: z.string().nullable() }),
})

export const withdrawInvitation = endpoint({
  name: 'people.withdraw_invitation',
  kind: 'act',
  needs: 'people:invite',
  about: 'Makes an invitation’s link worthless.',
  input: z.object({ id: z.uuid() }),
  output: Done,
})

export const invitation = endpoint({
  name: 'people.invitation',
  kind: 'read',
  needs: 'token:invitation',
  about: 'What an invitation’s link invites to, for whoever holds it.',
  input: z.object({ token: Token }),
  output: z.object({
    workspace: z.object({ name: z.string(), language: Language }),
    invitedBy: z.string().nullable(),
    email: z.string().nullable(),
    role: Role,
    expiresAt: z.iso.datetime(),
    /** The address has an account already: sign in and join, instead of making one. */
    hasAccount: z.boolean(),
  }),
})

export const acceptInvitation = endpoint({
  name: 'people.accept_invitation',
  kind: 'act',
  needs: 'token:invitation',
  about: 'Makes an account with a password and joins; then sign in with it. Whoever has an account signs in and joins instead.',
  input: z.object({ token: Token, name: Name, email: Email, password: Password }),
  output: z.object({ workspaceId: z.uuid() }),
})

export const join = endpoint({
  name: 'people.join',
  kind: 'act',
  needs: 'signed_in',
  about: 'Accepts an invitation with the account that is signed in.',
  input: z.object({ token: Token }),
  output: z.object({ workspaceId: z.uuid() }),
})
