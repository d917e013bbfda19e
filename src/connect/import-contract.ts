/** Files that are taken in: sent in parts, looked at, then read like a network. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

/** Most bytes of one file, of all files of a workspace, and of one part. */
export const FILE_BYTES_MAX = 2 * 1024 ** 3
export const WORKSPACE_BYTES_MAX = 10 * 1024 ** 3
export const PART_BYTES_MAX = 4 * 1024 ** 2
/** Imports that are read at the same time in one workspace. */
export const IMPORTS_AT_ONCE_MAX = 3
/** More rows that cannot be taken in end an import. */
export const REJECTS_MAX = 100_000

const BASE64_CHARS_MAX = Math.ceil(PART_BYTES_MAX / 3) * 4
const FileName = z.string().trim().min(1).max(200)

/** What a column can be. `time` stands beside `date` where a file keeps them apart. */
export const FIELDS = [
  'text', 'title', 'date', 'time', 'authorName', 'authorHandle', 'authorId', 'followers', 'url', 'network', 'lang', 'id', 'replyTo',
] as const
export type Field = (typeof FIELDS)[number]

/** A column: its number from 0 in a table, a path with dots in JSON Lines. */
const ColumnKey = z.string().min(1).max(500)

/** Which column is what. Only a text is needed. */
export const Mapping = z.partialRecord(z.enum(FIELDS), ColumnKey)
export type Mapping = z.infer<typeof Mapping>

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1255', 'windows-1252', 'windows-1251', 'windows-1256'] as const
export const DELIMITERS = [',', ';', '\t', '|'] as const

/**
 * How a column writes moments: 2026-03-15 14:05, 15.3.2026 14:05, 3/15/2026 2:05 PM, with the month as a word, as a spreadsheet’s
 * number of days, or as seconds or milliseconds since 1970.
 */
export const DATE_STYLES = ['iso', 'day_first', 'month_first', 'words', 'excel', 'unix_s', 'unix_ms'] as const
export type DateStyle = (typeof DATE_STYLES)[number]

/** How the file is to be read. */
export const Reading = z.object({
  format: z.enum(['csv', 'jsonl']).describe('A table, or JSON Lines'),
  encoding: z.enum(ENCODINGS).describe('How its characters are written'),
  delimiter: z.enum(DELIMITERS).describe('What stands between the cells of a table'),
  headerRow: z.int().min(0).max(30).describe('Which row of a table holds the titles, counted from 1; 0: none does'),
})
export type Reading = z.infer<typeof Reading>

/** What the rows are, where they do not tell. */
export const FORMS = ['post', 'comment', 'review', 'article'] as const

export const beginUpload = endpoint({
  name: 'connect.begin_upload',
  kind: 'act',
  needs: 'import:manage',
  about: 'Begins to take a file in, or says how much of the same file is here already: the same name, size and time of change.',
  input: z.object({ name: FileName, bytes: z.int().min(1), modifiedAt: z.iso.datetime().nullable().default(null) }),
  output: z.object({ uploadId: z.uuid(), received: z.int().nonnegative() }),
})

export const putPart = endpoint({
  name: 'connect.put_part',
  kind: 'act',
  needs: 'import:manage',
  about: 'Takes in the next part of a file. The same part again changes nothing; one that does not follow is refused with the place to go on from.',
  input: z.object({ uploadId: z.uuid(), at: z.int().nonnegative(), base64: z.string().min(1).max(BASE64_CHARS_MAX) }),
  output: z.object({ received: z.int().nonnegative() }),
  bodyBytesMax: BASE64_CHARS_MAX + 4_096,
})

export const dropUpload = endpoint({
  name: 'connect.drop_upload',
  kind: 'act',
  needs: 'import:manage',
  about: 'Takes away a file that was sent and is not being read.',
  input: z.object({ uploadId: z.uuid() }),
  output: z.object({}),
})

