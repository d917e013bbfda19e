/** Which encoding a file is in, and reading bytes in it. */
import type { Reading } from '../import-contract.ts'

export type Encoding = Reading['encoding']

/** The byte order mark that a file begins with. */
export function markOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly bytes: number } | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', bytes: 3 }
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  return null
}

/**
 * The encoding of a file, from pieces of it, the first from its beginning. Its mark is believed first; then NULs in every other
 * place (UTF-16), bytes that are UTF-8 throughout, and last the older alphabets, between which only their words can decide.
 */
export function detectEncoding(pieces: readonly Uint8Array[]): Encoding {
  const [beginning = new Uint8Array()] = pieces
  const mark = markOf(beginning)
  if (mark) return mark.encoding
  const zeros = (odd: 0 | 1) => beginning.subarray(0, 4_096).filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (zeros(1) > beginning.length / 8 || zeros(1) > 512) return 'utf-16le'
  if (zeros(0) > beginning.length / 8 || zeros(0) > 512) return 'utf-16be'
  if (pieces.every(isUtf8)) return 'utf-8'
  const [hebrew, latin] = pieces.map(lettersIn).reduce(([h, l], [one, other]) => [h + one, l + other], [0, 0])
  return hebrew >= latin ? 'windows-1255' : 'windows-1252'
}

/** Whether a piece that may begin and end within a character is UTF-8. */
function isUtf8(piece: Uint8Array): boolean {
  let from = 0
  while (from < 3 && ((piece[from] ?? 0) & 0xc0) === 0x80) from += 1
  let until = piece.length
  for (let back = 1; back <= 3 && back <= piece.length; back += 1) {
    if ((piece[piece.length - back] ?? 0) >= 0xc0) {
      until = piece.length - back
      break
    }
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(piece.subarray(from, until))
    return true
  } catch {
    return false
  }
}

/**
 * How many bytes stand as Hebrew letters do in windows-1255 (beside one another), and how many as accented ones do in
 * windows-1252 (alone among plain ones): à is ב's byte, but no word is written in à alone.
 */
function lettersIn(piece: Uint8Array): [hebrew: number, latin: number] {
  const isHebrew = (byte: number | undefined) => byte !== undefined && byte >= 0xe0 && byte <= 0xfa
  const isLatin = (byte: number | undefined) => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a && byte < 0x80
  let hebrew = 0
  let latin = 0
  for (let at = 0; at < piece.length; at += 1) {
    const byte = piece[at] ?? 0
    if (byte < 0xc0) continue
    const [before, after] = [piece[at - 1], piece[at + 1]]
    if (isHebrew(byte) && (isHebrew(before) || isHebrew(after))) hebrew += 1
    else if (isLatin(before) || isLatin(after)) latin += 1
  }
  return [hebrew, latin]
}

const strict = new Map<string, TextDecoder>()

/** A cell's characters; null where its bytes are not in this encoding. UTF-16 has been UTF-8 since its window was read. */
export function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  const label = encoding.startsWith('utf-16') ? 'utf-8' : encoding
  let decoder = strict.get(label)
  if (!decoder) strict.set(label, (decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })))
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** The same, with U+FFFD for what does not fit: only to show. */
export function decodedAnyhow(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding.startsWith('utf-16') ? 'utf-8' : encoding, { ignoreBOM: true }).decode(bytes)
}

/** A window of a file in which one byte is one ASCII sign, whatever the file's encoding. */
export type Window = {
  readonly bytes: Buffer
  /** How many bytes of the file a stretch of the window stands for. */
  readonly inFile: (from: number, until: number) => number
}

/** Makes UTF-16 UTF-8, and leaves everything else as it is. */
export function windowOf(bytes: Uint8Array, encoding: Encoding): Window {
  if (!encoding.startsWith('utf-16')) {
    return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), inFile: (from, until) => until - from }
  }
  const units = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  const text = (encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le')
  const utf8 = Buffer.from(text)
  return { bytes: utf8, inFile: (from, until) => utf8.toString('utf8', from, until).length * 2 }
}
