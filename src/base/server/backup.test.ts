import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts'
import type { PgConnection } from '../postgres/connection.ts'
import { BackupError, readBackupHeader, restoreBackup, writeBackup } from './backup.ts'
import { migrationNames } from './migrate.ts'

const HEADER = { heed: '0.0.0', secret: 'c2VjcmV0' }
const WORKSPACE = '0190a1b2-0000-7000-8000-000000000001'
const HOSTILE = 'tab\t line\n return\r separator\u2028 backslash \\. \\N quote \' שלום 😀'

let folder: string
let from: TestDatabase
let to: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-backup-'))
  from = await testDatabase()
  to = await testDatabase()
  await query(from.owner, `insert into workspace values ('${WORKSPACE}', 'acme', $1, 'he', now())`, [HOSTILE.slice(0, 80)])
  await query(from.owner, `insert into fact (workspace_id, name, data, at) select '${WORKSPACE}', 'a.b', jsonb_build_object('text', $1::text), now() from generate_series(1, 3)`, [HOSTILE])
})

afterAll(async () => {
  await Promise.all([from.close(), to.close(), rm(folder, { recursive: true })])
})

describe('a backup', () => {
  it('comes back whole, whatever people wrote, and new facts are numbered after the old ones', async () => {
    const file = join(folder, 'whole.gz')
    const written = await writeBackup(from.owner, file, HEADER)
    expect(await restoreBackup(to.owner, file)).toEqual(written)
    const all = 'select name, data, at, id from fact order by id'
    expect(await query(to.owner, all)).toEqual(await query(from.owner, all))
    await query(to.owner, `insert into fact (workspace_id, name, data, at) values ('${WORKSPACE}', 'c.d', '{}', now())`)
    expect((await query(to.owner, all)).at(-1)).toMatchObject({ name: 'c.d' })
  })

  it('says what it is, and is for its owner’s eyes only', async () => {
    const file = join(folder, 'header.gz')
    await writeBackup(from.owner, file, HEADER)
    expect(await readBackupHeader(file)).toEqual({ ...HEADER, migrations: await migrationNames() })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('that cannot be written leaves nothing behind', async () => {
    await expect(writeBackup(from.owner, join(folder, 'missing', 'x.gz'), HEADER)).rejects.toThrow(/ENOENT/)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), /cut off/],
    ['missing a row', (text: string) => text.replace(/\n[^\n]*a\.b[^\n]*/, ''), /damaged/],
    ['of another table', (text: string) => text.replace('public.fact', 'public.fiction'), /unknown/],
  ])('%s is refused as a whole', async (_what, spoil, why) => {
    const file = join(folder, 'spoilt.gz')
    await writeBackup(from.owner, file, HEADER)
    await writeFile(file, gzipSync(spoil(gunzipSync(await readFile(file)).toString())))
    const empty = await testDatabase()
    await expect(restoreBackup(empty.owner, file)).rejects.toThrow(why)
    expect(await query(empty.owner, 'select * from workspace')).toEqual([])
    await empty.close()
  })

  it('is not taken for one when it is something else', async () => {
    const file = join(folder, 'note.txt')
    await writeFile(file, 'hello')
    await expect(readBackupHeader(file)).rejects.toThrow(BackupError)
  })
})

async function query(at: PgConnection, text: string, values: unknown[] = []): Promise<object[]> {
  const client = new pg.Client(at)
  await client.connect()
  try {
    return (await client.query<object>(text, values)).rows
  } finally {
    await client.end()
  }
}
