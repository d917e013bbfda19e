import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { Obstacle } from '../error.ts'
import type { PgConnection } from '../postgres/connection.ts'
import { tablesInOrder } from './tables-in-order.ts'

/**
 * A backup is one gzipped text: a line that says what it is, then for every table a line that names it, its rows as
 * PostgreSQL's COPY writes them (one line each) and `\.`, then a last line that counts the rows. A file that was cut off has
 * no last line, and is refused as a whole.
 */
const Header = z.object({
  heed: z.string(),
  /** The migrations the rows were written under. */
  migrations: z.array(z.string()).min(1),
  /** The installation's secret, base64: without it tombstones and passwords mean nothing. */
  secret: z.string(),
})
export type BackupHeader = z.infer<typeof Header>

const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const EndLine = z.object({ rows: z.number() })
const END_OF_TABLE = '\\.'
const CHUNK_CHARS = 256 * 1024

type Lines = AsyncGenerator<string, void, undefined>

/** The file is not a whole backup, or does not fit here. `message` is one sentence. */
export class BackupError extends Obstacle {
  override name = 'BackupError'
}

/** Writes everything, as of one moment, to `file`, which only its owner may read and which appears only when it is whole. */
export async function writeBackup(owner: PgConnection, file: string, header: Omit<BackupHeader, 'migrations'>): Promise<{ rows: number }> {
  const draft = `${file}.part`
  const client = new pg.Client({ ...owner, application_name: 'heed backup' })
  const done = { rows: 0 }
  try {
    await client.connect()
    await pipeline(Readable.from(dump(client, header, done)), createGzip(), createWriteStream(draft, { mode: 0o600 }))
    await rename(draft, file)
    return done
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* dump(client: pg.Client, header: Omit<BackupHeader, 'migrations'>, done: { rows: number }): AsyncIterable<string | Buffer> {
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  yield line({ ...header, migrations: rows.map(({ name }) => name) })
  for (const { name, columns } of await tablesInOrder(client)) {
    yield line({ table: name, columns })
    const copy = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`))
    yield* copy
    done.rows += copy.rowCount
    yield `${END_OF_TABLE}\n`
  }
  yield line(done)
}

const line = (content: object): string => `${JSON.stringify(content)}\n`

/** What a backup says of itself. */
export async function readBackupHeader(file: string): Promise<BackupHeader> {
  const lines = linesOf(file)
  try {
    for await (const first of lines) return parsed(Header, first, file)
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError(`${file} is not a backup of Heed.`, { cause: error })
  }
  throw new BackupError(`${file} is empty.`)
}

/** Puts everything of `file` into a database that is migrated as far as the backup was and holds nothing yet: all, or nothing. */
export async function restoreBackup(owner: PgConnection, file: string): Promise<{ rows: number }> {
  const client = new pg.Client({ ...owner, application_name: 'heed restore' })
  await client.connect()
  try {
    await client.query('begin')
    const rows = await load(client, file)
    await client.query('commit')
    return { rows }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function load(client: pg.Client, file: string): Promise<number> {
  const tables = (await tablesInOrder(client)).map(({ name }) => name)
  for (const name of tables) await client.query(`alter table ${name} disable trigger user`) // nothing happens anew: no fact is announced
  const lines = linesOf(file)
  parsed(Header, (await lines.next()).value ?? '', file)
  let count = 0
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new BackupError(`${file} was cut off: it has no end.`)
    const said: unknown = JSON.parse(value)
    const end = EndLine.safeParse(said)
    if (end.success) {
      if (end.data.rows !== count) throw new BackupError(`${file} is damaged: ${end.data.rows} rows were written and ${count} are there.`)
      break
    }
    const { table, columns } = TableLine.parse(said)
    if (!tables.includes(table)) throw new BackupError(`${file} has a table ${table} that is unknown here.`)
    count += await loadTable(client, table, columns, lines)
  }
  await client.query('set constraints all immediate')
  for (const name of tables) await client.query(`alter table ${name} enable trigger user`)
  await wind(client)
  return count
}

async function loadTable(client: pg.Client, table: string, columns: readonly string[], lines: Lines): Promise<number> {
  const quoted = columns.map((column) => client.escapeIdentifier(column.replaceAll(/^"|"$/g, '')))
  const copy = client.query(copyFrom(`copy ${table} (${quoted.join(', ')}) from stdin`))
  await pipeline(Readable.from(rowsUntilEnd(lines, table)), copy)
  return copy.rowCount
}

/** The rows of one table, joined to chunks of a size worth sending. */
async function* rowsUntilEnd(lines: Lines, table: string): AsyncIterable<string> {
  let chunk = ''
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new BackupError(`The backup was cut off within ${table}.`)
    if (value === END_OF_TABLE) break
    chunk += `${value}\n`
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

/** Sets every identity past the numbers that were put back. */
async function wind(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; column: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attidentity <> '' and n.nspname in ('public', 'auth')`)
  for (const { name, column } of rows) {
    await client.query(`select setval(pg_get_serial_sequence('${name}', '${column}'), coalesce(max(${column}), 1), max(${column}) is not null) from ${name}`)
  }
}

/** Lines end at \n and nowhere else: people's words may hold every other kind of line end. */
async function* linesOf(file: string): Lines {
  const text = createGunzip().setEncoding('utf8')
  pipeline(createReadStream(file), text).catch((error: unknown) => text.destroy(error as Error))
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string, file: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new BackupError(`${file} is not a backup of Heed.`, { cause: error })
  }
}
