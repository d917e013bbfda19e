import { createHash, randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { PgConnection } from '../../src/base/postgres/connection.ts'
import { migrate } from '../../src/base/server/migrate.ts'

/** A database of one's own with every migration run, and how each role reaches it. */
export type TestDatabase = { owner: PgConnection; app: PgConnection; ingest: PgConnection; close(): Promise<void> }

const OWNER = { user: 'heed_owner', password: 'owner' }
const PASSWORDS = { app: 'app', ingest: 'ingest' }
const MIGRATIONS = new URL('../../migrations/', import.meta.url)
const MIGRATE = new URL('../../src/base/server/migrate.ts', import.meta.url)
const TEMPLATE_LOCK = 1

/** A fresh copy of the migrated database, in about a tenth of a second. `close` drops it, whoever is still connected. */
export async function testDatabase(): Promise<TestDatabase> {
  const admin = inject('postgres')
  const database = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(admin, async (client) => {
    const template = await ensureTemplate(client, admin)
    await client.query(`create database ${database} template ${template} owner ${OWNER.user} strategy file_copy`)
  })
  const at = { host: admin.host, port: admin.port, database }
  return {
    owner: { ...at, ...OWNER },
    app: { ...at, user: 'heed_app', password: PASSWORDS.app },
    ingest: { ...at, user: 'heed_ingest', password: PASSWORDS.ingest },
    close: () => asAdmin(admin, async (client) => void await client.query(`drop database ${database} with (force)`)),
  }
}

/** A database with nothing in it, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<Pick<TestDatabase, 'owner' | 'close'>> {
  const admin = inject('postgres')
  const database = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(admin, (client) => client.query(`create database ${database} owner ${OWNER.user}`))
  return {
    owner: { host: admin.host, port: admin.port, database, ...OWNER },
    close: () => asAdmin(admin, async (client) => void await client.query(`drop database ${database} with (force)`)),
  }
}

/** Drops what tests that were killed could not, and templates of other migrations than today's. */
export async function dropTestDatabases(admin: PgConnection): Promise<void> {
  const template = await templateName()
  await asAdmin(admin, async (client) => {
    const { rows } = await client.query<{ name: string; template: boolean }>(
      "select datname as name, datistemplate as template from pg_database where datname ~ '^(test|migrating|migrated)_' and datname <> $1", [template])
    for (const { name, template: isTemplate } of rows) {
      if (isTemplate) await client.query(`alter database ${name} is_template false`) // one that was killed while it was dropped can only be dropped
      await client.query(`drop database ${name} with (force)`)
    }
  })
}

/** The first test that needs it makes the template; the others wait. Its name tells from which migrations it was made. */
async function ensureTemplate(client: Client, admin: PgConnection): Promise<string> {
  const template = await templateName()
  const exists = async () => (await client.query('select from pg_database where datname = $1', [template])).rowCount === 1
  if (await exists()) return template
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]) // until this connection ends
  if (await exists()) return template
  const unfinished = template.replace('migrated', 'migrating')
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished} owner ${OWNER.user}`)
  await migrate({ ...admin, ...OWNER, database: unfinished }, { passwords: PASSWORDS })
  await client.query(`alter database ${unfinished} rename to ${template}`)
  await client.query(`alter database ${template} is_template true`)
  return template
}

async function templateName(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(MIGRATE))
  for (const name of (await readdir(MIGRATIONS)).toSorted()) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)))
  return `migrated_${hash.digest('hex').slice(0, 16)}`
}

async function asAdmin<T>(admin: PgConnection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(admin)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
