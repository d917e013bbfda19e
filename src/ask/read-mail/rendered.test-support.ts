import { readFileSync } from 'node:fs'
import type { MailAnswer } from '../answer-contract.ts'
import { readMail } from './read-mail.ts'

/**
 * A written letter (`letters/*.jsonl`). `is`: what it answers, as `kind`, `kind date` or `no-because reason`; `or`: what else would be as
 * true. `say`: what its sender writes. `by`: the mail program; without it the programs take turns.
 */
export type Written = {
  readonly is: string
  readonly or?: readonly string[]
  readonly say: string
  readonly by?: Program
  readonly sent?: string
  readonly subject?: string
  readonly header?: readonly string[]
  readonly auto?: boolean
}
/** The written letters of one file. */
export const lettersOf = (name: string): Written[] => readFileSync(new URL(`letters/${name}.jsonl`, import.meta.url), 'utf8')
  .split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))

/** What an answer is, as the letters are labelled. */
export const labelOf = ({ kind, date, reason }: MailAnswer): string => [kind, date ?? reason].filter((part) => part !== undefined).join(' ')

/** The mail programs that take turns; the others are chosen by a letter. */
const TURNS = ['gmail', 'outlook', 'apple', 'thunderbird', 'outlook-mobile', 'yahoo', 'samsung', 'html-only', 'outlook-1255', 'flowed', 'quoted-printable'] as const
type Program = (typeof TURNS)[number] | 'below' | 'inline' | 'forward' | 'html-8859-8-i' | 'mislabelled' | 'signed' | 'attached' | 'calendar' | 'bounce' | 'plain' | 'gmail-below'

/** A letter as its program would send it: a whole message, in the program's own way to quote, encode and label. */
export function rendered(letter: Written, turn: number): Buffer {
  const isHebrew = /\p{Script=Hebrew}/u.test(letter.say) || (!/[a-z]/i.test(letter.say) && turn % 2 === 0)
  const program = letter.by ?? (TURNS[turn % TURNS.length] as Program)
  return message(letter, program, isHebrew ? HEBREW : ENGLISH)
}

type Tongue = typeof ENGLISH

const ENGLISH = {
  subject: 'Re: Ask 12: a link on the home page', from: 'Tom Bar <tom@shop.example>', name: 'Ruth Levi', address: 'asks@heed.example',
  ask: ['Hi Tom,', 'Ruth asks the web team for a link on the home page, by 15 March.', 'Could you do it by Thursday 12/3?', '',
    'Answer by replying to this mail. Begin with one of these:', 'Yes, by 15.3', 'Yes, but …', 'No, because …', '', 'Or: https://heed.example/answer/abc'],
  wrote: 'On Mon, Mar 2, 2026 at 9:24 AM Ruth Levi <asks@heed.example> wrote:', original: '-----Original Message-----',
  yahoo: 'On Monday, March 2, 2026 at 09:24:11 AM GMT+2, Ruth Levi <asks@heed.example> wrote:', apple: 'On 2 Mar 2026, at 9:24, Ruth Levi <asks@heed.example> wrote:',
  header: ['From: Ruth Levi <asks@heed.example>', 'Sent: Monday, March 2, 2026 9:24 AM', 'To: Tom Bar <tom@shop.example>', 'Subject: Ask 12: a link on the home page'],
  forwarded: '---------- Forwarded message ---------', phone: 'Sent from my iPhone', get: 'Get Outlook for iOS', samsung: '-------- Original message --------',
}

const HEBREW: Tongue = {
  subject: 'השב: בקשה 12: קישור בדף הבית', from: 'יעל כהן <yael@shop.example>', name: 'רות לוי', address: 'asks@heed.example',
  ask: ['שלום יעל,', 'רות מבקשת מצוות האתר קישור בדף הבית, עד 15 במרץ.', 'אפשר עד יום חמישי 12/3?', '',
    'אפשר לענות בתשובה למייל הזה. השורה הראשונה תתחיל באחת מאלה:', 'כן, עד 15.3', 'כן, אבל …', 'לא, כי …', '', 'או: https://heed.example/answer/abc'],
  wrote: '‫בתאריך יום ב׳, 2 במרץ 2026 ב-9:24 מאת ‪רות לוי‬‏ <‪asks@heed.example‬‏>:‬', original: '-----הודעה מקורית-----',
  yahoo: 'ב-יום שני, 2 במרץ 2026 בשעה 09:24:11 GMT+2‎, רות לוי <asks@heed.example> כתב/ה:', apple: 'ב-2 במרץ 2026, בשעה 9:24, רות לוי <asks@heed.example> כתב/ה:',
  header: ['מאת: רות לוי <asks@heed.example>', 'נשלח: יום שני 02 מרץ 2026 09:24', 'אל: יעל כהן <yael@shop.example>', 'נושא: בקשה 12: קישור בדף הבית'],
  forwarded: '---------- הודעה מועברת ---------', phone: 'נשלח מה-iPhone שלי', get: 'הורד את Outlook עבור iOS', samsung: '-------- הודעה מקורית --------',
}

