import { Client } from 'pg'
import { expect, test } from 'vitest'
import type { PgConnection } from '../../src/base/postgres/connection.ts'
import { testDatabase } from './postgres.ts'

async function query<Row>(to: PgConnection, text: string): Promise<Row[]> {
  const client = new Client(to)
  await client.connect()
  try {
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end()
  }
}

test('each test has a migrated database of its own', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()]
  await query(one.owner, 'create table only_here (id int)')
  expect(await query(other.owner, "select to_regclass('only_here') as found")).toEqual([{ found: null }])
  expect(await query(other.app, "select current_user as who, to_regclass('migration') is not null as migrated")).toEqual([{ who: 'heed_app', migrated: true }])
  expect(await query(other.ingest, 'select current_user as who')).toEqual([{ who: 'heed_ingest' }])
  await one.close()
  await other.close()
})

test('a closed database is gone, even for those still connected', async () => {
  const database = await testDatabase()
  const client = new Client(database.owner)
  const cut = new Promise((resolve) => client.on('error', resolve))
  await client.connect()
  await database.close()
  expect(await cut).toBeInstanceOf(Error)
  await expect(query(database.owner, 'select 1')).rejects.toThrow('does not exist')
})
