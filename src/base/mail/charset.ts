/** Characters out of bytes whose label may be missing or wrong, as labels of mail often are. */

/** Bytes below 128 may mean something else there, so that nothing can be guessed from them: the label is believed. */
const STATEFUL = /^(?:utf-16|iso-2022)/
/** What programs write that know nothing better; in them no byte is ever wrong. */
const MEANINGLESS = /^(?:windows-1252|x-user-defined)$/

/**
 * Reads text in the encoding that it is labelled with (Encoding Standard), unless the bytes are plainly UTF-8, or plainly Hebrew where
 * the label says Western European or nothing. Text in ISO-8859-8 is taken as it is typed, not as it is drawn. Never throws.
 */
export function decode(bytes: Uint8Array, label: string | undefined): string {
  const named = encodingOf(label)
  if (named && STATEFUL.test(named)) return read(bytes, named)
  const utf8 = readIfValid(bytes)
  if (utf8 !== null) return utf8
  if (named && named !== 'utf-8' && !MEANINGLESS.test(named)) return read(bytes, named)
  if (looksHebrew(bytes)) return read(bytes, 'windows-1255')
  return read(bytes, named ?? 'windows-1252')
}

/** The encoding’s own name; null where there is none of this label. */
function encodingOf(label: string | undefined): string | null {
  try {
    return label === undefined ? null : new TextDecoder(label.trim()).encoding
  } catch {
    return null
  }
}

/** What was cut off within its last character is still read. */
function readIfValid(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return null
  }
}

const read = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes, { stream: true })

/** Enough to tell by. */
const LOOKED_AT_BYTES_MAX = 4_096

/**
 * Whether bytes from E0 to FA, where windows-1255 and ISO-8859-8 have the Hebrew letters and Western encodings letters with accents,
 * make up words by themselves: accents stand between letters without.
 */
function looksHebrew(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, LOOKED_AT_BYTES_MAX)).toString('latin1')
  const letters = text.match(/[\xe0-\xfa]/g)?.length ?? 0
  const inWords = text.match(/(?<![A-Za-z])[\xe0-\xfa]{2,}(?![A-Za-z])/g)?.join('').length ?? 0
  return letters > 0 && inWords / letters > 0.7
}

/** The bytes of a part’s text without their transfer encoding (RFC 2045 section 6); of an unknown one, as they are. */
export function undoTransfer(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  const name = encoding?.toLowerCase()
  if (name === 'base64') return Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64')
  return name === 'quoted-printable' ? undoQuoted(bytes) : bytes
}

/** Quoted-printable: `=D7` is one byte, `=` at the end of a line joins it with the next. What is neither stays. */
function undoQuoted(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const byte = (_whole: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  return Buffer.from(text.replace(/=[\t ]{0,76}\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, byte), 'latin1')
}
