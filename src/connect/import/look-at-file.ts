/** What a file seems to be, from its beginning and a few places further on: enough to propose how it should be read. */
import { DELIMITERS, type Field, type Mapping, type Reading } from '../import-contract.ts'
import { decodedAnyhow, detectEncoding, type Encoding, markOf, windowOf } from './encodings.ts'
import { objectIn, pathsIn, textAt } from './json-line.ts'
import { stylesOf } from './read-date.ts'
import type { ReadBytes } from './read-records.ts'
import { cutLines, cutTable, lineEnd } from './split-records.ts'
import { mappingByNames, NAMES, titleKey, type Vendor, vendorOf } from './vendors.ts'

const BEGINNING_BYTES = 256 * 1024
const SPOT_BYTES = 64 * 1024
const SPOTS = 7
const ROWS_MAX = 1_000
/** Titles stand among the first rows: some exports begin with what was asked for. */
const TITLE_ROWS_MAX = 20
const COLUMNS_MAX = 300
const CELL_UNITS_MAX = 2_000
const TITLE_UNITS_MAX = 80

export type Column = { readonly key: string; readonly name: string }

/** What was found. `rows` are samples of the whole file, its first ones first, each with a text for each column. */
export type Look = {
  readonly reading: Reading
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  readonly vendor: Vendor | null
  readonly mapping: Mapping
}