/** What somebody else has written in a letter that is passed on. */
const OTHERS: Readonly<Record<'he' | 'en', readonly string[]>> = { he: ['היי,', 'כן, עד 15.3', 'דנה'], en: ['Hi,', 'Yes, by 15 March.', 'Dana'] }

function message(letter: Written, program: Program, tongue: Tongue): Buffer {
  const lines = letter.say.split('\n')
  const quoted = tongue.ask.map((line) => `> ${line}`)
  const others = OTHERS[tongue === HEBREW ? 'he' : 'en']
  const html = (after: string) => `<html><body>${markup(lines)}${after}</body></html>`
  const gmail = `<br><div class="gmail_quote"><div dir="rtl" class="gmail_attr">${escaped(tongue.wrote)}<br></div><blockquote class="gmail_quote" style="margin:0">${markup(tongue.ask)}</blockquote></div>`
  const outlook = `<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>${markup(tongue.header)}</div>${markup(tongue.ask)}`
  const plain = (...after: readonly string[]) => [...lines, '', ...after].join('\r\n')
  const send = (type: string, body: string, encoding: 'base64' | 'quoted-printable' | '8bit' = '8bit', charset = 'utf-8') => whole(letter, tongue, partOf(`${type}; charset=${charset}`, body, encoding, charset))
  const both = (text: string, page: string, encoding: 'base64' | 'quoted-printable' = 'base64') => whole(letter, tongue, multipart('alternative', [
    partOf('text/plain; charset=utf-8', text, encoding), partOf('text/html; charset=utf-8', page, encoding)]))
  switch (program) {
    case 'gmail': return both(plain(tongue.wrote, '', ...quoted), html(gmail))
    case 'outlook': return both(plain(...tongue.header, '', ...tongue.ask), html(outlook), 'quoted-printable')
    case 'apple': return both(plain(`> ${tongue.apple}`, '> ', ...quoted), html(`<br><blockquote type="cite"><div>${escaped(tongue.apple)}</div>${markup(tongue.ask)}</blockquote>`), 'quoted-printable')
    case 'thunderbird': return send('text/plain; format=fixed', plain(tongue.apple.replace('wrote:', 'wrote:'), ...quoted, '', '-- ', 'Tom', 'Head of the web team, if you ask me'))
    case 'outlook-mobile': return both(plain(tongue.get, '________________________________', ...tongue.header, '', ...tongue.ask), html(`<div id="ms-outlook-mobile-signature">${tongue.get}</div><hr><div id="divRplyFwdMsg">${markup(tongue.header)}</div>${markup(tongue.ask)}`))
    case 'yahoo': return both(plain('   ', `    ${tongue.yahoo}  `, '', ...quoted), html(`<div class="yahoo_quoted"><div>${escaped(tongue.yahoo)}</div>${markup(tongue.ask)}</div>`))
    case 'samsung': return both(plain(tongue.samsung, ...tongue.header, '', ...tongue.ask), html(`<div>${tongue.samsung}</div>${markup(tongue.header)}${markup(tongue.ask)}`))
    case 'html-only': return send('text/html', html(gmail), 'base64')
    case 'outlook-1255': return tongue === HEBREW ? send('text/html', html(outlook), 'quoted-printable', 'windows-1255') : send('text/html', html(outlook), 'quoted-printable')
    case 'html-8859-8-i': return send('text/html', html(gmail), '8bit', 'iso-8859-8-i')
    case 'mislabelled': return whole(letter, tongue, partOf('text/plain; charset=iso-8859-1', plain(), '8bit', 'windows-1255'))
    case 'flowed': return send('text/plain; format=flowed; delsp=no', plain(tongue.wrote, ...quoted.map((line) => `${line} `), '', '-- ', tongue.name))
    case 'quoted-printable': return send('text/plain', plain(tongue.phone, '', tongue.original, ...tongue.header, '', ...tongue.ask), 'quoted-printable')
    case 'below': return send('text/plain', [tongue.wrote, ...quoted, '', ...lines].join('\r\n'))
    case 'gmail-below': return send('text/html', `<div class="gmail_quote"><div class="gmail_attr">${escaped(tongue.wrote)}<br></div><blockquote>${markup(tongue.ask)}</blockquote>${markup(lines)}</div>`)
    case 'inline': return send('text/plain', [tongue.wrote, ...quoted.slice(0, 3), ...lines, ...quoted.slice(3)].join('\r\n'))
    case 'forward': return send('text/plain', plain(tongue.forwarded, ...tongue.header, '', ...others))
    case 'signed': return whole(letter, tongue, multipart('signed', [partOf('text/plain; charset=utf-8', plain(), 'base64'), partOf('application/pkcs7-signature; name=smime.p7s', 'MIIabc', 'base64')]))
    case 'attached': return whole(letter, tongue, multipart('mixed', [partOf('text/plain; charset=utf-8', plain(), 'base64'), partOf('message/rfc822', `From: x@y.example\r\nSubject: other\r\n\r\n${others.join('\r\n')}`), partOf('application/ms-tnef; name=winmail.dat', 'eJ8+', 'base64')]))
    case 'calendar': return whole(letter, tongue, multipart('alternative', [partOf('text/plain; charset=utf-8', plain()), partOf('text/calendar; method=REPLY', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\r\nEND:VEVENT\r\nEND:VCALENDAR')]))
    case 'bounce': return whole({ ...letter, header: ['Content-Type: multipart/report; report-type=delivery-status; boundary=r'] }, tongue, `\r\n--r\r\n\r\n${lines.join('\r\n')}\r\n--r--`)
    case 'plain': return send('text/plain', plain())
    default: throw new Error(program satisfies never)
  }
}

function whole(letter: Written, tongue: Tongue, body: string): Buffer {
  const auto = letter.auto ? ['Auto-Submitted: auto-replied'] : []
  const subject = `Subject: =?utf-8?B?${Buffer.from(letter.subject ?? tongue.subject).toString('base64')}?=`
  const address = /<(.*)>/.exec(tongue.from)?.[1] ?? ''
  const header = [`From: ${address}`, 'To: asks@heed.example', subject, `Date: ${letter.sent ?? 'Tue, 03 Mar 2026 10:20:00 +0200'}`, 'Message-ID: <1@shop.example>', 'MIME-Version: 1.0', ...auto, ...letter.header ?? []]
  return Buffer.from(`${header.join('\r\n')}\r\n${body}`, 'latin1')
}

/** A part with its header, as bytes in Latin-1. */
function partOf(type: string, body: string, encoding: 'base64' | 'quoted-printable' | '8bit' = '8bit', charset = 'utf-8'): string {
  const bytes = charset === 'utf-8' ? Buffer.from(body) : hebrewBytes(body)
  const head = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`
  if (encoding === 'base64') return head + bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  return head + (encoding === '8bit' ? bytes.toString('latin1') : quotedPrintable(bytes))
}

const multipart = (kind: string, parts: readonly string[]): string => (
  `Content-Type: multipart/${kind}; boundary="=_b1"\r\n\r\n${parts.map((part) => `--=_b1\r\n${part}`).join('\r\n')}\r\n--=_b1--\r\n`)

/** Hebrew letters as windows-1255 and ISO-8859-8 have them; what neither has is left out. */
const hebrewBytes = (text: string): Buffer => Buffer.from([...text].flatMap((letter) => {
  const code = letter.codePointAt(0) ?? 0
  return code < 128 ? [code] : code >= 0x5d0 && code <= 0x5ea ? [code - 0x5d0 + 0xe0] : letter === '׳' ? [0x27] : letter === '…' ? [0x2e, 0x2e, 0x2e] : []
}))

const quotedPrintable = (bytes: Buffer): string => [...bytes].map((byte) => (
  (byte >= 32 && byte < 127 && byte !== 61) || byte === 13 || byte === 10 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('')
  .split('\r\n').map((line) => (line.match(/(?:=[0-9A-F]{2}|[^=]){1,24}/g) ?? ['']).join('=\r\n')).join('\r\n')

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const markup = (lines: readonly string[]): string => lines.map((line) => `<div dir="auto">${line === '' ? '<br>' : escaped(line).replace('  ', '&nbsp; ')}</div>`).join('')

export type Measured = {
  readonly letters: number
  /** Letters that answer, or say that they were seen. */
  readonly toRead: number
  readonly unread: readonly string[]
  /** Read as a promise that is none, or for another day. */
  readonly falseYes: readonly string[]
  readonly wrong: readonly string[]
  /** How many letters that are so were read so: `yes-by>yes-needs-date`. */
  readonly pairs: ReadonlyMap<string, number>
}

/** Reads all letters of these files and compares them with their labels. */
export async function measured(names: readonly string[]): Promise<Measured> {
  const letters = names.flatMap((name) => lettersOf(name).map((letter, turn) => ({ letter, turn, raw: rendered(letter, turn), where: `${name}:${turn + 1} ${letter.say}` })))
  const answers: { letter: Written; where: string; got: string }[] = []
  for (const { letter, raw, where } of letters) answers.push({ letter, where, got: labelOf(await readMail(raw)) })
  const wrong = answers.filter(({ letter, got }) => ![letter.is, ...letter.or ?? []].includes(got))
  const pairs = new Map<string, number>()
  for (const { letter, got } of answers) {
    const isRight = [letter.is, ...letter.or ?? []].includes(got)
    const pair = `${isRight ? kindOf(got) : kindOf(letter.is)}>${kindOf(got)}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  const toRead = answers.filter(({ letter }) => letter.is !== 'unread')
  const told = (those: typeof answers) => those.map(({ where, got }) => `${where} → ${got}`)
  return {
    letters: letters.length, toRead: toRead.length, wrong: told(wrong), pairs,
    unread: told(toRead.filter(({ got, letter }) => got === 'unread' && !(letter.or ?? []).includes('unread'))),
    falseYes: told(wrong.filter(({ got }) => got.startsWith('yes-by'))),
  }
}

const kindOf = (label: string): string => label.split(' ')[0] ?? ''