export const previewImport = endpoint({
  name: 'connect.preview_import',
  kind: 'read',
  needs: 'import:manage',
  about: 'How a file that is here would be read: whose export it seems to be, its columns with samples, and what its dates mean.',
  input: z.object({
    uploadId: z.uuid(),
    encoding: z.enum(ENCODINGS).optional(),
    delimiter: z.enum(DELIMITERS).optional(),
    headerRow: z.coerce.number().int().min(0).max(30).optional(),
    dateColumn: ColumnKey.optional(),
    timeColumn: ColumnKey.optional(),
    /** An IANA time zone; otherwise that of the workspace’s first market. */
    zone: z.string().min(1).max(64).optional(),
  }),
  output: z.object({
    name: z.string(),
    bytes: z.int(),
    reading: Reading,
    columns: z.array(z.object({ key: z.string(), name: z.string(), samples: z.array(z.string()) })),
    /** Whose export the columns are known from; null: nobody’s that Heed knows. */
    vendor: z.object({ id: z.string(), name: z.string() }).nullable(),
    mapping: Mapping,
    place: z.string().nullable(),
    form: z.enum(FORMS),
    zone: z.string(),
    dates: z.object({
      column: z.string().nullable(),
      /** Null: they can be read in several ways, or in none, and somebody must say. */
      style: z.enum(DATE_STYLES).nullable(),
      /** Every style that reads them, the likeliest first. */
      styles: z.array(z.enum(DATE_STYLES)),
      samples: z.array(z.object({ text: z.string(), moments: z.partialRecord(z.enum(DATE_STYLES), z.iso.datetime()) })),
    }),
  }),
})

export const beginImport = endpoint({
  name: 'connect.begin_import',
  kind: 'act',
  needs: 'import:manage',
  about: 'Begins to read a file that is wholly here: every row, or only rows that match a query. A row that was read before makes nothing.',
  input: z.object({
    uploadId: z.uuid(),
    name: FileName.optional(),
    reading: Reading,
    mapping: Mapping,
    dateStyle: z.enum(DATE_STYLES).nullable().default(null),
    zone: z.string().min(1).max(64),
    /** Where it was said, for rows that do not tell. */
    place: z.string().trim().min(1).max(60).nullable().default(null),
    form: z.enum(FORMS).default('post'),
    hears: z.enum(['all', 'matching']),
  }),
  output: z.object({ importId: z.uuid() }),
})

const Count = z.int().nonnegative()

/** A file that is read, or was. */
export const Import = z.object({
  id: z.uuid(),
  name: z.string(),
  /** `too_many_bad`: so many rows could not be taken in that it ended; `stopped`: a fault. */
  state: z.enum(['waiting', 'reading', 'retrying', 'stopped', 'cancelled', 'done', 'too_many_bad']),
  /** What went wrong, in its own words. */
  problem: z.string().nullable(),
  hears: z.enum(['all', 'matching']),
  bytes: Count,
  bytesRead: Count,
  /** Rows read; of them taken in anew, known before, and kept apart. The rest match no query. */
  read: Count,
  heard: Count,
  known: Count,
  bad: Count,
  /** Rows in a second, lately, and seconds left at that rate; null when nothing moves. */
  rowsPerS: z.number().nonnegative().nullable(),
  leftS: z.number().nonnegative().nullable(),
  /** Whether it can go on: it was cancelled, and its file is still here. */
  canResume: z.boolean(),
  /** The first and the last moment of its rows, and where they were said; more than a few places: none. */
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  places: z.array(z.string()),
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type Import = z.infer<typeof Import>

/** A file of which only a part is here, or that is not read yet. */
export const Upload = z.object({ id: z.uuid(), name: z.string(), bytes: Count, received: Count, modifiedAt: z.iso.datetime().nullable(), touchedAt: z.iso.datetime() })
export type Upload = z.infer<typeof Upload>

export const listImports = endpoint({
  name: 'connect.imports',
  kind: 'read',
  needs: 'import:manage',
  about: 'Files that are read or were, newest first, each with how far it is; and those that are not begun.',
  input: Page,
  output: z.object({ imports: z.array(Import), next: z.string().nullable(), uploads: z.array(Upload) }),
})

export const cancelImport = endpoint({
  name: 'connect.cancel_import',
  kind: 'act',
  needs: 'import:manage',
  about: 'Stops reading a file. What was taken in stays, and it can go on from there.',
  input: z.object({ importId: z.uuid() }),
  output: z.object({}),
})

export const resumeImport = endpoint({
  name: 'connect.resume_import',
  kind: 'act',
  needs: 'import:manage',
  about: 'Goes on reading a file where it was stopped.',
  input: z.object({ importId: z.uuid() }),
  output: z.object({}),
})

export const rejectedRows = endpoint({
  name: 'connect.rejected_rows',
  kind: 'file',
  needs: 'import:manage',
  about: 'The rows of a file that could not be taken in, with the reason, as CSV.',
  input: z.object({ importId: z.uuid(), language: z.enum(['en', 'he']).default('en') }),
  output: z.unknown(),
})
