/** Reading a file record by record, from any place where a record begins, in a few megabytes of memory however large it is. */
import type { Reading } from '../import-contract.ts'
import { decodedAnyhow, markOf, windowOf } from './encodings.ts'
import type { Reason } from './files.ts'
import { type Cut, cutLines, cutTable, lineEnd } from './split-records.ts'

/** What is read of a file at once. */
export const WINDOW_BYTES = 256 * 1024
/** A longer record is not read: it is kept apart, and reading goes on after its first line. */
export const RECORD_BYTES_MAX = 4 * 1024 ** 2
/** What is kept of a record that cannot be taken in. */
const RAW_BYTES_MAX = 10 * 1024

/** Reads bytes of the file from a place on; fewer than asked for only at its end. */
export type ReadBytes = (at: number, bytes: number) => Promise<Uint8Array>

/** A place between two records: bytes before it, and records. */
export type Place = { readonly at: number; readonly row: number }

/** One record: its cells (of a JSON line: the line), and the place after it; or why it is none. */
export type FileRecord = Place & { readonly cells: readonly Uint8Array[]; readonly raw: () => string; readonly broken?: Reason }

/** All records from a place on, those of one window at a time. `windowBytes` is for tests. */
export async function* recordsFrom(
  read: ReadBytes,
  { encoding, format, delimiter }: Pick<Reading, 'encoding' | 'format' | 'delimiter'>,
  from: Place | null,
  windowBytes = WINDOW_BYTES,
): AsyncGenerator<FileRecord[]> {
  let place = from ?? { at: markOf(await read(0, 4))?.bytes ?? 0, row: 0 }
  for (let size = windowBytes; ;) {
    const bytes = await read(place.at, size)
    if (bytes.length === 0) return
    const isLast = bytes.length < size
    const window = windowOf(bytes, encoding)
    const rawOf = (start: number, end: number) => () => decodedAnyhow(window.bytes.subarray(start, Math.min(end, start + RAW_BYTES_MAX)), encoding)
    const cuts = format === 'csv' ? cutTable(window.bytes, delimiter, isLast) : cutLines(window.bytes, isLast)
    if (cuts.length > 0) {
      const records: FileRecord[] = []
      for (const { cells, from: start, until } of cuts as readonly Cut[]) {
        place = { at: place.at + window.inFile(start, until), row: place.row + 1 }
        records.push({ ...place, cells, raw: rawOf(start, until) })
      }
      yield records
      size = windowBytes
    } else if (!isLast && size < RECORD_BYTES_MAX) {
      size = Math.min(size * 4, RECORD_BYTES_MAX)
    } else {
      const end = lineEnd(window.bytes)
      const broken = isLast || end !== null ? 'quote' : 'too_long'
      const raw = rawOf(0, end ?? window.bytes.length)
      const next = end === null ? await afterLine(read, place.at + bytes.length, encoding) : place.at + window.inFile(0, end)
      place = { at: isLast && end === null ? place.at + bytes.length : next, row: place.row + 1 }
      yield [{ ...place, cells: [], raw, broken }]
      size = windowBytes
    }
  }
}

/** Where the line goes on to end that is under way at this place. */
async function afterLine(read: ReadBytes, from: number, encoding: Reading['encoding']): Promise<number> {
  for (let at = from; ;) {
    const bytes = await read(at, WINDOW_BYTES)
    const window = windowOf(bytes, encoding)
    const end = lineEnd(window.bytes)
    if (end !== null) return at + window.inFile(0, end)
    if (bytes.length < WINDOW_BYTES) return at + bytes.length
    at += bytes.length
  }
}
