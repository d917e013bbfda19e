import type { Role } from './contract.ts'

/**
 * Who may do what: the one table. An endpoint's `needs` is one of these lines; a partner (an agency, a supplier) reads what
 * was heard and what is listened for, and nothing about the people of the company.
 */
const PERMISSIONS = {
  'workspace:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'workspace:manage': ['owner'],
  'people:read': ['owner', 'manager', 'agent', 'viewer'],
  'people:invite': ['owner', 'manager'],
  'people:manage': ['owner', 'manager'],
  'source:read': ['owner', 'manager', 'agent', 'viewer'],
  'source:manage': ['owner', 'manager'],
  'query:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'query:manage': ['owner', 'manager'],
  'mention:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  /** Which mentions are about somebody who works there: their names are not for everybody to look through. */
  'staff:read': ['owner', 'manager'],
  /** Saying how a mention is meant, which counts from then on. */
  'mention:correct': ['owner', 'manager', 'agent'],
  /** Having stored mentions understood anew, and stopping that; forgetting what was learned from people's judgements. */
  'understanding:manage': ['owner', 'manager'],
  /** Stating where the company’s customers are. */
  'audience:manage': ['owner', 'manager'],
  /** Which surges the workspace tells whom of; of which one is told oneself, everybody says. */
  'alert:manage': ['owner', 'manager'],
  'mention:export': ['owner', 'manager', 'agent'],
  /** Putting a post, a link or a screenshot in by hand. */
  'mention:file': ['owner', 'manager', 'agent'],
  'import:manage': ['owner', 'manager'],
  /** Which language model may be asked, for what, and with which key. */
  'assist:manage': ['owner', 'manager'],
  /** Having mentions translated, summed up and replies drafted, where that is on. */
  'assist:use': ['owner', 'manager', 'agent'],
  'view:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'view:manage': ['owner', 'manager', 'agent'],
  /** The links of the two doors for employees, and what those who filed are told. */
  'hear:manage': ['owner', 'manager', 'agent'],
  /** What is known of a person: finding it, handing it out, erasing it. */
  'privacy:manage': ['owner', 'manager'],
  'ask:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'ask:raise': ['owner', 'manager', 'agent', 'partner'],
  /** All that is done to an ask once it is there; whether somebody is on the side that may, its verb checks. */
  'ask:answer': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  /** How the workspace asks: kinds, confirmation, quiet days, and the emergency that stops all clocks. */
  'ask:manage': ['owner', 'manager'],
  /** A department’s service card, and who of it is away; whose else than one’s own, its verb checks. */
  'card:manage': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'ledger:read': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  /** What a department says to its own figures, and whether they may be shown to all. */
  'ledger:answer': ['owner', 'manager', 'agent', 'viewer', 'partner'],
  'block:read': ['owner', 'manager', 'agent', 'viewer'],
  'block:manage': ['owner', 'manager', 'agent'],
  /** Telling other programs what happens here. */
  'webhook:manage': ['owner', 'manager'],
  /** The list of all that happened: the audit log. */
  'fact:read': ['owner', 'manager'],
} as const satisfies Record<string, readonly Role[]>

/** A line of the table. */
export type Permission = keyof typeof PERMISSIONS

/** All lines of the table. */
export const permissions = Object.keys(PERMISSIONS) as readonly Permission[]

const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name)

/** Whether a role may do this. What is not in the table nobody may. */
export function mayDo(role: Role, permission: string): boolean {
  const roles: readonly Role[] = isPermission(permission) ? PERMISSIONS[permission] : []
  return roles.includes(role)
}

/** All that a role may do. */
export const permissionsOf = (role: Role): Permission[] => permissions.filter((permission) => mayDo(role, permission))

/** Whether somebody with this role may give or take that one: owners are made and unmade by owners only. */
export const mayGrant = (giver: Role, given: Role): boolean => giver === 'owner' || given !== 'owner'
