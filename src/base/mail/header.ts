import addressparser from 'nodemailer/lib/addressparser'
import { decode, undoTransfer } from './charset.ts'

/** Of one header; the rest is not read. */
const FIELDS_MAX = 500
/** Of one field; what is longer is cut. */
const FIELD_LENGTH_MAX = 16 * 1024
const ADDRESSES_MAX = 200
const ID_LENGTH_MAX = 900

export type Address = { readonly address: string; readonly name: string | null }

/** The header of a message (RFC 5322 section 2.2), read leniently. Names of fields are lower-case; values are bytes as Latin-1. */
export type Header = ReadonlyMap<string, readonly string[]>

/** Reads a header, whole or cut off anywhere. */
export function readHeader(bytes: Uint8Array): Header {
  const text = Buffer.from(bytes).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  const lines = text.slice(0, end).replace(/\r?\n[\t ]/g, ' ').split(/\r?\n/, FIELDS_MAX)
  const fields = new Map<string, string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    fields.set(name, [...(fields.get(name) ?? []), line.slice(colon + 1, colon + 1 + FIELD_LENGTH_MAX).trim()])
  }
  return fields
}

/** The first field of this name, as characters; an empty text where there is none. */
export function fieldText(header: Header, name: string): string {
  return textOf(header.get(name)?.[0] ?? '').replace(/\s+/g, ' ').trim()
}

/** All addresses in all fields of these names. */
export function addressesIn(header: Header, ...names: readonly string[]): Address[] {
  const found = names.flatMap((name) => header.get(name) ?? []).flatMap((value) => addressparser(value, { flatten: true }))
  return found.slice(0, ADDRESSES_MAX).flatMap(({ address, name }) => {
    const mail = textOf(address).trim().toLowerCase()
    return mail.includes('@') ? [{ address: mail, name: textOf(name).replace(/\s+/g, ' ').trim() || null }] : []
  })
}

/** The message ids in a field, without their angle brackets, in its order. */
export function idsIn(header: Header, name: string): string[] {
  const whole = (header.get(name) ?? []).join(' ')
  return [...whole.matchAll(/<([^<>\s]{1,900})>/g)].map(([, id = '']) => id)
}

/** The message's own id; null where it has none that could be one. */
export function messageId(header: Header): string | null {
  const [bracketed] = idsIn(header, 'message-id')
  const bare = (header.get('message-id')?.[0] ?? '').replace(/[<>\s]/g, '')
  const id = bracketed ?? bare
  return id === '' || id.length > ID_LENGTH_MAX ? null : id
}

/** When it says that it was written; null where it says nothing that is a date. */
export function dateOf(header: Header): Date | null {
  const time = Date.parse((header.get('date')?.[0] ?? '').replace(/\([^()]*\)/g, ''))
  return Number.isNaN(time) ? null : new Date(time)
}

const TRANSFER: Readonly<Record<string, string>> = { b: 'base64', q: 'quoted-printable' }
const WORD = /=\?([^?*\s]{1,40})(?:\*[^?\s]{0,40})?\?([bq])\?([^?\s]*)\?=/gi

/**
 * Characters of a field's bytes: encoded words (RFC 2047), and 8-bit text, which no label tells of. Neighbouring words of one
 * encoding are read as one, since senders cut within characters.
 */
function textOf(value: string): string {
  const pieces: { label: string | undefined; bytes: Buffer }[] = []
  let at = 0
  const plain = (text: string) => { if (text !== '') pieces.push({ label: undefined, bytes: Buffer.from(text, 'latin1') }) }
  for (const word of value.matchAll(WORD)) {
    const [whole, label = '', kind = '', encoded = ''] = word
    const between = value.slice(at, word.index)
    if (at === 0 || between.trim() !== '') plain(between)
    const bytes = Buffer.from(undoTransfer(Buffer.from(encoded.replaceAll('_', ' '), 'latin1'), TRANSFER[kind.toLowerCase()]))
    const last = pieces.at(-1)
    if (last?.label === label.toLowerCase() && at > 0 && between.trim() === '') last.bytes = Buffer.concat([last.bytes, bytes])
    else pieces.push({ label: label.toLowerCase(), bytes })
    at = word.index + whole.length
  }
  plain(value.slice(at))
  return pieces.map(({ label, bytes }) => decode(bytes, label)).join('')
}
