import type { Role } from '../../contract.ts'

/** Every role, from the one that may do most. */
const ROLES = ['owner', 'manager', 'agent', 'viewer', 'partner'] as const satisfies readonly Role[]

/** The roles that somebody with this one may give: owners are made by owners only. The server decides again. */
export const grantable = (giver: Role): readonly Role[] => ROLES.filter((role) => giver === 'owner' || role !== 'owner')
