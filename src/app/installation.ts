import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Obstacle } from '../base/error.ts'
import type { PgConnection } from '../base/postgres/connection.ts'
import { folderFailure, type PostgresFailure } from '../base/postgres/failure.ts'
import { startPostgres } from '../base/postgres/start-postgres.ts'
import { type Holder, takeLock } from '../base/server/lock.ts'
import { migrate } from '../base/server/migrate.ts'
import { openSecrets, type Secrets } from '../base/server/secrets.ts'
import type { Config } from './config.ts'

const SECRET_BYTES = 32
const COMMAND_WAIT_MS = 250
const COMMAND_WAITS_MAX = 240
const DATABASE = 'heed'
const OWNER = 'heed_owner'

/** Heed cannot work on this data folder or database. `message` is one sentence for whoever started it. */
export class InstallationError extends Obstacle {
  override name = 'InstallationError'
}

/** A data folder with its secret and its database, migrated and ready. */
export type Installation = {
  readonly secrets: Secrets
  readonly owner: PgConnection
  readonly app: PgConnection
  readonly ingest: PgConnection
  /** The server that runs on this installation, when somebody else started it. */
  readonly runningAt: string | null
  /** The installation's secret, for a backup. */
  readonly master: Uint8Array
  /** Tells commands where the pages are. */
  readonly serveAt: (url: string) => void
  readonly close: () => Promise<void>
}

export type Purpose = {
  readonly role: Holder['role']
  readonly log: (line: string) => void
  /** The database died and could not be brought back. */
  readonly gaveUp: (failure: PostgresFailure) => void
  /** Stops migrating after this one, to put back a backup of that time. */
  readonly migrateUpTo?: string
}

/**
 * Opens the installation of this configuration. With our own PostgreSQL: takes the data folder's lock and starts it, or, for
 * a command, joins the server that already runs. With `DATABASE_URL`: connects. Throws errors whose message is one sentence.
 */
export async function openInstallation(config: Config, purpose: Purpose): Promise<Installation> {
  const master = await masterSecret(config)
  const secrets = openSecrets(master)
  if (config.databaseUrl !== null) return migrated(ownDatabase(config.databaseUrl), { secrets, master }, purpose)
  const lock = await lockOrServer(config, purpose)
  if ('joined' in lock) return roles({ ...lock.joined, password: secrets.derive('postgres owner') }, { secrets, master, runningAt: lock.url })
  try {
    const postgres = await startPostgres({
      dataDir: join(config.dataDir, 'postgres'),
      admin: { user: 'heed_admin', password: secrets.derive('postgres admin') },
      owner: { user: OWNER, password: secrets.derive('postgres owner') },
      database: DATABASE,
      log: purpose.log,
      gaveUp: purpose.gaveUp,
    })
    const close = async (): Promise<void> => {
      await postgres.stop()
      await lock.release()
    }
    try {
      const installation = await migrated(postgres.connection, { secrets, master }, purpose)
      const { host, port, user, database } = postgres.connection
      const serveAt = (url: string): void => lock.tell({ url, postgres: { host, port, user, database } })
      return { ...installation, serveAt, close }
    } catch (error) {
      await postgres.stop()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The lock; or, for a command, the database of the server that has it. Commands wait for one another, and for a server that is just starting. */
async function lockOrServer(config: Config, purpose: Purpose) {
  for (let waits = 0; ; waits++) {
    const taken = await takeLock(config.dataDir, { pid: process.pid, role: purpose.role, url: null, postgres: null })
    if ('release' in taken) return taken
    const { heldBy } = taken
    const server = heldBy?.role === 'server' ? heldBy : null
    if (server?.postgres && purpose.role === 'command') return { joined: server.postgres, url: server.url }
    if (server && purpose.role === 'server') throw new InstallationError(`Heed already runs on ${config.dataDir} (process ${server.pid}${server.url ? `, ${server.url}` : ''}).`)
    if (waits >= COMMAND_WAITS_MAX) throw new InstallationError(`Another heed command (process ${heldBy?.pid ?? '?'}) has been at work on ${config.dataDir} for long.`)
    await sleep(COMMAND_WAIT_MS)
  }
}

type Base = { secrets: Secrets; master: Uint8Array; runningAt?: string | null }

async function migrated(owner: PgConnection, base: Base, { migrateUpTo }: Purpose): Promise<Installation> {
  const installation = roles(owner, base)
  const passwords = { app: installation.app.password, ingest: installation.ingest.password }
  try {
    await migrate(owner, { passwords, ...(migrateUpTo === undefined ? {} : { onlyUpTo: migrateUpTo }) })
  } catch (error) {
    throw connectionFailure(error, owner) ?? error
  }
  return installation
}

/** The three roles of one database. Passwords are derived, so that nothing but the installation's secret need be kept. */
function roles(owner: PgConnection, base: Base): Installation {
  const { secrets } = base
  return {
    ...base,
    owner,
    app: { ...owner, user: 'heed_app', password: secrets.derive('postgres app') },
    ingest: { ...owner, user: 'heed_ingest', password: secrets.derive('postgres ingest') },
    runningAt: base.runningAt ?? null,
    serveAt: () => undefined,
    close: async () => undefined,
  }
}

function ownDatabase(url: string): PgConnection {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(searchParams.get('port') ?? (port === '' ? 5432 : port)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  }
}

/** A database that cannot be reached or does not let us in, said in one sentence. */
function connectionFailure(error: unknown, to: PgConnection): InstallationError | null {
  const where = `${to.user}@${to.host}:${to.port}/${to.database}`
  if (error instanceof pg.DatabaseError && /^(28|3D)/.test(error.code ?? '')) {
    return new InstallationError(`The database ${where} does not let us in: ${error.message}.`, { cause: error })
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z]+$/.test(code)) return null
  return new InstallationError(`The database ${where} cannot be reached (${code}); is DATABASE_URL right?`, { cause: error })
}

/** The installation's secret: given, or kept in the data folder for its owner's eyes only. */
async function masterSecret(config: Config): Promise<Uint8Array> {
  if (config.secret !== null) return Buffer.from(config.secret)
  return keepSecret(config, randomBytes(SECRET_BYTES))
}

/** Makes a backup's secret this installation's. Throws InstallationError when it has another already. */
export async function placeSecret(config: Config, secret: Uint8Array): Promise<void> {
  const kept = config.secret === null ? await keepSecret(config, secret) : Buffer.from(config.secret)
  if (Buffer.compare(kept, secret) === 0) return
  throw new InstallationError(config.secret === null
    ? `The folder ${config.dataDir} belongs to another installation; set HEED_DATA to a new one.`
    : 'HEED_SECRET is not the secret of this backup.')
}

/** The data folder's secret; this one if it has none yet. Of two that begin at once, one wins and both use its. */
async function keepSecret(config: Config, secret: Uint8Array): Promise<Uint8Array> {
  const path = join(config.dataDir, 'secret')
  try {
    const kept = await readFile(path).catch(() => null)
    if (kept) return kept
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
    const draft = `${path}.${process.pid}`
    await writeFile(draft, secret, { mode: 0o600 })
    await link(draft, path).catch(() => undefined) // there is one already
    await rm(draft)
    return await readFile(path)
  } catch (error) {
    throw folderFailure(String(error), config.dataDir) ?? error
  }
}
