/** Cutting a window of a file into its records. */
import { CsvError, parse } from 'csv-parse/sync'

/** One record of a table: its cells, and where it lies in its window. */
export type Cut = { readonly cells: readonly Uint8Array[]; readonly from: number; readonly until: number }

const NEWLINE = 10

/**
 * The records of a table (RFC 4180; any line ends, quotes may stand where they should not) that are whole within this window.
 * `isLast`: the file ends with it. What is left over is the beginning of a record whose end is not here, or never comes.
 */
export function cutTable(window: Buffer, delimiter: string, isLast: boolean): Cut[] {
  const cuts: Cut[] = []
  let from = 0
  const keep = (cells: Uint8Array[], { bytes }: { bytes: number }) => {
    cuts.push({ cells, from, until: bytes })
    from = bytes
    return null
  }
  try {
    parse(window, {
      delimiter, on_record: keep as never, encoding: null, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true,
    })
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') return cuts
    throw error
  }
  // Of the last record only its delimiter would tell that it is whole, and even that may be half of one.
  if (!isLast && cuts.at(-1)?.until === window.length) cuts.pop()
  return cuts
}

/** The lines that are whole within this window, each as one cell. */
export function cutLines(window: Buffer, isLast: boolean): Cut[] {
  const cuts: Cut[] = []
  for (let from = 0; from < window.length;) {
    const end = window.indexOf(NEWLINE, from)
    if (end < 0 && !isLast) break
    const until = end < 0 ? window.length : end + 1
    cuts.push({ cells: [window.subarray(from, until)], from, until })
    from = until
  }
  return cuts
}

/** Where the line that this window begins with ends, its newline included; null where it does not. */
export function lineEnd(window: Buffer): number | null {
  const end = window.indexOf(NEWLINE)
  return end < 0 ? null : end + 1
}
