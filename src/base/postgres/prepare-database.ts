import { Client } from 'pg'
import type { PgConnection } from './connection.ts'
import { PostgresFailure } from './failure.ts'

/**
 * As the superuser, makes the role `owner` and its database if they are missing. The owner may create roles and everything within its
 * database, and is no superuser: from here on nothing needs one. Throws `wrong_password` when the superuser's does not fit.
 */
export async function prepareDatabase(admin: PgConnection, owner: PgConnection, folder: string): Promise<void> {
  const client = new Client(admin)
  try {
    await client.connect()
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw new PostgresFailure('wrong_password', { folder }, { cause: error })
    throw error
  }
  try {
    const role = client.escapeIdentifier(owner.user)
    const database = client.escapeIdentifier(owner.database)
    const password = client.escapeLiteral(owner.password)
    const known = await client.query('select from pg_roles where rolname = $1', [owner.user])
    await client.query(`${known.rowCount === 0 ? 'create' : 'alter'} role ${role} login createrole password ${password}`)
    const made = await client.query('select from pg_database where datname = $1', [owner.database])
    if (made.rowCount === 0) await client.query(`create database ${database} owner ${role}`)
  } finally {
    await client.end()
  }
}
