import { describe, expect, it } from 'vitest'
import { readHeader } from '../../../base/mail/header.ts'
import { readReport } from './read-report.ts'

const letter = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'))
const read = (lines: readonly string[]) => readReport(readHeader(letter(lines)), letter(lines))

/** A report as RFC 3464 has it, about one recipient. */
const report = (fields: readonly string[], { type = 'delivery-status', subject = 'Undelivered Mail Returned to Sender' } = {}): string[] => [
  'From: MAILER-DAEMON@mx.lantern.example', 'To: heed@lantern.example', `Subject: ${subject}`, 'Auto-Submitted: auto-replied',
  `Content-Type: multipart/report; report-type=${type}; boundary="b"`, '',
  '--b', 'Content-Type: text/plain; charset=utf-8', '', 'This is the mail system at host mx.lantern.example.', '',
  '--b', `Content-Type: message/${type}`, '', 'Reporting-MTA: dns; mx.lantern.example', '', 'Final-Recipient: rfc822; yossi@lantern.example', ...fields, '',
  '--b', 'Content-Type: message/rfc822', '', 'Message-ID: <whatever@lantern.example>', '', 'the letter', '--b--', '',
]

describe('a report', () => {
  it.each<[string, string[], string]>([
    ['of Postfix', report(['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 <yossi@lantern.example>:', '    User unknown in table']), '550 5.1.1 <yossi@lantern.example>: User unknown in table'],
    ['without a diagnosis', report(['Action: Failed', 'Status: 5.2.2']), 'Status: 5.2.2'],
    ['of Exchange', report(['Action: failed', 'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'], { subject: 'לא ניתן למסירה: קישור בדף הבית' }), '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'],
    ['without any field', report([]), 'Undelivered Mail Returned to Sender'],
    ['of Gmail in prose', [
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>', 'X-Failed-Recipients: yossi@lantern.example', 'Subject: Delivery Status Notification (Failure)', '',
      '** Address not found **', '', 'The response was:', '550 5.1.1 The email account that you tried to reach does not exist.',
    ], '550 5.1.1 The email account that you tried to reach does not exist.'],
    ['of qmail', [
      'From: MAILER-DAEMON@mx.lantern.example', 'Subject: failure notice', '', 'Hi. This is the qmail-send program at mx.lantern.example.', '',
      '<yossi@lantern.example>:', 'Sorry, no mailbox here by that name. (#5.1.1)',
    ], 'Sorry, no mailbox here by that name. (#5.1.1)'],
    ['of Exim', [
      'Return-Path: <>', 'From: Mail Delivery System <Mailer-Daemon@mx.lantern.example>', 'Subject: Mail delivery failed: returning message to sender', '',
      'A message that you sent could not be delivered.', '', '  yossi@lantern.example', '    host mx: 554 5.7.1 rejected',
    ], 'host mx: 554 5.7.1 rejected'],
  ])('%s says that a letter was given back, and why', (_of, lines, why) => {
    expect(read(lines)).toEqual({ kind: 'bounce', why })
  })

  it.each<[string, string[]]>([
    ['of a server that still tries', report(['Action: delayed', 'Status: 4.4.1', 'Will-Retry-Until: Mon, 16 Mar 2026 10:00:00 +0200'])],
    ['in prose of one that still tries', ['From: MAILER-DAEMON@mx.lantern.example', 'Subject: Warning: message delayed 4 hours', '', 'still being retried']],
  ])('%s gives nothing back', (_of, lines) => {
    expect(read(lines)?.kind).toBe('delay')
  })

  it.each<[string, string[]]>([
    ['that it arrived', report(['Action: delivered', 'Status: 2.0.0'], { subject: 'Successful Mail Delivery Report' })],
    ['that it was handed on', report(['Action: relayed'])],
    ['that it was displayed', report(['Disposition: manual-action/MDN-sent-manually; displayed'], { type: 'disposition-notification', subject: 'Read: a link' })],
  ])('%s gives nothing back either', (_of, lines) => {
    expect(read(lines)?.kind).toBe('other')
  })

  it.each<[string, string[]]>([
    ['an answer', ['From: yossi@lantern.example', 'Subject: Re: delivery failed yesterday', '', 'yes, by 15.3']],
    ['an out-of-office reply', ['From: yossi@lantern.example', 'Auto-Submitted: auto-replied', 'Subject: Automatic reply: a link', '', 'I am away']],
    ['other mail of a server', ['From: postmaster@lantern.example', 'Subject: Your weekly summary', '', 'All is well']],
  ])('is not %s', (_of, lines) => {
    expect(read(lines)).toBeNull()
  })

  it('of megabytes is read at its beginning, and its reason is one short line', () => {
    const why = read(report([`Action: failed`, `Diagnostic-Code: smtp; 550 ${'no '.repeat(1_000)}`, ...Array.from({ length: 100_000 }, () => ' and more')]))?.why ?? ''
    expect(why.length).toBeLessThanOrEqual(400)
    expect(why).toMatch(/^550 no no/)
  })
})
