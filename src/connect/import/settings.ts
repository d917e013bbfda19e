/** What an import's stream knows, and how far it is. */
import { z } from 'zod'
import { DATE_STYLES, FORMS, Mapping, Reading } from '../import-contract.ts'

export const Settings = z.object({
  workspaceId: z.uuid().describe('Whose file it is'),
  importId: z.uuid().describe('Which import'),
  uploadId: z.uuid().describe('Which file'),
  reading: Reading.describe('How the file is written: format, encoding, delimiter, row of the titles'),
  columns: z.int().nonnegative().describe('How many cells a row has; 0 for JSON Lines'),
  mapping: Mapping.describe('Which column is what'),
  dateStyle: z.enum(DATE_STYLES).nullable().describe('How its dates are written'),
  zone: z.string().max(64).describe('The time zone of dates that do not tell theirs'),
  place: z.string().max(60).nullable().describe('Where it was said, for rows that do not tell'),
  form: z.enum(FORMS).describe('What the rows are'),
  /** Null: nothing names a row, so its own words do. */
  identity: z.object({
    by: z.enum(['id', 'url']).describe('The column that names a row'),
    scope: z.string().max(100).describe('Within what its name is the only one'),
  }).nullable().describe('What tells one row from another'),
})
export type Settings = z.infer<typeof Settings>

const Count = z.int().nonnegative()

export const Cursor = z.object({
  /** Bytes and records before the next record. */
  at: Count,
  row: Count,
  /** Rows that say something, and how many of them could not be taken in. */
  read: Count,
  bad: Count,
  /** Lately. */
  bytesPerS: z.number().nonnegative(),
  /** The first and the last moment of what was read, and where it was said; null: at too many places to tell. */
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  places: z.array(z.string()).nullable(),
})
export type Cursor = z.infer<typeof Cursor>
