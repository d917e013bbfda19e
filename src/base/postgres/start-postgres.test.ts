import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PgConnection } from './connection.ts'
import { failureFrom } from './failure.ts'
import type { Postgres, PostgresOptions } from './start-postgres.ts'
import { startPostgres } from './start-postgres.ts'

let home = ''
let dataDir = ''
let running: Postgres | null = null
const lines: string[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'postgres-test-'))
  dataDir = join(home, 'a long way down'.repeat(6), 'data')
})
afterEach(async () => {
  await running?.stop()
  running = null
})
afterAll(() => rm(home, { recursive: true }))

function options(more: Partial<PostgresOptions> = {}): PostgresOptions {
  return {
    dataDir,
    admin: { user: 'admin', password: 'secret of the admin' },
    owner: { user: 'owner', password: 'secret of the owner' },
    database: 'house',
    settings: { fsync: 'off' },
    log: (line) => lines.push(line),
    gaveUp: (failure) => lines.push(`gave up: ${failure.message}`),
    ...more,
  }
}

async function start(more: Partial<PostgresOptions> = {}): Promise<Postgres> {
  running = await startPostgres(options(more))
  return running
}

async function query<Row = Record<string, unknown>>(to: PgConnection, text: string): Promise<Row[]> {
  const client = new Client(to)
  await client.connect()
  try {
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** Asks until it is answered: a database that comes up again refuses for a moment. */
async function queryWhenBack(to: PgConnection, text: string): Promise<unknown[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await query(to, text)
    } catch (error) {
      if (attempt === 400) throw error
      await sleep(25)
    }
  }
}

