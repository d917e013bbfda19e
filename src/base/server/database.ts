import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../../schema.ts'
import type { PgConnection } from '../postgres/connection.ts'

/** A pool or a transaction on it: queries take either. */
export type Db = Kysely<Database>

/** Doors into the data, each as narrow as its purpose. Made once per process by `openDoors`. */
export type Doors = {
  /** A transaction of the app's role that sees one workspace. */
  inWorkspace<T>(workspaceId: string, work: (db: Db) => Promise<T>): Promise<T>
  /** A transaction of the app's role that sees what belongs to an account, whatever the workspace: its memberships. */
  asUser<T>(userId: string | null, work: (db: Db) => Promise<T>): Promise<T>
  /** A transaction of the ingest role that sees the workspaces named, and no others. */
  asIngest<T>(workspaceIds: readonly string[], work: (db: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const BIGINT = 20
const DATE = 1082
/** As PostgreSQL writes them: 64 bits are more than a number holds, and a day is no moment. */
const AS_TEXT: readonly number[] = [BIGINT, DATE]

/** A pool with the limits that keep one slow query from holding up the house. 64-bit numbers and days come back as strings. */
export function openPool(connection: PgConnection, options: { max: number; name: string }): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: options.max,
    application_name: `heed ${options.name}`,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser: (oid, format) => (AS_TEXT.includes(oid) ? String : pg.types.getTypeParser(oid, format)) } as pg.CustomTypesConfig,
  })
  // A connection that dies (PostgreSQL restarted) fails the query that used it and is replaced at the next: here, only do not crash.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Kysely on a pool; ending the one ends the other. */
export function openDb(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}

/** Opens the doors for the app's role and for ingest's. */
export function openDoors(connections: { app: PgConnection; ingest: PgConnection }): Doors {
  const app = openDb(openPool(connections.app, { max: 10, name: 'app' }))
  const ingest = openDb(openPool(connections.ingest, { max: 4, name: 'ingest' }))
  return {
    inWorkspace: (workspaceId, work) => within(app, 'heed.workspace', workspaceId, work),
    asUser: (userId, work) => within(app, 'heed.user', userId ?? '', work),
    asIngest: (workspaceIds, work) => within(ingest, 'heed.workspaces', workspaceIds.join(','), work),
    close: async () => {
      await Promise.all([app.destroy(), ingest.destroy()])
    },
  }
}

/** A transaction that carries one setting, on which the row-level policies rest; it ends with the transaction. */
function within<T>(db: Db, setting: string, value: string, work: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config(${setting}, ${value}, true)`.execute(transaction)
    return work(transaction)
  })
}
