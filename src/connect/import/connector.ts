/** Files: exports of other tools, tables and JSON Lines, read from where they were laid, row by row, like any network. */
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Batch, Connector, Post, Proof } from '../connector.ts'
import { type Field, REJECTS_MAX } from '../import-contract.ts'
import { decoded } from './encodings.ts'
import type { Files, ImportRef, Reason, Reject } from './files.ts'
import { objectIn, textAt } from './json-line.ts'
import { type FileRecord, recordsFrom } from './read-records.ts'
import { type Cells, postMaker } from './row-post.ts'
import { Cursor, Settings } from './settings.ts'

const BATCH_ROWS_MAX = 500
/** A batch ends sooner when its texts are long. */
const BATCH_BYTES_MAX = 2 * 1024 ** 2
const HOUR_MS = 3_600_000
/** At more places nobody can be led to what was read by naming them. */
const PLACES_MAX = 12

/** Its id: the `network` of posts whose file does not tell where they were said. */
export const IMPORT = 'import'

/** The connector of files. */
export function importConnector(files: Files): Connector<Settings, Cursor> {
  return {
    id: IMPORT,
    title: 'File',
    isOffered: false,
    settings: Settings,
    cursor: Cursor,
    // Whether all of it is heard is decided for each file.
    can: { live: false, reply: false, backfill: false, edits: false, deletes: false, addressed: false },
    // A file that has been read is not read again: its source is paused then.
    limits: { requestsPerMinute: 6_000, pollEveryMs: 12 * HOUR_MS, silentAfterMs: 13 * HOUR_MS },
    terms: {
      // The file is the company's already, and so is the duty to whoever exported it: their terms may allow less than this.
      keepForDays: null,
      refreshEveryDays: null,
      deleteWithinHours: null,
      mayExportText: true,
      mayQuotePublicly: false,
      mayReplyUnasked: false,
      needsApproval: false,
      link: 'https://www.rfc-editor.org/rfc/rfc4180',
      readOn: '2026-11-23',
    },
    streamKey: () => null,
    prove: (_io, settings) => prove(files, settings),
    pull: (io, settings, from) => pull(files, io, settings, from),
  }
}

async function prove(files: Files, settings: Settings): Promise<Proof<Settings>> {
  const beginning = await files.read(settings, 0, 1)
  if (beginning.length === 0) throw new SourceError('stop', 'This file is not here, or nothing is in it.')
  if (settings.mapping.text === undefined && settings.mapping.title === undefined) throw new SourceError('stop', 'No column of this file is said to be the text.')
  return { settings, name: 'File', sample: null }
}

async function* pull(files: Files, io: Io, settings: Settings, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  const { workspaceId, importId, uploadId, reading } = settings
  const ref: ImportRef = { workspaceId, importId, uploadId }
  const progress = new Progress(io, from)
  const readRow = rowReader(settings)
  let batch: { posts: Post[]; rejects: Reject[]; rows: number; bytes: number } = { posts: [], rejects: [], rows: 0, bytes: 0 }
  const take = async (): Promise<Batch<Cursor>> => {
    const { posts, rejects } = batch
    batch = { posts: [], rejects: [], rows: 0, bytes: 0 }
    // Before the cursor moves on: a crash in between keeps the same rows apart again, which changes nothing.
    if (rejects.length > 0) await files.reject(ref, rejects)
    return { posts, cursor: progress.cursor(), heardUntil: progress.now() }
  }
  const read = (at: number, bytes: number) => files.read(ref, at, bytes)
  for await (const records of recordsFrom(read, reading, from)) {
    for (const record of records) {
      io.signal.throwIfAborted()
      const before = progress.at
      const row = readRow(record)
      progress.pass(record, row)
      if (typeof row === 'string') batch.rejects.push({ row: record.row, reason: row, raw: record.raw() })
      else if (row) batch.posts.push(row)
      batch.rows += 1
      batch.bytes += record.at - before
      if (progress.bad > REJECTS_MAX) {
        yield await take()
        return files.end(ref, 'too_many_bad')
      }
      if (batch.rows >= BATCH_ROWS_MAX || batch.bytes >= BATCH_BYTES_MAX) yield await take()
    }
  }
  if (batch.rows > 0) yield await take()
  io.signal.throwIfAborted()
  await files.end(ref, 'done')
}

