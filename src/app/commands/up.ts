import type { Run, Line } from '../command.ts'
import { startServer } from '../server.ts'

const STOP_MS_MAX = 30_000
const ONE_CTRL_C_MS = 500

/** Starts Heed and prints the address of its pages: while nobody has begun, the link with which its first owner begins. */
export const up: Run = async (line) => {
  const end = endOf(line)
  const server = await startServer(line.config, { log: line.note, fatal: end.fatal })
  await line.print(`Heed is at ${server.firstVisit ?? server.url}`)
  const problem = await end.reached
  const patience = setTimeout(() => process.exit(1), STOP_MS_MAX)
  await server.stop()
  clearTimeout(patience)
  if (problem) throw problem
}

/**
 * When to stop: at a signal (without a problem) or when something is broken for good. A second signal does not wait; but one
 * Ctrl-C may arrive twice, from the terminal and from whoever started us, so it must come a moment later.
 */
function endOf(line: Line): { reached: Promise<Error | null>; fatal: (problem: Error) => void } {
  const { promise, resolve } = Promise.withResolvers<Error | null>()
  let askedAt: number | null = null
  const stop = (): void => {
    if (askedAt !== null && performance.now() - askedAt > ONE_CTRL_C_MS) process.exit(130)
    if (askedAt !== null) return
    askedAt = performance.now()
    line.note('Stopping…')
    resolve(null)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { reached: promise, fatal: resolve }
}
