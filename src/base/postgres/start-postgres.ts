import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { clusterExists, makeCluster, placeFor } from './cluster.ts'
import type { PgConnection } from './connection.ts'
import { PostgresFailure, failureFrom } from './failure.ts'
import { stopLeftover } from './leftover.ts'
import type { Postmaster } from './postmaster.ts'
import { launchPostmaster } from './postmaster.ts'
import { prepareDatabase } from './prepare-database.ts'
import { SETTINGS } from './settings.ts'
import { SOCKET_PORT, emptySocketFolder, openSocketFolder } from './socket-folder.ts'
import { findUnprivileged, giveTo } from './unprivileged.ts'

export type PostgresOptions = {
  /** Made when it does not exist. Nobody else may be using it: hold the installation's lock. */
  dataDir: string
  /** The superuser. Used only to make the owner and the database. */
  admin: { user: string; password: string }
  /** Owns the database, may create roles, is no superuser. */
  owner: { user: string; password: string }
  database: string
  /** Server settings that differ from ours, as tests want them. */
  settings?: Record<string, string>
  /** Each line PostgreSQL writes. No statement and no value of a row is in them. */
  log: (line: string) => void
  /** It died and could not be brought back; called at most once. Nothing works any more. */
  gaveUp: (failure: PostgresFailure) => void
}

/** A PostgreSQL that runs until it is stopped. */
export type Postgres = {
  /** How the owner reaches it. Other roles differ in user and password only. */
  connection: PgConnection
  /** The first process of the present server; another one after a crash. */
  pid(): number
  stop(): Promise<void>
}

const RESTARTS_MAX = 8
const RESTART_WAIT_MS = 100
const RESTART_WAIT_MS_MAX = 10_000
const STEADY_AFTER_MS = 60_000

/**
 * Starts PostgreSQL on `dataDir`, for our user only and reachable by a socket only, made if need be and rid of what an earlier process
 * left behind, and keeps it running: a server that dies is started again. Works as root too. Throws PostgresFailure.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const binaries = findBinaries()
  const dataDir = await placeFor(options.dataDir)
  const runAs = await findUnprivileged(binaries.postgres, dirname(dataDir))
  const exists = await clusterExists(dataDir, binaries)
  const host = await openSocketFolder(dataDir, runAs.uid)
  if (exists) await stopLeftover(dataDir)
  await emptySocketFolder(host)
  if (!exists) await makeCluster(dataDir, options.admin, { binaries, runAs, privateFolder: host })
  await giveTo(runAs.uid, dataDir).catch((error: unknown) => {
    throw failureFrom(String(error), dataDir)
  })

  const settings = Object.entries({ ...SETTINGS, ...options.settings, unix_socket_directories: host, port: String(SOCKET_PORT) })
  const command = [...runAs.prefix, binaries.postgres, '-D', dataDir, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const server = await keepRunning(() => launchPostmaster(command, dataDir, options.log), options.gaveUp)

  const connection = { host, port: SOCKET_PORT, ...options.owner, database: options.database }
  try {
    await prepareDatabase({ ...connection, ...options.admin, database: 'postgres' }, connection, dataDir)
  } catch (error) {
    await server.stop()
    throw error instanceof PostgresFailure ? error : failureFrom(String(error), dataDir)
  }
  const stop = async () => {
    await server.stop()
    await rm(host, { recursive: true, force: true })
  }
  return { connection, pid: server.pid, stop }
}

/** Launches, and launches again whenever what was launched is gone without having been stopped. */
async function keepRunning(
  launch: () => Promise<Postmaster>,
  gaveUp: PostgresOptions['gaveUp'],
): Promise<Pick<Postgres, 'pid' | 'stop'>> {
  let present = await launch()
  const stopping = new AbortController()

  const watch = async () => {
    let restarts = 0
    for (let since = Date.now(); ; since = Date.now()) {
      await present.gone
      if (Date.now() - since > STEADY_AFTER_MS) restarts = 0
      await sleep(Math.min(RESTART_WAIT_MS * 2 ** restarts, RESTART_WAIT_MS_MAX), undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      restarts++
      try {
        present = await launch()
      } catch (error) {
        if (restarts === RESTARTS_MAX) return gaveUp(error as PostgresFailure)
      }
    }
  }
  const watching = watch()

  return {
    pid: () => present.pid,
    async stop() {
      stopping.abort()
      await present.stop()
      await watching
      await present.stop() // it may have been coming up again
    },
  }
}
