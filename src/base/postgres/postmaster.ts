import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { failureFrom } from './failure.ts'
import { CHILD_ENV } from './run.ts'

/** One life of a PostgreSQL server. */
export type Postmaster = {
  pid: number
  /** Settles when it and all its processes are gone, with the last lines it wrote. Never rejects. */
  gone: Promise<string>
  /** Ends running transactions, writes everything down, and goes; a server that hangs is ended harder. Safe to call twice. */
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 600_000 // it may first have to recover from a crash
const FAST_STOP_TIMEOUT_MS = 30_000
const IMMEDIATE_STOP_TIMEOUT_MS = 10_000
const POLL_EVERY_MS = 15
const LAST_LINES_MAX = 30

/**
 * Starts `command`, a PostgreSQL server on `dataDir`, and resolves once it accepts connections. It has a process group of its own,
 * so that a Ctrl-C reaches only us and the database outlives the last thing written to it. Throws what it died of.
 */
export async function launchPostmaster(command: readonly string[], dataDir: string, log: (line: string) => void): Promise<Postmaster> {
  const [file = '', ...args] = command
  const child = spawn(file, args, { env: CHILD_ENV, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const lastLines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line)
    if (lastLines.length > LAST_LINES_MAX) lastLines.shift()
    log(line)
  })
  const isUp = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null
  const endWithUs = () => child.kill('SIGINT')
  process.once('exit', endWithUs)
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(lastLines.join('\n')))
  }).finally(() => process.off('exit', endWithUs))

  const stop = async () => {
    for (const [signal, timeoutMs] of [['SIGINT', FAST_STOP_TIMEOUT_MS], ['SIGQUIT', IMMEDIATE_STOP_TIMEOUT_MS]] as const) {
      if (isUp()) child.kill(signal)
      if (await settlesWithin(gone, timeoutMs)) return
    }
    child.kill('SIGKILL')
    await gone
  }

  const deadline = Date.now() + START_TIMEOUT_MS
  while (isUp() && Date.now() < deadline) {
    if (await isReady(dataDir, child.pid)) return { pid: child.pid ?? 0, gone, stop }
    await sleep(POLL_EVERY_MS)
  }
  await stop()
  throw failureFrom(await gone, dataDir)
}

/** PostgreSQL writes its own number into the first line of this file and its state into the eighth. */
async function isReady(dataDir: string, pid: number | undefined): Promise<boolean> {
  const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const timer = new AbortController()
  const tooLate = sleep(timeoutMs, false, { signal: timer.signal }).catch(() => false)
  const settled = await Promise.race([promise.then(() => true), tooLate])
  timer.abort()
  return settled
}
