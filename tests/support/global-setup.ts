import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import type { PgConnection } from '../../src/base/postgres/connection.ts'
import { stopLeftover } from '../../src/base/postgres/leftover.ts'
import type { Postgres } from '../../src/base/postgres/start-postgres.ts'
import { startPostgres } from '../../src/base/postgres/start-postgres.ts'
import type { Lock } from '../../src/base/server/lock.ts'
import { takeLock } from '../../src/base/server/lock.ts'
import { dropTestDatabases } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser of this run's PostgreSQL. */
    postgres: PgConnection
  }
}

const HOME = fileURLToPath(new URL('../../node_modules/.cache/test-postgres', import.meta.url))
const RUNS_AT_ONCE_MAX = 16

/** Nothing here has to survive a power cut, so nothing waits for the disk. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '120', max_wal_size: '256MB' }

/**
 * One PostgreSQL for the whole run. Its cluster is kept for the next run, and there is one for each of several runs at once; what a
 * killed run left behind, be it a server or databases, is cleared away by the next.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { place, lock } = await freePlace()
  await stopAbandoned()
  const postgres = await startCareless(join(place, 'data'))
  const admin = { ...postgres.connection, ...ADMIN, database: 'postgres' }
  await dropTestDatabases(admin)
  project.provide('postgres', admin)
  return async () => {
    await postgres.stop()
    await lock.release()
  }
}

const ADMIN = { user: 'heed_admin', password: 'admin' }
const OWNER = { user: 'heed_owner', password: 'owner' }

async function freePlace(): Promise<{ place: string; lock: Lock }> {
  for (let number = 0; number < RUNS_AT_ONCE_MAX; number++) {
    const place = join(HOME, String(number))
    const lock = await lockIfFree(place)
    if (lock) return { place, lock }
  }
  throw new Error(`${RUNS_AT_ONCE_MAX} test runs are going on already`)
}

async function lockIfFree(place: string): Promise<Lock | null> {
  const taken = await takeLock(place, { pid: process.pid, role: 'command', url: null, postgres: null })
  return 'heldBy' in taken ? null : taken
}

/** Ends the servers of runs that were killed, wherever no run goes on now. */
async function stopAbandoned(): Promise<void> {
  for (const name of await readdir(HOME)) {
    const lock = await lockIfFree(join(HOME, name))
    if (!lock) continue
    await stopLeftover(join(HOME, name, 'data'))
    await lock.release()
  }
}

/** A cluster that a power cut broke is made anew. */
async function startCareless(dataDir: string): Promise<Postgres> {
  const start = () => startPostgres({
    dataDir,
    admin: ADMIN,
    owner: OWNER,
    database: 'heed',
    settings: CARELESS,
    log: () => {},
    gaveUp: (failure) => {
      throw failure
    },
  })
  try {
    return await start()
  } catch {
    await rm(dataDir, { recursive: true, force: true })
    return await start()
  }
}
