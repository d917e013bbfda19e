import { describe, expect, it, test } from 'vitest'
import { measured, rendered, type Written } from './rendered.test-support.ts'
import { readMail } from './read-mail.ts'

const TUNED = ['hebrew', 'english', 'odd', 'hard']

describe('of all written letters', () => {
  it.each([[TUNED, 600], [['held-out'], 100]])('%s: none is read as a yes that it is not, and at most 2 % of those that answer are not read', async (names, least) => {
    const { letters, falseYes, toRead, unread } = await measured(names)
    expect(letters).toBeGreaterThan(least)
    expect(falseYes).toEqual([])
    expect(unread.length / toRead).toBeLessThanOrEqual(0.02)
  })

  it('those that it was made with are read as they are labelled', async () => {
    expect((await measured(TUNED)).wrong).toEqual([])
  })

  it('every yes with a day is read the same in every mail program, and never without its words', async () => {
    const programs = ['gmail', 'outlook', 'apple', 'thunderbird', 'outlook-mobile', 'yahoo', 'samsung', 'html-only', 'outlook-1255', 'flowed', 'quoted-printable', 'below', 'gmail-below', 'inline', 'forward', 'signed', 'attached', 'plain'] as const
    const answers = await Promise.all(programs.flatMap((by) => ['כן, עד 15.3', 'Yes, by 15.3'].map(async (say) => [by, await read({ is: '', say, by })])))
    expect(answers.filter(([, answer]) => JSON.stringify(answer) !== JSON.stringify({ kind: 'yes-by', date: '2026-03-15' }))).toEqual([])
  })

  it('no letter of ours that comes back with nothing added is an answer', async () => {
    const programs = ['gmail', 'outlook', 'apple', 'thunderbird', 'outlook-mobile', 'yahoo', 'samsung', 'html-only', 'flowed', 'quoted-printable', 'below', 'forward', 'attached'] as const
    const kinds = await Promise.all(programs.flatMap((by, turn) => [0, 1].map(async (tongue) => (await readMail(rendered({ is: '', say: '', by }, turn * 2 + tongue))).kind)))
    expect(new Set(kinds)).toEqual(new Set(['unread']))
  })
})

const read = (letter: Written) => readMail(rendered(letter, 0))
const plain = (text: string, ...header: readonly string[]) => readMail(Buffer.from([...header, 'Date: Tue, 03 Mar 2026 10:20:00 +0200', '', text].join('\r\n')))

describe('their words', () => {
  it.each([
    ['Hi Ruth,\nNo, because Legal won’t allow it.\nRegards,\nTom', 'Legal won\'t allow it.'],
    ['היי דנה, כן, עד 15.3. אשמח לקבל את הטקסט.', 'אשמח לקבל את הטקסט.'],
    ['כן, אבל רק בפוטר', 'רק בפוטר'],
    ['Yes, by 15.3', undefined],
    ['קיבלתי, תודה', 'קיבלתי, תודה'],
    ['Which page do you mean?\n\n> Yes, by 15.3', 'Which page do you mean?'],
  ])('%j: what follows the answer, or all of it where there is none', async (say, words) => {
    expect((await plain(say)).words).toBe(words)
  })

  it('are as many as an ask may keep', async () => {
    expect((await plain(`No, because ${'of this and that. '.repeat(2_000)}`)).words?.length).toBeLessThanOrEqual(4_000)
  })
})

