/** What later slices and the app may call of people. */
export * as contract from './contract.ts'
export type { Language } from './contract.ts'
export { mayDo, permissions } from './permissions.ts'
export { type Auth, createAuth } from './server/auth.ts'
export { createWorkspace } from './server/create-workspace.ts'
export { invite } from './server/invite.ts'
export { peopleRoutes } from './server/routes.ts'
export { actorOf } from './server/workspaces.ts'
