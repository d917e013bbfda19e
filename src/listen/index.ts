export { listenRoutes } from './server/routes.ts'
export { runningQueries, type RunningQuery } from './server/queries.ts'
