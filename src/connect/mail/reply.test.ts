import { describe, expect, it, test } from 'vitest'
import { readForwarded } from './forwarded.ts'
import { cutReply } from './reply.ts'

const SAID = 'It is broken.\nWhat now?'

describe('what a reply only repeats is cut off', () => {
  it.each([
    ['Gmail', 'On Mon, Nov 23, 2026 at 9:24 AM Service <service@example.org> wrote:\n\n> Hello\n> Bye'],
    ['Gmail, broken over lines', 'On Mon, Nov 23, 2026 at 9:24 AM Service Department\n<service@example.org> wrote:\n> Hello'],
    ['Gmail in Hebrew', '‫בתאריך יום ב׳, 23 בנוב׳ 2026 ב-9:24 מאת ‪שירות‬‏ <‪service@example.org‬‏>:‬\n\n> שלום'],
    ['Apple in Hebrew', 'ב-23 בנוב׳ 2026, בשעה 9:24, שירות <service@example.org> כתב/ה:\n\n> שלום'],
    ['Outlook', '-----Original Message-----\nFrom: Service\nSent: Monday\nTo: me\n\nHello'],
    ['Outlook in Hebrew', 'מאת: שירות <service@example.org>\nנשלח: יום שני 23 נובמבר 2026\nאל: דנה\nנושא: שלום\n\nשלום'],
    ['Outlook with stars', '*From:* Service <s@example.org>\n*Sent:* Monday\n*To:* me\n\nHello'],
    ['a program without marks', 'On 23 Nov 2026 at 9:24, Service wrote:\nHello\nBye'],
    ['quotes alone', '> Hello\n> Bye\n'],
    ['a signature', '-- \nDana Levi\nExample Ltd'],
    ['a telephone', 'Sent from my iPhone'],
    ['a telephone in Hebrew', 'נשלח מה-iPhone שלי'],
  ])('as %s marks it', (_who, history) => {
    expect(cutReply(`${SAID}\n\n${history}`)).toBe(SAID)
  })

  it.each([
    ['an answer between the quotes', 'On 23 Nov, Service wrote:\n> Is it broken?\nYes.\n> And the other one?\nThat too.'],
    ['a story with the word', 'On 3 May he wrote: sorry\nand I believed it'],
    ['a line that begins as one', 'From: Haifa to Tel Aviv it took a week\nand it arrived broken'],
    ['nothing else', '> all of it\n> is quoted'],
    ['dashes far above', `before\n-- \n${'line\n'.repeat(30)}end`],
    ['a Hebrew line with a date', 'ביום 3.5 קניתי אצלכם:\nסיר\nמחבת'],
  ])('but not %s', (_what, text) => {
    expect(cutReply(text)).toBe(text)
  })
})

describe('a forwarded message is read', () => {
  it.each([
    ['Gmail', '---------- Forwarded message ---------\nFrom: Ruti <ruti@example.com>\nDate: Mon, Nov 23, 2026 at 8:15 AM\nSubject: Sad\nTo: <clerk@example.org>\n\n\nIt broke.'],
    ['Gmail from HTML', '---------- Forwarded message ---------\n*From:* *Ruti* <ruti@example.com>\n*Date:* Mon\n*Subject:* Sad\n*To:* clerk@example.org\nIt broke.'],
    ['Outlook', 'From: Ruti <Ruti@example.com>\nSent: Monday\nTo: clerk\nSubject: Sad\n\nIt broke.'],
    ['Outlook, older', '-----Original Message-----\nFrom: Ruti [mailto:ruti@example.com]\nSubject: Sad\n\nIt broke.'],
    ['Apple', 'Begin forwarded message:\n\n> From: Ruti <ruti@example.com>\n> Subject: Sad\n> Date: 23 November 2026\n> To: clerk@example.org\n>\n> It broke.'],
    ['Hebrew', 'מאת: ‪Ruti‬‏ <‪ruti@example.com‬‏>\nתאריך: יום ב׳\nנושא: Sad\nאל: clerk@example.org\n\nIt broke.'],
  ])('as %s writes it', (_who, text) => {
    expect(readForwarded(`Please look.\n\n${text}`)).toEqual({ from: { address: 'ruti@example.com', name: 'Ruti' }, subject: 'Sad', text: 'It broke.' })
  })

  test('and is not invented', () => {
    expect([readForwarded('From: the beginning\nit leaked'), readForwarded('From: Ruti\nSubject: no address\n\nx'), readForwarded('')]).toEqual([null, null, null])
  })
})
