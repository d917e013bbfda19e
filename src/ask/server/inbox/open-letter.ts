import { createHash } from 'node:crypto'
import { isAutomatic } from '../../../base/mail/automatic.ts'
import { addressesIn, fieldText, type Header, idsIn, messageId, readHeader } from '../../../base/mail/header.ts'
import { uuidOf } from '../../../base/server/derived-token.ts'
import { linksIn, MARK_LENGTH } from './mark.ts'
import { readReport, type Report } from './read-report.ts'

const HEADER_BYTES_MAX = 256 * 1024
/** In a report, what is given back follows the reason. */
const REPORT_BYTES_MAX = 256 * 1024
const KEY_LENGTH_MAX = 390

/** A letter that came because of a link. */
export type Incoming = {
  readonly header: Header
  readonly linkId: string
  /** Which of our letters it is about, if it says. */
  readonly sendingId: string | null
  /** What comes twice has the same one. */
  readonly key: string
  readonly from: { readonly address: string; readonly name: string | null } | null
  readonly subject: string
  /** What it and the letters before it are called, the oldest first, in angle brackets. */
  readonly thread: readonly string[]
  /** Null: somebody wrote it, or a program that wants to be read like somebody. */
  readonly report: Report | null
  /** No letter may answer it (RFC 3834, section 2). */
  readonly isAutomatic: boolean
}

/** Our own addresses: what comes from them is no answer. */
export type Own = { readonly key: string; readonly addresses: readonly string[] }

/** Whether the rest of a letter is worth fetching, by its header: it is marked, or reports on a letter that may be. */
export function isWorthReading(headerBytes: Uint8Array, own: Own): boolean {
  const header = readHeader(headerBytes)
  return readReport(header, headerBytes) !== null || (!isOurs(header, own) && marked(header, own.key) !== null)
}

/** Reads what a letter is about; null when it is about no link of ours, or is our own. */
export function openLetter(raw: Uint8Array, own: Own): Incoming | null {
  const header = readHeader(raw.subarray(0, HEADER_BYTES_MAX))
  const report = readReport(header, raw)
  if (isOurs(header, own) && report === null) return null
  const given = report && Buffer.from(raw.subarray(0, REPORT_BYTES_MAX)).toString('latin1')
  const linkId = marked(header, own.key) ?? (given === null ? null : linksIn(own.key, given)[0] ?? null)
  if (linkId === null) return null
  const [from] = addressesIn(header, 'from')
  const id = messageId(header)
  return {
    header, linkId, report, from: from ?? null,
    sendingId: sendingIn(`${idsIn(header, 'in-reply-to').join(' ')} ${idsIn(header, 'references').toReversed().join(' ')} ${given ?? ''}`),
    key: `mail:${id !== null && id.length <= KEY_LENGTH_MAX ? id : createHash('sha256').update(raw).digest('hex')}`,
    subject: fieldText(header, 'subject'),
    thread: [...idsIn(header, 'references').slice(-20), ...(id === null ? [] : [id])].map((one) => `<${one}>`),
    isAutomatic: report !== null || isAutomatic(header) || header.has('list-id'),
  }
}

/** By whichever field a mark comes back: the address that was answered first, then what the letter follows, the newest first. */
function marked(header: Header, key: string): string | null {
  const to = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc'].flatMap((name) => header.get(name) ?? [])
  const follows = [...idsIn(header, 'in-reply-to'), ...idsIn(header, 'references').toReversed()]
  return linksIn(key, [...to, ...follows, fieldText(header, 'subject')].join('\n'))[0] ?? null
}

function isOurs(header: Header, { key, addresses }: Own): boolean {
  const from = addressesIn(header, 'from').map(({ address }) => address)
  return linksIn(key, messageId(header) ?? '').length > 0 || from.some((address) => addresses.includes(address))
}

/** The second half of a Message-ID of ours. */
function sendingIn(text: string): string | null {
  const hex = new RegExp(`[0-9a-z]{${MARK_LENGTH}}\\.([0-9a-f]{32})@`, 'i').exec(text)?.[1]
  return hex === undefined ? null : uuidOf(Buffer.from(hex, 'hex'))
}
