/** What the web and others may ask about people: who they are, where they work, as what, and when. */
import { z } from 'zod'

/** What somebody is in a workspace. What each may do is the table in permissions.ts. */
export const Role = z.enum(['owner', 'manager', 'agent', 'viewer', 'partner'])
export type Role = z.infer<typeof Role>
