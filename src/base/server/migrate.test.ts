import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../../../tests/support/postgres.ts'
import { migrate, MigrationError, migrationNames } from './migrate.ts'

// The passwords that all tests share: roles belong to the whole server.
const passwords = { app: 'app', ingest: 'ingest' }

let database: Awaited<ReturnType<typeof emptyDatabase>>

beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(() => database.close())

async function sql(text: string): Promise<object[]> {
  const client = new pg.Client(database.owner)
  await client.connect()
  try {
    return (await client.query<object>(text)).rows
  } finally {
    await client.end()
  }
}

describe('migrating', () => {
  it('brings an empty database to this version, and does nothing the second time', async () => {
    expect(await migrate(database.owner, { passwords })).toEqual(await migrationNames())
    expect(await migrate(database.owner, { passwords })).toEqual([])
  })

  it('lets one of several that start at once do the work', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(database.owner, { passwords })))
    expect(ran.flat().toSorted()).toEqual(await migrationNames())
  })

  it('stops where a backup did, and goes on from there', async () => {
    const [first = '', second = '', ...rest] = await migrationNames()
    expect(await migrate(database.owner, { passwords, onlyUpTo: second })).toEqual([first, second])
    expect(await migrate(database.owner, { passwords })).toEqual(rest)
  })

  it('refuses a database of a newer Heed, and a migration that was edited after it had been run', async () => {
    await migrate(database.owner, { passwords })
    await sql("insert into migration (name, sha256) values ('99991231T2359-future.sql', 'x')")
    await expect(migrate(database.owner, { passwords })).rejects.toThrow(new MigrationError('This database was made by a newer Heed (it knows 99991231T2359-future.sql); start that version.'))
    const [first] = await migrationNames()
    await sql(`delete from migration where name like '9999%'; update migration set sha256 = 'x' where name = '${first}'`)
    await expect(migrate(database.owner, { passwords })).rejects.toThrow(`The migration ${first} was edited after it had been run.`)
  })
})
