import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { Obstacle } from '../base/error.ts'

/** A line of text, or why it is none. */
export type TextLine = string | { readonly error: string }

const NEWLINE = 0x0a
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The lines of a stream, for each piece that arrives all that it completes: what reads them decides how fast they come. A line ends at a
 * line feed (a carriage return before it is left to JSON, which takes it for a space); a byte order mark at the beginning is dropped. A
 * line of more than `bytesMax` bytes is not held in memory.
 */
export async function* linesOf(input: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<readonly TextLine[]> {
  const begun = new Begun(bytesMax)
  let isFirst = true
  for await (const piece of input) {
    const last = piece.lastIndexOf(NEWLINE)
    if (last < 0) {
      begun.add(piece)
      continue
    }
    const first = piece.indexOf(NEWLINE)
    begun.add(piece.subarray(0, first))
    const lines = [begun.end(), ...(first < last ? textLines(piece.subarray(first + 1, last)) : [])]
    begun.add(piece.subarray(last + 1))
    yield isFirst ? unmarked(lines) : lines
    isFirst = false
  }
  if (begun.bytes > 0) yield isFirst ? unmarked([begun.end()]) : [begun.end()]
}

/** The lines of a file, as `linesOf` gives them. Throws an Obstacle that names the file when it cannot be read. */
export async function* linesOfFile(file: string, bytesMax: number): AsyncGenerator<readonly TextLine[]> {
  try {
    yield* linesOf(createReadStream(file), bytesMax)
  } catch (error) {
    const reason = UNREADABLE.get((error as NodeJS.ErrnoException).code ?? '')
    throw reason === undefined ? error : new Obstacle(`${file} cannot be read: ${reason}.`)
  }
}
const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this account may not'],
])

/** A line of which not all has arrived. */
class Begun {
  bytes = 0
  #pieces: Buffer[] = []
  readonly #bytesMax: number

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  add(piece: Buffer): void {
    this.bytes += piece.length
    if (this.bytes <= this.#bytesMax) this.#pieces.push(piece)
    else this.#pieces = []
  }

  end(): TextLine {
    const isTooLong = this.bytes > this.#bytesMax
    const line = isTooLong ? { error: `The line is longer than ${this.#bytesMax} bytes.` } : textOf(Buffer.concat(this.#pieces))
    this.bytes = 0
    this.#pieces = []
    return line
  }
}

function textLines(bytes: Buffer): TextLine[] {
  if (isUtf8(bytes)) return bytes.toString().split('\n')
  const lines: TextLine[] = []
  for (let from = 0; from <= bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, from)
    const to = newline < 0 ? bytes.length : newline
    lines.push(textOf(bytes.subarray(from, to)))
    from = to + 1
  }
  return lines
}

const textOf = (bytes: Buffer): TextLine => (isUtf8(bytes) ? bytes.toString() : { error: 'The line is not UTF-8.' })

function unmarked([first, ...others]: readonly TextLine[]): TextLine[] {
  if (first === undefined) return []
  return [typeof first === 'string' && first.startsWith(BYTE_ORDER_MARK) ? first.slice(1) : first, ...others]
}

/** What a line holds; `undefined` when it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