/** Starts PostgreSQL in another process, which is then killed without warning. Returns the number of what it left running. */
async function abandoned(): Promise<number> {
  const plain = { ...options(), log: null, gaveUp: null }
  const code = `
    const { startPostgres } = await import(${JSON.stringify(new URL('start-postgres.ts', import.meta.url).href)})
    const postgres = await startPostgres({ ...${JSON.stringify(plain)}, log() {}, gaveUp() {} })
    console.log(postgres.pid())
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return Number(said)
}

/** A process that ended but was not buried yet still has its number, and on Linux says so. */
async function isAlive(pid: number): Promise<boolean> {
  if (process.platform === 'linux') return /\) [^Z]/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function failureOf(more: Partial<PostgresOptions>): Promise<unknown> {
  return startPostgres(options(more)).then(() => null, (failure: unknown) => failure)
}

describe('our own PostgreSQL', () => {
  test('belongs to an owner who is no superuser and may create roles', async () => {
    const { connection } = await start()
    const [me] = await query(connection, 'select rolsuper, rolbypassrls, rolcreaterole, current_database() as at from pg_roles where rolname = current_user')
    expect(me).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: true, at: 'house' })
  })

  test('asks for a password, and shows none to who looks at processes or logs', async () => {
    const { connection, pid } = await start()
    await expect(query({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow('password authentication failed')
    const seen = process.platform === 'linux' ? await readFile(`/proc/${pid()}/cmdline`, 'utf8') : ''
    expect(seen + lines.join('\n')).not.toContain('secret')
  })

  test('listens to no network', async () => {
    const { connection } = await start()
    expect(await query(connection, "select current_setting('listen_addresses') as addresses")).toEqual([{ addresses: '' }])
    expect(connection.host).toMatch(/^\//)
  })

  test('knows Hebrew letters: words are found whole and by parts, accents fold to lower case', async () => {
    const { connection } = await start()
    await query(connection, 'create extension if not exists pg_trgm')
    const [row] = await query<Record<string, unknown>>(connection, `select
      to_tsvector('simple', '«שלום-עולם», ÉCOLE😀') @@ to_tsquery('simple', 'עולם & école') as word,
      cardinality(show_trgm('שלום')) > 1 as parts, lower('ÉCOLE') as lower, 'א' ~ '^[[:alpha:]]$' as letter`)
    expect(row).toEqual({ word: true, parts: true, lower: 'école', letter: true })
  })

  test('leaves no process and no file outside its folder when it is stopped', async () => {
    const postgres = await start()
    const pid = postgres.pid()
    await postgres.stop()
    expect(await isAlive(pid)).toBe(false)
    await expect(access(postgres.connection.host)).rejects.toThrow('ENOENT')
    await postgres.stop()
  })
})

describe('after an accident', () => {
  test('a server that is killed comes up again with all its data', async () => {
    const { connection, pid } = await start()
    await query(connection, 'create table if not exists kept as select 7 as n')
    const first = pid()
    process.kill(first, 'SIGKILL')
    expect(await queryWhenBack(connection, 'select n from kept')).toEqual([{ n: 7 }])
    expect(pid()).not.toBe(first)
  })

  test('one of its processes that is killed is replaced', async () => {
    const { connection } = await start()
    const client = new Client(connection)
    const lost = new Promise((resolve) => client.on('error', resolve))
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await lost
    expect(await queryWhenBack(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('stopping while it comes up again leaves nothing running', async () => {
    const postgres = await start()
    process.kill(postgres.pid(), 'SIGKILL')
    await postgres.stop()
    expect(await isAlive(postgres.pid())).toBe(false)
  })

  test('a server whose starter was killed is stopped by the next start', async () => {
    const orphan = await abandoned()
    expect(await isAlive(orphan)).toBe(true)
    const { connection, pid } = await start()
    expect(await isAlive(orphan)).toBe(false)
    expect(pid()).not.toBe(orphan)
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a process that got the number of a dead server is left alone and in nobody’s way', async () => {
    const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    const orphan = await abandoned()
    const file = join(dataDir, 'postmaster.pid')
    const left = await readFile(file, 'utf8')
    process.kill(orphan, 'SIGKILL')
    while (await isAlive(orphan)) await sleep(10)
    await writeFile(file, left.replace(/^\d+/, String(stranger.pid)))
    const { connection } = await start()
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await isAlive(stranger.pid ?? 0)).toBe(true)
    stranger.kill()
  })

  test('a cluster whose making was cut off is made again', async () => {
    const cut = join(home, 'cut')
    await mkdir(join(`${cut}.unfinished`, 'base'), { recursive: true })
    const { connection } = await start({ dataDir: cut })
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await readdir(home)).not.toContain('cut.unfinished')
  })
})

describe('says in one sentence', () => {
  test('that the folder holds something else', async () => {
    const other = join(home, 'other')
    await mkdir(other)
    await writeFile(join(other, 'holiday.jpg'), '')
    expect(await failureOf({ dataDir: other })).toHaveProperty('message', `The folder ${other} holds something that is not a PostgreSQL data folder.`)
    expect(await readdir(other)).toEqual(['holiday.jpg'])
  })

  test('that another PostgreSQL wrote the data', async () => {
    const old = join(home, 'old')
    await mkdir(old)
    await writeFile(join(old, 'PG_VERSION'), '15\n')
    expect(await failureOf({ dataDir: old })).toMatchObject({ message: expect.stringMatching(/was written by PostgreSQL 15; this version brings PostgreSQL \d+\.$/) })
  })

  test('that the folder cannot be made', async () => {
    await writeFile(join(home, 'file'), '')
    expect(await failureOf({ dataDir: join(home, 'file', 'data') })).toMatchObject({ code: 'not_writable' })
  })

  test('that the password is not the one the data was made with', async () => {
    await start()
    await running?.stop()
    expect(await failureOf({ admin: { user: 'admin', password: 'another' } })).toMatchObject({ code: 'wrong_password' })
  })

  test('that the data is broken', async () => {
    const broken = join(home, 'broken')
    await mkdir(broken, { mode: 0o700 })
    await writeFile(join(broken, 'PG_VERSION'), '18\n')
    expect(await failureOf({ dataDir: broken })).toMatchObject({ code: 'cannot_start', message: expect.stringContaining(broken) })
  })

  test('that the disk is full, whoever noticed', () => {
    const words = 'creating directory … initdb: error: could not create directory "x": No space left on device'
    expect(failureFrom(words, '/data').message).toBe('No space is left on the disk of /data.')
    expect(failureFrom('Error: ENOSPC: no space left on device, write', '/data').code).toBe('disk_full')
  })
})
