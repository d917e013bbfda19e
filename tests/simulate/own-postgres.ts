import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../src/base/postgres/start-postgres.ts'
import { migrate } from '../../src/base/server/migrate.ts'
import type { Connections } from './scene.ts'

const PASSWORDS = { app: 'app', ingest: 'ingest' }

/** A PostgreSQL of one's own, with every migration run, that may be killed: it comes back by itself, and is gone when closed. */
export type OwnPostgres = { readonly connections: Connections; pid(): number; kill(): void; close(): Promise<void> }

/** Starts it with the settings of an installation, or with others. */
export async function ownPostgres(settings: Record<string, string> = {}): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-own-'))
  const postgres = await startPostgres({
    dataDir: join(folder, 'data'),
    admin: { user: 'heed_admin', password: 'admin' },
    owner: { user: 'heed_owner', password: 'owner' },
    database: 'heed',
    settings,
    log: () => undefined,
    gaveUp: (failure) => {
      throw failure
    },
  })
  await migrate(postgres.connection, { passwords: PASSWORDS })
  const as = (role: 'app' | 'ingest') => ({ ...postgres.connection, user: `heed_${role}`, password: PASSWORDS[role] })
  return {
    connections: { owner: postgres.connection, app: as('app'), ingest: as('ingest') },
    pid: postgres.pid,
    kill: () => void process.kill(postgres.pid(), 'SIGKILL'),
    close: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** For what need not survive a power cut. */
export const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
