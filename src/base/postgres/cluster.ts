import { mkdir, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { PostgresFailure, failureFrom } from './failure.ts'
import { run } from './run.ts'
import type { Unprivileged } from './unprivileged.ts'
import { giveTo } from './unprivileged.ts'

const INITDB_TIMEOUT_MS = 300_000

/**
 * What PostgreSQL takes for a letter in full-text search and trigrams comes from the C library's LC_CTYPE. Under plain C nothing
 * beyond ASCII is one, and Hebrew would not be found, so one of these must exist. Everything else (order, case, `~`) is decided by
 * PostgreSQL's own C.UTF-8, the same on every machine.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8']

/** The absolute path of `dataDir`, whose parent now exists. Throws `not_writable` or `disk_full`. */
export async function placeFor(dataDir: string): Promise<string> {
  try {
    await mkdir(dirname(dataDir), { recursive: true })
    return join(await realpath(dirname(dataDir)), basename(dataDir))
  } catch (error) {
    throw failureFrom(String(error), dataDir)
  }
}

/** Whether `dataDir` holds a cluster that these binaries can run. False: it is to be made. Throws when it holds anything else. */
export async function clusterExists(dataDir: string, binaries: Binaries): Promise<boolean> {
  const entries = await readdir(dataDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw failureFrom(String(error), dataDir)
  })
  if (entries.length === 0) return false
  if (!entries.includes('PG_VERSION')) throw new PostgresFailure('not_a_cluster', { folder: dataDir })
  const found = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim()
  if (found !== binaries.major) throw new PostgresFailure('other_version', { folder: dataDir, found, ours: binaries.major })
  return true
}

/**
 * Makes a cluster whose only account is the superuser `admin`, who must give the password, over a socket too. It is made beside
 * its place and moved there when complete, so a `dataDir` that exists is whole. `privateFolder` holds the password meanwhile.
 */
export async function makeCluster(
  dataDir: string,
  admin: { user: string; password: string },
  tools: { binaries: Binaries; runAs: Unprivileged; privateFolder: string },
): Promise<void> {
  const unfinished = `${dataDir}.unfinished`
  const passwordFile = join(tools.privateFolder, 'password')
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { mode: 0o700 })
    await giveTo(tools.runAs.uid, unfinished)
    await writeFile(passwordFile, admin.password, { mode: 0o600 })
    await initdb([
      ...tools.runAs.prefix, tools.binaries.initdb, `--pgdata=${unfinished}`, `--username=${admin.user}`, `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions',
    ])
    await rename(unfinished, dataDir)
  } catch (error) {
    throw error instanceof PostgresFailure ? error : failureFrom(error instanceof Error ? error.message : String(error), dataDir)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, { recursive: true, force: true }).catch(() => {}) // what failed above tells more
  }
}

async function initdb(command: readonly string[]): Promise<void> {
  let words = ''
  for (const type of CHARACTER_TYPES) {
    const tried = await run([...command, `--lc-ctype=${type}`], INITDB_TIMEOUT_MS)
    if (tried.ok) return
    words = tried.words
    if (!words.includes('invalid locale name')) break
  }
  throw new Error(words)
}
