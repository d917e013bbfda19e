/** Letters on their whole way: out through a real SMTP server, back through a real mailbox. */
import { once } from 'node:events'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Imap, imapAvailable, PASSWORD, startImap, type Way } from '../../../../tests/support/imap.ts'
import { fieldText, readHeader } from '../../../base/mail/header.ts'
import type { Account } from '../../../base/server/imap/account.ts'
import { createMail } from '../../../base/server/mail.ts'
import { createIo } from '../../../base/server/safe-fetch.ts'
import { updatePerson } from '../../../people/contract.ts'
import * as contract from '../../contract.ts'
import { type Company, SUNDAY } from '../asks.test-support.ts'
import { type LetterWorld, newLetterWorld, newMailCompany, runJobs } from '../tell/letters.test-support.ts'
import type { InboxHouse } from './at-letter.ts'
import { houseIn, INBOX, letter, linkTo } from './letters.test-support.ts'
import { type OpenInbox, readInbox, type Reading } from './read-inbox.ts'
import { takeLetter } from './take-letter.ts'

const { available, reason } = imapAvailable()
const DANA = 'dana@example.org'
const IN_TIME = { timeout: 20_000, interval: 20 }

let world: LetterWorld
let company: Company
let house: InboxHouse
let imap: Imap
let way: Way
let user: string
let open: OpenInbox | null
let logged: string[]
let ask: contract.AskDetails

beforeAll(async () => {
  if (!available) return
  imap = await startImap()
  setDefaultCACertificates([...getCACertificates('default'), imap.certificate])
  world = await newLetterWorld()
})
afterAll(async () => {
  await imap?.stop()
  await world?.close()
})
beforeEach(async () => {
  if (!available) return
  company = await newMailCompany(world)
  await world.call(updatePerson, { id: company.warehouse.personId, name: 'Dana Levi', email: DANA }, company.owner)
  house = houseIn(world)
  ;[user, way] = [imap.newUser(), await imap.way()]
  logged = []
  ask = await company.raise()
})
afterEach(async () => {
  await open?.stop()
  open = null
  await way?.close()
})

const account = (): Account => ({ host: 'localhost', port: way.port, security: 'tls', user, password: PASSWORD })

/** Begins to read the mailbox; waits between tries are short. */
function read({ folder = 'INBOX', take = (raw, at) => takeLetter(house, raw, at) }: Partial<Reading> = {}): void {
  open = readInbox({ account: account(), folder, own: house.own, doors: house.doors, take, log: (line) => logged.push(line) }, (signal) => {
    const io = createIo({ allowPrivate: true, userAgent: 'test', signal })
    return { ...io, sleep: (ms) => io.sleep(ms === 60_000 ? ms : ms / 500) }
  })
}

const states = async () => (await company.see(ask.id)).state
const becomes = (state: string) => vi.waitFor(async () => expect(await states()).toBe(state), IN_TIME)
const deliver = (raw: Buffer, folder = 'INBOX') => imap.append(user, raw, folder)
const link = () => linkTo(house, company, ask.id, company.warehouse.personId)
const answer = async (text: string, fields: Record<string, string> = {}) =>
  letter(SUNDAY, { From: `Dana <${DANA}>`, To: house.inbox.addressFor((await link()).token) ?? '', ...fields }, text)

/** Mails the ask through a real mail server, and returns what that took: envelope and letter. */
async function mailed(): Promise<{ from: string; to: string[]; raw: Buffer } | undefined> {
  await runJobs(world)
  world.left.length = 0
  await world.call(contract.send, { id: ask.id }, company.shop)
  await runJobs(world)
  const taken: { from: string; to: string[]; raw: Buffer }[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        taken.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts) })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const mail = createMail({ url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, from: 'Heed <heed@lantern.example>' })
  for (const one of world.left) await mail.send(one)
  server.close()
  return taken[0]
}

