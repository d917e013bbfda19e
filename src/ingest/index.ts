export { startListener, type Listener, type ListenerOptions } from './server/listener.ts'
export type { RunningQuery } from './server/standing.ts'
