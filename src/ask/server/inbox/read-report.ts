import { decode } from '../../../base/mail/charset.ts'
import { addressesIn, fieldText, type Header } from '../../../base/mail/header.ts'

/** What a server says of a letter that it could not hand on, or not yet. `why` is one line. */
export type Report = { readonly kind: 'bounce' | 'delay' | 'other'; readonly why: string }

/** Reports begin with what happened; the rest is the letter that is given back. */
const READ_BYTES_MAX = 256 * 1024
const WHY_LENGTH_MAX = 400

const IS_SERVER = /^(?:mailer-daemon|postmaster|mail-?daemon|microsoftexchange[0-9a-f]+)@/
/** Servers that write in prose: qmail, Exim, old Sendmail, Exchange in Hebrew. */
const FAILED = /undeliver|undelivered|returned (?:to sender|mail)|delivery (?:status notification \(failure\)|has failed|failed|failure)|failure notice|mail (?:system error|delivery failed)|could not be delivered|not delivered|לא ניתן למסירה|לא נמסר|המסירה נכשלה|כשל במסירה/i
const DELAYED = /delay|still being retried|warning: (?:message|could not send)|not yet been delivered|עיכוב|התעכב|מתעכב/i

/**
 * Reads a report about a letter: RFC 3464, or the prose of servers that write none. Null for what is no report. A read receipt (RFC 8098)
 * and news that a letter arrived are `other`: neither says that somebody looked at it.
 */
export function readReport(header: Header, raw: Uint8Array): Report | null {
  const type = (header.get('content-type')?.[0] ?? '').toLowerCase()
  const text = () => decode(raw.subarray(0, READ_BYTES_MAX), undefined).replaceAll('\r\n', '\n')
  if (/^multipart\/report\b/.test(type)) return /disposition-notification/.test(type) ? { kind: 'other', why: '' } : readStatus(text(), header)
  if (header.has('x-failed-recipients')) return { kind: 'bounce', why: whyIn(text(), header) }
  const isFromServer = addressesIn(header, 'from').some(({ address }) => IS_SERVER.test(address)) || /^<\s*>$/.test(header.get('return-path')?.[0] ?? '')
  if (!isFromServer) return null
  const subject = fieldText(header, 'subject')
  if (DELAYED.test(subject)) return { kind: 'delay', why: '' }
  return FAILED.test(subject) ? { kind: 'bounce', why: whyIn(text(), header) } : null
}

/** RFC 3464 section 2.3.3: one action for each recipient; a letter of ours has one. */
function readStatus(text: string, header: Header): Report {
  const actions = [...text.matchAll(/^Action:[ \t]*(\w+)/gim)].map(([, action = '']) => action.toLowerCase())
  if (actions.includes('failed')) return { kind: 'bounce', why: whyIn(text, header) }
  if (actions.length > 0) return { kind: actions.includes('delayed') ? 'delay' : 'other', why: '' }
  const subject = fieldText(header, 'subject')
  return DELAYED.test(subject) || !FAILED.test(subject) ? { kind: 'other', why: '' } : { kind: 'bounce', why: whyIn(text, header) }
}

/** What the server that refused it said, as far as the report tells. */
function whyIn(text: string, header: Header): string {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+(?:\\n[ \\t].+)*)`, 'im').exec(text)?.[1]
  const diagnosis = field('Diagnostic-Code')?.replace(/^\s*(?:smtp|x-[\w-]+)\s*;\s*/i, '')
  const said = diagnosis ?? /^.*\b(?:55\d|5\.\d{1,3}\.\d{1,3})\b.*$/m.exec(bodyOf(text))?.[0] ?? fieldText(header, 'subject')
  return said.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, WHY_LENGTH_MAX)
}

const bodyOf = (text: string): string => text.slice(text.indexOf('\n\n') + 1)