describe.skipIf(!available)(`an ask by mail${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('is answered by reply: what left carries the mark, and «כן, עד 22.3» comes back as a promise', async () => {
    const sent = await mailed()
    const header = readHeader(sent?.raw ?? Buffer.from(''))
    expect([sent?.to, sent?.from]).toEqual([[DANA], fieldText(header, 'reply-to')])
    expect(fieldText(header, 'reply-to')).toMatch(/^answers\+[0-9a-z]{41}@lantern\.example$/)
    read()
    await deliver(letter(SUNDAY, {
      From: `Dana Levi <${DANA}>`, To: fieldText(header, 'reply-to'), 'In-Reply-To': fieldText(header, 'message-id'), Subject: `Re: ${fieldText(header, 'subject')}`,
    }, 'היי,\nכן, עד 22.3\n\nבתאריך יום א׳, 15 במרץ 2026 ב-10:00 מאת Heed <heed@lantern.example>:\n> הגיעה אליכם בקשה'))
    await becomes('promised')
    expect((await company.see(ask.id)).promise?.due).toBe('2026-03-22')
  })

  it('is answered below the quote, as a page in windows-1255', async () => {
    const page = '<html><head><meta charset="windows-1255"></head><body dir="rtl"><blockquote type="cite">האם אפשר לקבל קישור? כן או לא</blockquote><div>כן, עד 22.3</div></body></html>'
    const bytes = Buffer.from([...page].map((char) => (/[א-ת]/.test(char) ? char.charCodeAt(0) - 0x5d0 + 0xe0 : char.charCodeAt(0))))
    const [header = ''] = (await answer('', { 'Content-Type': 'text/html; charset=windows-1255', 'Content-Transfer-Encoding': 'base64' })).toString().split('\r\n\r\n')
    await deliver(Buffer.from(`${header}\r\n\r\n${bytes.toString('base64')}\r\n`))
    read()
    await becomes('promised')
    expect((await company.see(ask.id)).promise?.due).toBe('2026-03-22')
  })

  it('that is given back, is out of the office, and is seen after all, one after the other', async () => {
    const sent = await mailed()
    read()
    const bounce = `--b\nContent-Type: text/plain\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${DANA}\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b\nContent-Type: message/rfc822\n\n${sent?.raw.toString()}\n--b--\n`
    await deliver(letter(SUNDAY, { From: 'MAILER-DAEMON@mx.lantern.example', To: 'heed@lantern.example', 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, bounce))
    await vi.waitFor(async () => expect((await company.see(ask.id)).sendings).toContainEqual(expect.objectContaining({ purpose: 'ask', state: 'bounced', problem: '550 5.1.1 no such user' })), IN_TIME)
    await deliver(await answer('I am away until 22 March.', { Subject: 'Automatic reply: ask', 'Auto-Submitted': 'auto-replied' }))
    await vi.waitFor(async () => expect((await company.see(ask.id)).comments).toHaveLength(1), IN_TIME)
    expect(await states()).toBe('asked')
    await deliver(await answer('קיבלתי'))
    await becomes('seen')
  })
})

describe.skipIf(!available)('the mailbox for answers', () => {
  it('is only looked at: nothing in it changes, and what is not about an ask is not even fetched', async () => {
    await deliver(letter(SUNDAY, { From: 'a@b.example', To: INBOX }, 'private words'))
    await deliver(await answer('yes, by 22 March'))
    read()
    await becomes('promised')
    const client = await imap.as(user)
    await client.mailboxOpen('INBOX', { readOnly: true })
    const flags = await client.fetchAll('1:*', { flags: true })
    await client.logout()
    expect(flags.map((one) => [...(one.flags ?? [])].filter((flag) => flag !== '\\Recent'))).toEqual([[], []])
    expect(imap.asked(user).join('\n').match(/BODY\.PEEK\[\]</g)).toHaveLength(1)
    expect(imap.asked(user).join('\n')).not.toMatch(/\b(?:STORE|EXPUNGE|MOVE|COPY|SELECT)\b/)
  })

  it('with fifty letters at once and some of them twice has each effect once', async () => {
    const raws = await Promise.all(Array.from({ length: 50 }, (_, n) => answer(`What do you mean by point ${n}?`)))
    const client = await imap.as(user)
    for (const raw of [...raws, ...raws.slice(0, 10)]) await client.append('INBOX', raw)
    await client.logout()
    await deliver(await answer('yes, by 22 March'))
    read()
    await becomes('promised')
    expect((await company.see(ask.id)).comments).toHaveLength(50)
  })

  it('that is down is tried again, and says so meanwhile; nothing is lost', async () => {
    read()
    await imap.restart(async () => {
      await vi.waitFor(() => expect(open?.trouble()).toMatchObject({ message: expect.stringContaining('localhost'), since: expect.any(Date) }), IN_TIME)
    })
    await deliver(await answer('yes, by 22 March'))
    await becomes('promised')
    await vi.waitFor(() => expect(open?.trouble()).toBeNull(), IN_TIME)
    expect(logged.some((line) => line.startsWith('the mailbox for answers: localhost'))).toBe(true)
    expect(logged.at(-1)).toBe('the mailbox for answers is read again')
  })

  it('whose line is cut again and again loses nothing and repeats nothing', async () => {
    for (let n = 0; n < 5; n += 1) await deliver(await answer(`What about ${n}?`))
    for (const bytes of [200, 3_000, 4_000, 5_000, 6_000]) {
      way.cutAfter(bytes)
      read()
      await vi.waitFor(async () => expect(logged.length > 0 || (await company.see(ask.id)).comments.length === 5).toBe(true), IN_TIME)
      await open?.stop()
      logged = []
    }
    read()
    await vi.waitFor(async () => expect((await company.see(ask.id)).comments).toHaveLength(5), IN_TIME)
  })

  it('that does not let us in says so in one sentence', async () => {
    way.cut()
    open = readInbox({ account: { ...account(), password: 'wrong' }, folder: 'INBOX', own: house.own, doors: house.doors, take: async () => undefined, log: (line) => logged.push(line) },
      (signal) => createIo({ allowPrivate: true, userAgent: 'test', signal }))
    await vi.waitFor(() => expect(open?.trouble()?.message).toMatch(/^localhost refuses this user name or password/), IN_TIME)
  })

  it('that is numbered anew is read again, without effect, and on', async () => {
    const client = await imap.as(user)
    await client.mailboxCreate('Answers')
    const first = await answer('What do you mean?')
    await client.append('Answers', first)
    read({ folder: 'Answers' })
    await vi.waitFor(async () => expect((await company.see(ask.id)).comments).toHaveLength(1), IN_TIME)
    await open?.stop()
    await client.mailboxDelete('Answers')
    await client.mailboxCreate('Answers')
    for (const raw of [first, await answer('And what else?')]) await client.append('Answers', raw)
    await client.logout()
    read({ folder: 'Answers' })
    await vi.waitFor(async () => expect((await company.see(ask.id)).comments).toHaveLength(2), IN_TIME)
  })

  it('is read on after a crash between taking a letter and noting so, and after a letter that cannot be taken', async () => {
    let tries = 0
    await deliver(await answer('What do you mean?'))
    await deliver(await answer('yes, by 22 March'))
    read({
      take: async (raw, at) => {
        await takeLetter(house, raw, at)
        tries += 1
        if (tries <= 5) throw new Error('the plug was pulled')
      },
    })
    await becomes('promised')
    expect((await company.see(ask.id)).comments).toHaveLength(1)
    expect(logged.join('\n')).toContain('letter 1 could not be taken and was left: the plug was pulled')
  })

  it('has room for a letter with thirty megabytes attached, whose answer stands at its beginning', async () => {
    const [header = ''] = (await answer('', { 'Content-Type': 'multipart/mixed; boundary=b' })).toString().split('\r\n\r\n')
    const attached = `${Buffer.alloc(57).toString('base64')}\r\n`.repeat(400_000)
    await deliver(Buffer.from(`${header}\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nyes, by 22 March\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${attached}--b--\r\n`))
    read()
    await becomes('promised')
    expect((await company.see(ask.id)).promise?.due).toBe('2026-03-22')
  })
})