/** Reads a record as the settings say: a post, why it is none, or null for titles and empty rows. */
function rowReader(settings: Settings): (record: FileRecord) => Post | Reason | null {
  const { reading, mapping, columns } = settings
  const post = postMaker(settings)
  const fields = Object.entries(mapping) as [Field, string][]
  const ofTable = ({ cells }: FileRecord): Post | Reason | null => {
    if (cells.every(isBlank)) return null
    if (cells.length < columns || !cells.slice(columns).every(isBlank)) return 'columns'
    const texts = new Map<Field, string>()
    for (const [field, key] of fields) {
      const text = decoded(cells[Number(key)] ?? new Uint8Array(), reading.encoding)
      if (text === null) return 'encoding'
      texts.set(field, text)
    }
    return post((field) => texts.get(field) ?? '')
  }
  const ofLine = ({ cells: [line = new Uint8Array()] }: FileRecord): Post | Reason | null => {
    if (isBlank(line)) return null
    const text = decoded(line, reading.encoding)
    if (text === null) return 'encoding'
    const object = objectIn(text)
    if (!object) return 'json'
    const cells: Cells = (field) => (mapping[field] === undefined ? '' : textAt(object, mapping[field]))
    return post(cells)
  }
  return (record) => {
    if (reading.format === 'csv' && record.row <= reading.headerRow) return null
    if (record.broken) return record.broken
    return reading.format === 'csv' ? ofTable(record) : ofLine(record)
  }
}

const isBlank = (cell: Uint8Array): boolean => cell.every((byte) => byte <= 32)

/** How far a pull is, and how fast. */
class Progress {
  readonly #io: Io
  readonly #begun: { readonly atMs: number; readonly byte: number; readonly bytesPerS: number }
  #heardUntil = new Date(0)
  #at: number
  #row: number
  #read: number
  #bad: number
  #from: number
  #until: number
  #places: Set<string> | null

  constructor(io: Io, from: Cursor | null) {
    this.#io = io
    this.#at = from?.at ?? 0
    this.#row = from?.row ?? 0
    this.#read = from?.read ?? 0
    this.#bad = from?.bad ?? 0
    this.#from = from?.from ? Date.parse(from.from) : Infinity
    this.#until = from?.until ? Date.parse(from.until) : -Infinity
    this.#places = from?.places === null ? null : new Set(from?.places)
    this.#begun = { atMs: io.now().getTime(), byte: this.#at, bytesPerS: from?.bytesPerS ?? 0 }
  }

  get at(): number {
    return this.#at
  }

  get bad(): number {
    return this.#bad
  }

  pass({ at, row }: FileRecord, post: Post | Reason | null): void {
    this.#at = at
    this.#row = row
    if (post === null) return
    this.#read += 1
    if (typeof post === 'string') {
      this.#bad += 1
      return
    }
    const said = post.saidAt?.getTime()
    if (said !== undefined) {
      this.#from = Math.min(this.#from, said)
      this.#until = Math.max(this.#until, said)
    }
    this.#places?.add(post.origin ?? IMPORT)
    if ((this.#places?.size ?? 0) > PLACES_MAX) this.#places = null
  }

  /** Now; never earlier than it was before, also when our clock is set back. */
  now(): Date {
    const now = this.#io.now()
    if (now > this.#heardUntil) this.#heardUntil = now
    return this.#heardUntil
  }

  cursor(): Cursor {
    const { atMs, byte, bytesPerS } = this.#begun
    const tookMs = this.#io.now().getTime() - atMs
    const moment = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null)
    return {
      at: this.#at, row: this.#row, read: this.#read, bad: this.#bad,
      bytesPerS: tookMs > 0 ? Math.round((this.#at - byte) * 1_000 / tookMs) : bytesPerS,
      from: moment(this.#from), until: moment(this.#until), places: this.#places && [...this.#places],
    }
  }
}
