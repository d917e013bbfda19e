import addressparser from 'nodemailer/lib/addressparser'
import type { Address } from '../../base/mail/header.ts'
import { bare } from '../../base/mail/marks.ts'

/** A message within a message, as programs write it when somebody passes it on. */
export type Forwarded = { readonly from: Address; readonly subject: string; readonly text: string }

/** Labels of Gmail, Outlook and Apple Mail, in English and Hebrew. */
const LABELS: Readonly<Record<string, 'from' | 'subject' | 'other'>> = {
  from: 'from', מאת: 'from',
  subject: 'subject', נושא: 'subject',
  date: 'other', sent: 'other', to: 'other', cc: 'other', importance: 'other', 'reply-to': 'other',
  תאריך: 'other', נשלח: 'other', אל: 'other', עותק: 'other', 'השב אל': 'other', חשיבות: 'other',
}
const LABEL = /^([\p{L}-]{2,12}(?: אל)?) ?: ?(.*)$/u
/** Fields of its header, one after another, before its text begins. */
const HEADER_LINES_MAX = 25

/** Reads the first message that is passed on in this text; null where no header can be read that names its sender’s address. */
export function readForwarded(text: string): Forwarded | null {
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const quoted = /^\s*>/.test(lines[at] ?? '')
    const plain = (line: string) => (quoted ? line.replace(/^\s*> ?/, '') : line)
    if (labelled(plain(lines[at] ?? ''))?.label !== 'from') continue
    const header = readHeader(lines.slice(at, at + HEADER_LINES_MAX).map(plain))
    if (header) return { from: header.from, subject: header.subject, text: lines.slice(at + header.length).map(plain).join('\n').trim() }
  }
  return null
}

/** A sender and at least one more field, and how many lines they take. */
function readHeader(lines: readonly string[]): { from: Address; subject: string; length: number } | null {
  let [from, subject, fields, at] = ['', '', 0, 0]
  let last: 'from' | 'subject' | 'other' | null = null
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const field = labelled(line)
    if (field) {
      fields += 1
      last = field.label
      if (last === 'from') from = field.value
      if (last === 'subject') subject = field.value
    } else if (last !== null && goesOn(lines[at - 1] ?? '', line)) {
      if (last === 'subject') subject = `${subject} ${bare(line)}`
      if (last === 'from') from = `${from} ${bare(line)}`
    } else if (bare(line) !== '' || fields > 1) break
  }
  const address = addressIn(from)
  return address && fields > 1 ? { from: address, subject, length: at } : null
}

function labelled(line: string): { label: 'from' | 'subject' | 'other'; value: string } | null {
  const [, name = '', value = ''] = LABEL.exec(bare(line)) ?? []
  const label = LABELS[name.toLowerCase()]
  return label ? { label, value } : null
}

/** A field that is broken over lines: the next one is indented, or this one ended in the middle of a list. */
const goesOn = (before: string, line: string): boolean => line.trim() !== '' && (/^[ \t]/.test(line) || /[,;]$/.test(before.trim()))

/** `Dana <dana@example.com>`, `Dana [mailto:dana@example.com]`, `dana@example.com`. */
function addressIn(value: string): Address | null {
  const plain = value.replace(/\[mailto:([^\]\s]+)\]/i, '<$1>').replace(/<mailto:[^>]*>/i, '')
  const found = addressparser(plain, { flatten: true }).find(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address))
  return found ? { address: found.address.toLowerCase(), name: found.name.trim() || null } : null
}
