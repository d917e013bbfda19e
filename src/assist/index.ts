/** What later slices and the app may call of the assistant. */
export * as contract from './contract.ts'
export { assistRoutes } from './server/routes.ts'
export type { ModelHosts } from './server/take-turn.ts'
