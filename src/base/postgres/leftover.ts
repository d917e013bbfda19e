import { readFile, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresFailure } from './failure.ts'
import { run } from './run.ts'

const FAST_STOP_TIMEOUT_MS = 30_000
const IMMEDIATE_STOP_TIMEOUT_MS = 10_000
const POLL_EVERY_MS = 20

/**
 * Stops the PostgreSQL that still works in `dataDir` although whoever started it is gone. Call it only while holding the lock
 * of the installation. A process that merely got the same number since is left alone. Throws `still_running`.
 */
export async function stopLeftover(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid')
  const lines = await readFile(file, 'utf8').catch(() => '')
  const pid = Number.parseInt(lines, 10)
  if (!(pid > 1)) return
  for (const [signal, timeoutMs] of [['SIGINT', FAST_STOP_TIMEOUT_MS], ['SIGQUIT', IMMEDIATE_STOP_TIMEOUT_MS]] as const) {
    if (await worksIn(dataDir, pid)) {
      process.kill(pid, signal)
      await untilGone(dataDir, pid, timeoutMs)
    }
  }
  if (await worksIn(dataDir, pid)) throw new PostgresFailure('still_running', { folder: dataDir, pid })
  if (exists(pid)) await disown(file)
}

/**
 * The number in the file belongs to a process that has nothing to do with it, and PostgreSQL would refuse to start. Deleting the
 * file would also lose the key of the shared memory by which it finds backends that outlived their postmaster; our own number
 * does not, since PostgreSQL passes over its parent's.
 */
async function disown(file: string): Promise<void> {
  const lines = await readFile(file, 'utf8').catch(() => '')
  if (lines !== '') await writeFile(file, lines.replace(/^\d+/, String(process.pid)))
}

/** A postmaster's working folder is its data folder. */
async function worksIn(dataDir: string, pid: number): Promise<boolean> {
  if (!exists(pid)) return false
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === dataDir
  const { words } = await run(['ps', '-o', 'command=', '-p', String(pid)], POLL_EVERY_MS * 100)
  return words.includes(dataDir)
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function untilGone(dataDir: string, pid: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline && await worksIn(dataDir, pid)) await sleep(POLL_EVERY_MS)
}
