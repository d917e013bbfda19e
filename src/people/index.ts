/** What later slices and the app may call of people. */
export { type Permission, mayDo, permissions, permissionsOf } from './permissions.ts'
export { type Auth, type AuthOptions, createAuth } from './server/auth.ts'
export { createWorkspace } from './server/create-workspace.ts'
export { workingHoursOf } from './server/markets.ts'
export { peopleRoutes } from './server/routes.ts'
export { actorOf } from './server/workspaces.ts'
export { type WorkingHours } from './working-hours.ts'
