import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Obstacle } from '../src/base/error.ts'
import { stopLeftover } from '../src/base/postgres/leftover.ts'
import { takeLock } from '../src/base/server/lock.ts'
import { MigrationError } from '../src/base/server/migrate.ts'
import { CARELESS, type OwnPostgres, postgresIn } from '../tests/simulate/own-postgres.ts'

const HOME = fileURLToPath(new URL('../node_modules/.cache/heed-bench', import.meta.url))

/** For writing very much once: memory instead of patience. */
const FILLING = {
  ...CARELESS, shared_buffers: '3GB', work_mem: '1GB', maintenance_work_mem: '1GB', max_wal_size: '2GB', checkpoint_timeout: '1h', autovacuum: 'off',
  max_parallel_maintenance_workers: '2',
}

export type Kept = {
  /** Which data: others of this name take its place. */
  readonly name: string
  /** What they were made from: those of another key are thrown away. */
  readonly key: string
  readonly fill: (postgres: OwnPostgres) => Promise<void>
}

/**
 * A PostgreSQL with the settings of an installation on data that are kept for the next run: filled once, and whole when they are there at
 * all. What was filled by an earlier version is brought to this one by its migrations, as an installation is; where they refuse, it is
 * filled anew. One at a time may use them.
 */
export async function keptPostgres({ name, key, fill }: Kept): Promise<OwnPostgres> {
  const home = join(HOME, name)
  const lock = await takeLock(home, { pid: process.pid, role: 'command', url: null, postgres: null })
  if ('heldBy' in lock) throw new Obstacle(`Somebody else is measuring on ${home} (process ${lock.heldBy?.pid}).`)
  try {
    const data = join(home, `data-${key}`)
    const postgres = await opened(data) ?? await filled(home, data, fill)
    const close = async () => {
      await postgres.close()
      await lock.release()
    }
    return { ...postgres, close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function opened(data: string): Promise<OwnPostgres | null> {
  if (!existsSync(data)) return null
  try {
    return await postgresIn(data, CARELESS)
  } catch (error) {
    if (error instanceof MigrationError) return null
    throw error
  }
}

async function filled(home: string, data: string, fill: Kept['fill']): Promise<OwnPostgres> {
  for (const old of (await readdir(home)).filter((entry) => entry.startsWith('data-') || entry.startsWith('filling'))) {
    await stopLeftover(join(home, old))
    await rm(join(home, old), { recursive: true })
  }
  await mkdir(home, { recursive: true })
  const filling = join(home, 'filling')
  const postgres = await postgresIn(filling, FILLING)
  try {
    await fill(postgres)
  } finally {
    await postgres.close()
  }
  await rename(filling, data)
  return postgresIn(data, CARELESS)
}