describe('pages', () => {
  const page = (html: string) => plain(html, 'Content-Type: text/html; charset=utf-8')
  it.each([
    ['<p>Yes, <s>by 12.3</s> by 15.3</p>', 'yes-by'], ['<p><s>Yes, by 12.3</s></p>', 'unread'], ['<p style="display:none">Yes, by 15.3</p>', 'unread'],
    ['<blockquote>Yes, by 15.3</blockquote>', 'unread'], ['<p>Yes,&nbsp;by&#32;15.3', 'yes-by'], ['<div id="divRplyFwdMsg"></div><p>Yes, by 15.3', 'unread'],
    ['<script>Yes, by 15.3</script>', 'unread'], ['<!-- Yes, by 15.3 -->', 'unread'], ['<table><tr><td>Yes, by 15.3</td></tr></table>', 'yes-by'],
  ])('%s is %s', async (html, kind) => expect((await page(html)).kind).toBe(kind))

  it('that say another thing than the plain text beside them are no yes', async () => {
    const both = (text: string, html: string) => readMail(Buffer.from(`Date: Tue, 03 Mar 2026 10:20:00 +0200\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n${text}\r\n--x\r\nContent-Type: text/html\r\n\r\n${html}\r\n--x--\r\n`))
    expect((await both('Yes, by 15.3', '<p>Yes, by 15.3</p>')).kind).toBe('yes-by')
    expect((await both('Yes, by 15.3', '<p>Yes, by 16.3</p>')).kind).toBe('unread')
    expect((await both('Yes, by 15.3', '<p><del>Yes, by 15.3</del></p>')).kind).toBe('unread')
    expect((await both('', '<p>Yes, by 15.3</p>')).kind).toBe('yes-by')
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', ''], ['bytes', '\xff\xfe\x00\x01'], ['a header alone', 'Date: Tue, 03 Mar 2026 10:20:00 +0200'], ['parts that never end', 'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n'],
    ['a thousand and more parts', `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\nYes\r\n'.repeat(1_500)}--x--`], ['an unknown charset', 'Content-Type: text/plain; charset=klingon\r\n\r\n\xf9\xfa'],
    ['a header without end', `X: ${'a'.repeat(3_000_000)}`], ['encrypted', 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB'], ['winmail.dat alone', 'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22'],
  ])('%s is unread', async (_what, raw) => expect(await readMail(Buffer.from(raw, 'latin1'))).toMatchObject({ kind: 'unread' }))

  it('a letter without a Date promises nothing, since no day can be counted from it', async () => {
    expect(await readMail(Buffer.from('Subject: x\r\n\r\nYes, by 15.3.2026'))).toMatchObject({ kind: 'yes-needs-date' })
  })

  it('ten megabytes of quotes, or of tags, hide no answer and make none', async () => {
    const quotes = '> Yes, by 12.3 and more\r\n'.repeat(400_000)
    expect(await plain(`כן, עד 15.3\r\n\r\n${quotes}`)).toEqual({ kind: 'yes-by', date: '2026-03-15' })
    expect(await plain(`${quotes}\r\nכן, עד 15.3`)).toEqual({ kind: 'yes-by', date: '2026-03-15' })
    expect(await plain(`Yes, by 15.3${'<div>'.repeat(2_000_000)}`, 'Content-Type: text/html')).toMatchObject({ kind: expect.not.stringMatching('yes-by') })
  })

  // Half a million units: what is quadratic in them does not end within the time of a test.
  test.each([
    'yes ', 'כן, ', 'עד ', '15.3 ', '1.1.', '-', '—', 'a', '1', 'on ', 'On 1 ', 'ב', '* ', '- ', '> ', 'yes, by 15.3 ', '(', '"', ' ', '\t', '…', '!?', ';', 'no ', 'thanks ', 'hi ', 'regards ', 'From: x\n', 'On 1\n', 'x, ', 'from: ', '<', '&', '=\n', '\u00a0', 'the ', 'in 1 ',
  ])('%j over and over is read in time', async (piece) => {
    const text = piece.repeat(Math.ceil(500_000 / piece.length))
    expect((await plain(text)).kind).not.toBe('yes-by')
    expect((await plain(text, 'Content-Type: text/html')).kind).not.toBe('yes-by')
    expect((await plain(text.replaceAll(' ', '\n'))).kind).not.toBe('yes-by')
  })
})
