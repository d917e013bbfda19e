import { once } from 'node:events'
import fc from 'fast-check'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createMail } from '../../../base/server/mail.ts'
import { type AskWords, writeAskLetter } from './ask-letter.ts'
import { dayAsTyped, dayInWords, inLines, inOneLine } from './letter-words.ts'
import { NEWS } from './news.ts'
import { writeNewsLetter } from './news-letter.ts'

const NOW = new Date('2026-03-08T08:00:00Z')
const WORDS: AskWords = {
  language: 'he', why: 'ask', name: 'דנה לוי', insteadOf: null, workspace: 'דומליה', number: 12, title: 'קישור למבצע בעמוד הבית', from: 'נועה ברק (דיגיטל)',
  state: 'asked', neededBy: '2026-03-15', worth: '40 פניות ביום', recipients: null, amount: null, details: 'מעל הקיפול.\nאפשר גם באנר.',
  voices: [{ text: 'איפה מוצאים את המבצע? 😡', author: 'רונית', place: 'Facebook' }], voicesInAll: 4, answerBy: '2026-03-11',
  link: 'https://heed.example/answer/abc', replies: true, due: null, told: null, now: NOW,
}
const WHYS = ['ask', 'reminder', 'deputy', 'due_soon', 'due_today', 'overdue', 'copy'] as const

const servers: SMTPServer[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Sends a letter through a real SMTP server and returns it as it came: the fields, unfolded, and the text. */
async function throughMail(letter: { subject: string; text: string }): Promise<{ fields: string[]; subject: string; text: string }> {
  const taken: string[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        taken.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  servers.push(server)
  const socket = server.server
  server.listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const address = socket.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await createMail({ url: `smtp://127.0.0.1:${port}`, from: 'Heed <heed@lantern.example>' }).send({ to: 'dana@example.com', replyTo: 'answers+1@lantern.example', ...letter })
  const [raw = ''] = taken
  const cut = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, cut).replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const field = (name: string): string => fields.find((one) => one.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? ''
  const body = raw.slice(cut + 4)
  const bytes = field('content-transfer-encoding') === 'base64' ? Buffer.from(body, 'base64') : unquoted(body)
  const subject = field('subject').replace(/\?= =\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/g, (_, kind: string, text: string) =>
    (kind === 'B' ? Buffer.from(text, 'base64') : unquoted(text.replaceAll('_', ' '))).toString('utf8'))
  return { fields, subject, text: bytes.toString('utf8').replaceAll('\r\n', '\n') }
}

/** Quoted-printable, as bytes (RFC 2045, section 6.7). */
const unquoted = (text: string): Buffer =>
  Buffer.from(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')

describe('a letter', () => {
  it('arrives whole through a mail server, emoji and marks of direction too', async () => {
    const letter = writeAskLetter({ ...WORDS, title: 'קישור \u200Eעמוד הבית 🎈' })
    const { subject, text } = await throughMail(letter)
    expect(subject).toBe('[בקשה 12] קישור \u200Eעמוד הבית 🎈')
    expect(text.trim()).toBe(letter.text.trim())
    expect(text).toContain('״איפה מוצאים את המבצע? 😡״ (רונית, Facebook)')
  })

  it.each(WHYS)('cannot be given fields or lines of another: %s', async (why) => {
    const evil = 'Dana\r\nBcc: all@lantern.example\r\n\r\nכן, עד 1.1\u2028no, because x\u202E'
    const { fields, text } = await throughMail(writeAskLetter({
      ...WORDS, why, name: evil, title: evil, workspace: evil, worth: evil, insteadOf: { name: evil, until: null }, due: '2026-03-12',
      voices: [{ text: evil, author: evil, place: evil }], told: { by: evil, writer: evil, answer: 'כן', words: '' }, details: '',
    }))
    const names = fields.map((one) => one.split(':')[0])
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
    expect(names.map((name) => name?.toLowerCase())).not.toContain('bcc')
    expect(text).not.toMatch(/^(?:Bcc|כן, עד 1\.1|no, because x)/m)
    expect(text).not.toContain('\u202E')
  })

  it('is in one language, and tells every placeholder', () => {
    for (const language of ['he', 'en'] as const) {
      for (const why of WHYS) {
        const { subject, text } = writeAskLetter({ ...WORDS, language, why, due: '2026-03-12', told: { by: 'Dana', writer: 'Noa', answer: 'yes', words: '' }, recipients: 'x', amount: '1' })
        expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null/)
      }
      for (const what of NEWS) {
        const news = { side: 'asking' as const, what, by: 'Dana', to: 'd@lantern.example', day: '2026-03-12', reason: 'security' as const }
        const { subject, text } = writeNewsLetter({ language, name: null, workspace: 'x', now: NOW, items: [{ news, number: 1, title: 'x', link: null }] })
        expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null/)
      }
    }
  })

  it('offers to answer by reply only where replies are read', () => {
    expect(writeAskLetter(WORDS).text).toContain('״כן, עד 15.3״')
    expect(writeAskLetter({ ...WORDS, replies: false }).text).not.toContain('כן, עד')
    expect(writeAskLetter({ ...WORDS, state: 'needs_date', why: 'reminder' }).text).not.toContain('לא, כי')
  })

  it('shows three voices at most, each short, and how many more there are', () => {
    const voices = Array.from({ length: 9 }, () => ({ text: 'מילה '.repeat(500), author: 'a', place: 'b' }))
    const { text } = writeAskLetter({ ...WORDS, voices, voicesInAll: 9 })
    expect(text.match(/…״ \(a, b\)/g)).toHaveLength(3)
    expect(text).toContain('עוד 6 ציטוטים מחכים בקישור.')
    expect(text.length).toBeLessThan(2_500)
  })
})

describe('words in a letter', () => {
  it('stay in one line and turn nothing, whatever they hold, and are never cut within a letter', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 5, max: 100 }), (words, unitsMax) => {
      const line = inOneLine(words, unitsMax)
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u)
      expect([line.isWellFormed(), line.length <= unitsMax]).toEqual([true, true])
    }))
    expect(inOneLine('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…')
    expect(inLines('one\r\ntwo\u0000\u202E')).toBe('one\ntwo')
  })

  it('name days as each language does', () => {
    expect(dayInWords('he', '2026-03-15', NOW)).toBe('יום א׳, 15.3')
    expect(dayInWords('en', '2026-03-15', NOW)).toBe('Sunday 15 March')
    expect(dayInWords('en', '2027-03-15', NOW)).toBe('Monday, 15 March 2027')
    expect([dayAsTyped('he', '2026-03-15'), dayAsTyped('en', '2026-03-15')]).toEqual(['15.3', '15 March'])
  })
})
