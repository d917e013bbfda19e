import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { Obstacle } from '../error.ts'
import type { PgConnection } from '../postgres/connection.ts'
import { openPool } from './database.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)
const SERVER_VERSION_MIN = 160_000
const LOCK = 0x48454544 // "HEED": any constant that no one else on this database uses

/** The migrations cannot be run here. `message` is one sentence for whoever starts Heed. */
export class MigrationError extends Obstacle {
  override name = 'MigrationError'
}

/**
 * Brings a database to this version: the roles `heed_app` and `heed_ingest` with these passwords, the job queue's tables,
 * then every file of `migrations/` that it has not seen, each in one transaction. Safe to run by two processes at once and
 * again at every start. Returns the names of the files that were run. Forward only: a file once run is never edited, and a
 * database from a newer Heed is refused.
 */
export async function migrate(
  owner: PgConnection,
  options: { passwords: { app: string; ingest: string }; onlyUpTo?: string },
): Promise<string[]> {
  const client = new pg.Client({ ...owner, application_name: 'heed migrate' })
  await client.connect()
  try {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await ensureRoles(client, options.passwords)
    await migrateQueue(owner)
    return await runFiles(client, options.onlyUpTo)
  } finally {
    await client.end()
  }
}

/** The names of all migrations of this version, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted()
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ n: number; v: string }>(
    "select current_setting('server_version_num')::int as n, current_setting('server_version') as v")
  if ((rows[0]?.n ?? 0) < SERVER_VERSION_MIN) throw new MigrationError(`PostgreSQL 16 or newer is needed; this one is ${rows[0]?.v}.`)
}

/** Roles belong to the whole PostgreSQL server, so they are made here and not in a migration file. */
async function ensureRoles(client: pg.Client, passwords: { app: string; ingest: string }): Promise<void> {
  for (const [role, password] of [['heed_app', passwords.app], ['heed_ingest', passwords.ingest]] as const) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    const quoted = client.escapeLiteral(password)
    try {
      if (rowCount === 0) await client.query(`create role ${role} login password ${quoted} nosuperuser nobypassrls nocreatedb nocreaterole`)
      else await client.query(`alter role ${role} login password ${quoted}`)
    } catch (error) {
      throw new MigrationError(`The database user must be allowed to create roles (createrole), to make ${role}.`, { cause: error })
    }
  }
}

/** On a pool of ours: one that the library makes has an end nobody waits for, and a line cut then would take the process down. */
async function migrateQueue(owner: PgConnection): Promise<void> {
  const pool = openPool(owner, { max: 1, name: 'migrate queue' })
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

async function runFiles(client: pg.Client, onlyUpTo: string | undefined): Promise<string[]> {
  await client.query('create table if not exists migration (name text primary key, sha256 text not null, run_at timestamptz not null default now())')
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  const seen = new Map(rows.map((row) => [row.name, row.sha256]))
  const names = await migrationNames()
  const unknown = [...seen.keys()].find((name) => !names.includes(name))
  if (unknown) throw new MigrationError(`This database was made by a newer Heed (it knows ${unknown}); start that version.`)
  const run: string[] = []
  for (const name of names) {
    if (onlyUpTo !== undefined && name > onlyUpTo) break
    const text = await readFile(new URL(name, FOLDER), 'utf8')
    const sha256 = createHash('sha256').update(text).digest('hex')
    if (seen.has(name) && seen.get(name) !== sha256) throw new MigrationError(`The migration ${name} was edited after it had been run.`)
    if (seen.has(name)) continue
    await runFile(client, name, text, sha256)
    run.push(name)
  }
  return run
}

async function runFile(client: pg.Client, name: string, text: string, sha256: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(`The migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
