import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PgConnection } from '../../src/base/postgres/connection.ts'
import { startPostgres } from '../../src/base/postgres/start-postgres.ts'
import { migrate } from '../../src/base/server/migrate.ts'
import type { Connections } from './scene.ts'

const ADMIN = { user: 'heed_admin', password: 'admin' }
const PASSWORDS = { app: 'app', ingest: 'ingest' }

/** A PostgreSQL of one's own, with every migration run, that may be killed: it comes back by itself, and is gone when closed. */
export type OwnPostgres = {
  readonly connections: Connections
  /** Its superuser, who passes by every trigger and policy. */
  readonly admin: PgConnection
  pid(): number
  kill(): void
  close(): Promise<void>
}

/** Starts it with the settings of an installation, or with others. */
export async function ownPostgres(settings: Record<string, string> = {}): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-own-'))
  const postgres = await postgresIn(join(folder, 'data'), settings)
  const close = async () => {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...postgres, close }
}

/** The same on data that stay when it is closed; made when there are none, else brought to this version. */
export async function postgresIn(dataDir: string, settings: Record<string, string>): Promise<OwnPostgres> {
  const postgres = await startPostgres({
    dataDir,
    admin: ADMIN,
    owner: { user: 'heed_owner', password: 'owner' },
    database: 'heed',
    settings,
    log: () => undefined,
    gaveUp: (failure) => {
      throw failure
    },
  })
  try {
    await migrate(postgres.connection, { passwords: PASSWORDS })
  } catch (error) {
    await postgres.stop()
    throw error
  }
  const as = (role: 'app' | 'ingest') => ({ ...postgres.connection, user: `heed_${role}`, password: PASSWORDS[role] })
  return {
    connections: { owner: postgres.connection, app: as('app'), ingest: as('ingest') },
    admin: { ...postgres.connection, ...ADMIN },
    pid: postgres.pid,
    // The file knows the first process of a server that has only just come back.
    kill: () => void process.kill(Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL'),
    close: postgres.stop,
  }
}

/** For what need not survive a power cut. */
export const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