/** Looks at a file. What somebody has decided (`given`) is not guessed. */
export async function lookAtFile(read: ReadBytes, bytes: number, given: Partial<Omit<Reading, 'format'>> = {}): Promise<Look> {
  const pieces = await piecesOf(read, bytes)
  const [beginning = new Uint8Array()] = pieces
  const encoding = given.encoding ?? detectEncoding(pieces)
  const texts = pieces.map((piece, at) => textOf(at === 0 ? piece.subarray(markOf(piece)?.bytes ?? 0) : piece, encoding))
  const first = texts[0] ?? ''
  if (/^\s*\{/.test(first)) return lookAtLines(texts, encoding, beginning.length < bytes)
  const delimiter = given.delimiter ?? delimiterOf(first)
  const tables = texts.map((text, at) => tableIn(at === 0 ? text : text.slice(text.indexOf('\n') + 1), delimiter, at === 0 && beginning.length >= bytes))
  const top = tables[0] ?? []
  const headerRow = given.headerRow ?? headerRowOf(top)
  const titles = top[headerRow - 1] ?? []
  const width = Math.min(COLUMNS_MAX, titles.length || mostFrequent(top.map(({ length }) => length)))
  const columns = Array.from({ length: width }, (_, at) => ({ key: String(at), name: (titles[at] ?? '').trim().slice(0, 200) }))
  const rows = [top.slice(headerRow), ...tables.slice(1)].flatMap((table) => table.filter((row) => row.length === width && row.some((cell) => cell.trim() !== '')))
  return finish({ format: 'csv', encoding, delimiter, headerRow }, columns, rows.slice(0, ROWS_MAX))
}

/** The beginning, and pieces spread over the rest: dates and encodings may show only there what they are. */
async function piecesOf(read: ReadBytes, bytes: number): Promise<Uint8Array[]> {
  const pieces = [await read(0, BEGINNING_BYTES)]
  const rest = bytes - BEGINNING_BYTES - SPOT_BYTES
  if (rest <= 0) return pieces
  for (let spot = 0; spot < SPOTS; spot += 1) {
    const at = BEGINNING_BYTES + Math.floor(rest * spot / (SPOTS - 1))
    pieces.push(await read(at - (at % 2), SPOT_BYTES)) // even: a UTF-16 sign is not cut in two
  }
  return pieces
}

const textOf = (piece: Uint8Array, encoding: Encoding): string => decodedAnyhow(windowOf(piece, encoding).bytes, encoding)

function tableIn(text: string, delimiter: string, isWhole: boolean): string[][] {
  const window = Buffer.from(text)
  const cuts = cutTable(window, delimiter, isWhole)
  const shown = cuts.length > 0 ? cuts : cutTable(window.subarray(0, lineEnd(window) ?? window.length), delimiter, true)
  return shown.slice(0, ROWS_MAX).map(({ cells }) => cells.slice(0, COLUMNS_MAX).map((cell) => Buffer.from(cell).toString().slice(0, CELL_UNITS_MAX)))
}

/** The delimiter that makes the most rows equally wide. */
function delimiterOf(text: string): Reading['delimiter'] {
  const [, declared] = /^sep=(.)\r?\n/.exec(text) ?? []
  const ruled = DELIMITERS.find((delimiter) => delimiter === declared)
  if (ruled) return ruled
  const scores = DELIMITERS.map((delimiter) => {
    const widths = tableIn(text.slice(0, 64 * 1024), delimiter, true).slice(0, 100).map(({ length }) => length)
    const width = mostFrequent(widths.filter((each) => each > 1))
    return { delimiter, score: widths.filter((each) => each === width).length * Math.log2(1 + width) }
  })
  return scores.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ','
}

function mostFrequent(widths: readonly number[]): number {
  const counts = [...Map.groupBy(widths, (width) => width)].map(([width, of]) => ({ width, count: of.length }))
  return counts.toSorted((a, b) => b.count - a.count || b.width - a.width)[0]?.width ?? 1
}

const KNOWN = new Set(Object.values(NAMES).flat())

/** The row with the titles, counted from 1; 0 where the first row of the usual width looks like any other. */
function headerRowOf(table: readonly (readonly string[])[]): number {
  const top = table.slice(0, TITLE_ROWS_MAX)
  const known = top.findIndex((row) => vendorOf(row.map((name) => ({ key: name, name }))) !== null)
  if (known >= 0) return known + 1
  const width = mostFrequent(table.map(({ length }) => length))
  const at = top.findIndex((row) => row.length === width && row.some((cell) => cell.trim() !== ''))
  const row = top[at] ?? []
  if (!row.every((cell) => cell.length <= TITLE_UNITS_MAX && !/^https?:|^[\d.,/:\s-]*\d[\d.,/:\s-]*$/.test(cell.trim()))) return 0
  const below = table.slice(at + 1).filter(({ length }) => length === width)
  const isNamed = row.some((cell) => KNOWN.has(titleKey(cell)))
  const differs = row.some((_, column) => below.length > 0 && kindOf(below.slice(0, 50).map((each) => each[column] ?? '')) !== 'words')
  return isNamed || differs || row.length === 1 ? at + 1 : 0
}

function lookAtLines(texts: readonly string[], encoding: Encoding, isCut: boolean): Look {
  const lines = texts.flatMap((text, at) => {
    const whole = at === 0 ? text : text.slice(text.indexOf('\n') + 1)
    return cutLines(Buffer.from(whole), at === 0 && !isCut).map(({ cells: [line] }) => Buffer.from(line ?? []).toString())
  })
  const objects = lines.slice(0, ROWS_MAX).map(objectIn).filter((object) => object !== null)
  const paths = [...new Set(objects.flatMap((object) => pathsIn(object)))].slice(0, COLUMNS_MAX)
  const columns = paths.map((path) => ({ key: path, name: path }))
  const rows = objects.map((object) => paths.map((path) => textAt(object, path).slice(0, CELL_UNITS_MAX)))
  return finish({ format: 'jsonl', encoding, delimiter: ',', headerRow: 0 }, columns, rows)
}

function finish(reading: Reading, columns: readonly Column[], rows: Look['rows']): Look {
  const vendor = vendorOf(columns)
  const mapping = mappingByNames(columns, vendor)
  for (const [field, key] of byContent(columns, rows, Object.values(mapping))) mapping[field] ??= key
  return { reading, columns, rows, vendor, mapping }
}

/** What the cells themselves tell, of columns that no name has told of: dates, links, and the longest words. */
function byContent(columns: readonly Column[], rows: Look['rows'], taken: readonly string[]): [Field, string][] {
  const free = columns.flatMap(({ key }, at) => {
    const cells = rows.slice(0, 100).map((row) => row[at] ?? '').filter((cell) => cell.trim() !== '')
    return taken.includes(key) || cells.length === 0 ? [] : [{ key, kind: kindOf(cells), length: cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length }]
  })
  const longest = free.filter(({ kind }) => kind === 'words').toSorted((a, b) => b.length - a.length)[0]
  const date = free.find(({ kind }) => kind === 'dates')
  const url = free.find(({ kind }) => kind === 'links')
  return [
    ...(longest ? [['text', longest.key] as [Field, string]] : []),
    ...(date ? [['date', date.key] as [Field, string]] : []),
    ...(url ? [['url', url.key] as [Field, string]] : []),
  ]
}

function kindOf(cells: readonly string[]): 'dates' | 'links' | 'numbers' | 'words' {
  const some = cells.filter((cell) => cell.trim() !== '')
  const most = (is: (cell: string) => boolean) => some.length > 0 && some.filter(is).length >= some.length * 0.8
  if (most((cell) => /^https?:\/\/\S+$/.test(cell.trim()))) return 'links'
  const styles = stylesOf(some)
  if (styles.length > 0 && !styles.every((style) => style === 'excel' || style === 'unix_s')) return 'dates'
  return most((cell) => /^[\d.,%\s-]+$/.test(cell)) ? 'numbers' : 'words'
}
