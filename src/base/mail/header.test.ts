import { expect, test } from 'vitest'
import { isAutomatic } from './automatic.ts'
import { addressesIn, dateOf, fieldText, idsIn, messageId, readHeader } from './header.ts'

const header = (...lines: string[]) => readHeader(Buffer.from(lines.join('\r\n')))

test('fields are read unfolded, by any case of their names, and the body is not', () => {
  const read = header('SUBJECT: one', '\ttwo', 'nonsense', ': no name', 'X-Twice: 1', 'x-twice: 2', '', 'Subject: of the body')
  expect([fieldText(read, 'subject'), read.get('x-twice'), fieldText(read, 'missing')]).toEqual(['one two', ['1', '2'], ''])
})

test.each([
  ['=?utf-8?B?16nXnA==?= =?utf-8?B?15XXnQ==?=', 'שלום'],
  ['=?UTF-8?Q?=D7=A9=D7?= =?utf-8?q?=9C_x?=', 'של x'],
  ['Re: =?windows-1255?B?+ezl7Q==?= (2)', 'Re: שלום (2)'],
  ['=?iso-8859-8-i?Q?=F9=EC=E5=ED?=', 'שלום'],
  ['=?utf-8*he?B?16nXnA==?=', 'של'],
  ['=?no-such?Q?plain?=', 'plain'],
  ['=?utf-8?X?broken?=', '=?utf-8?X?broken?='],
  ['plain = ?', 'plain = ?'],
])('%s is read as %s', (written, said) => {
  expect(fieldText(header(`Subject: ${written}`), 'subject')).toBe(said)
})

test('addresses are read in every form, lower-case, with their names', () => {
  const read = header('From: "Levi, Dana" <Dana@Example.COM>', 'To: a@example.com, =?utf-8?B?16nXnA==?= <b@example.com> (c), undisclosed:;', 'Cc: nobody')
  expect(addressesIn(read, 'from', 'to', 'cc')).toEqual([
    { address: 'dana@example.com', name: 'Levi, Dana' }, { address: 'a@example.com', name: null }, { address: 'b@example.com', name: 'של' },
  ])
})

test('ids are read without their brackets; one that is too long, or none, is no id', () => {
  const read = header('Message-ID: <a.b@c>', 'References: <1@c>', ' <2@c>junk<3@c>')
  expect([messageId(read), idsIn(read, 'references')]).toEqual(['a.b@c', ['1@c', '2@c', '3@c']])
  expect([messageId(header('Message-ID: bare@c')), messageId(header(`Message-ID: <${'x'.repeat(2_000)}>`)), messageId(header('Message-ID: <>'))]).toEqual(['bare@c', null, null])
})

test('a date is read with its zone, and what is none is none', () => {
  expect(dateOf(header('Date: Mon, 23 Nov 2026 09:24:00 +0200 (IST)'))).toEqual(new Date('2026-11-23T07:24:00Z'))
  expect([dateOf(header('Date: yesterday')), dateOf(header('From: a@b'))]).toEqual([null, null])
})

test.each([
  ['Auto-Submitted: auto-generated'], ['Precedence: bulk'], ['Precedence: junk'], ['X-Auto-Response-Suppress: OOF, AutoReply'], ['Return-Path: <>'],
  ['From: MAILER-DAEMON@example.com'], ['Content-Type: multipart/report; report-type=delivery-status'], ['X-Autoreply: yes'],
])('nobody wrote what says %s', (line) => expect(isAutomatic(header(line))).toBe(true))

test.each([['Auto-Submitted: no'], ['Precedence: list'], ['Precedence: normal'], ['Return-Path: <dana@example.com>'], ['X-Auto-Response-Suppress: DR']])(
  'somebody wrote what says %s', (line) => expect(isAutomatic(header(line))).toBe(false))
