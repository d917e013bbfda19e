/** What a mailbox does to whoever reads it: sign-ins that fail, lines that break, folders that change, letters made to hurt. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Imap, imapAvailable, PASSWORD, type Way } from '../../../tests/support/imap.ts'
import type { Io } from '../../base/io.ts'
import { SourceError } from '../../base/error.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { startFakeServer } from '../fake-server.ts'
import { mail } from './connector.ts'
import { letter, openMailServer } from './fake-mailbox.ts'
import { ioOfTest, oneRound } from './one-round.test-support.ts'
import type { Settings } from './settings.ts'

const { available, reason } = imapAvailable()
let imap: Imap
beforeAll(async () => {
  if (available) imap = await openMailServer()
})
afterAll(() => imap?.stop())

type Mailbox = { readonly user: string; readonly way: Way; readonly settings: Settings; readonly append: (message: string | Buffer, folder?: string) => Promise<void> }

async function mailbox(changes: Partial<Settings> = {}, kind: 'tls' | 'plain' = 'tls'): Promise<Mailbox> {
  const [user, way] = [imap.newUser(), await imap.way(kind)]
  onTestFinished(() => way.close())
  const settings: Settings = {
    address: user, password: PASSWORD, host: 'localhost', port: way.port, security: 'tls', folders: 'INBOX', daysBack: 1, ...changes,
  }
  return { user, way, settings, append: (message, folder) => imap.append(user, message, folder) }
}

async function failure(settings: Settings, io: Io = ioOfTest()): Promise<[string, string]> {
  const error: unknown = await oneRound(settings, null, io).catch((error: unknown) => error)
  if (error instanceof SourceError) return [error.then, error.message]
  throw new Error('it should have failed', { cause: error })
}

const texts = (heard: { posts: readonly { text: string }[] }) => heard.posts.map(({ text }) => text.replace(/^A word\n\n/, ''))

describe.skipIf(!available)(`signing in${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('with a wrong password asks for a person', async () => {
    const { settings } = await mailbox({ password: 'wrong' })
    expect(await failure(settings)).toEqual(['reauthorize', 'localhost refuses this user name or password: “Authentication failed”.'])
  })

  it('to a host that is not there is tried again', async () => {
    const { settings } = await mailbox({ host: 'nowhere.invalid' })
    expect(await failure(settings)).toEqual(['retry', expect.stringMatching(/^nowhere\.invalid\S* cannot be reached: /)])
  })

  it('to a server that shows another’s name is given up', async () => {
    const { settings } = await mailbox({ host: '127.0.0.1' })
    expect(await failure(settings)).toEqual(['stop', expect.stringMatching(/certificate for another name/)])
  })

  it('with TLS to a port that does not begin with it is given up, and STARTTLS works there', async () => {
    const { settings, append } = await mailbox({}, 'plain')
    await append(letter({ text: 'in private' }))
    expect(await failure(settings)).toEqual(['stop', expect.stringMatching(/does not speak TLS at this port/)])
    expect(texts(await oneRound({ ...settings, security: 'starttls' }))).toEqual(['in private'])
    expect(texts(await oneRound({ ...settings, security: 'plain' }))).toEqual(['in private'])
  })

  it('without encryption over the open internet is refused before anything is sent', async () => {
    const { settings, way } = await mailbox({ security: 'plain' }, 'plain')
    const io: Io = { ...ioOfTest(), mayReach: async () => ({ address: '93.184.215.14', family: 4 }) }
    expect(await failure(settings, io)).toEqual(['stop', expect.stringMatching(/never sent unencrypted/)])
    expect(await failure({ ...settings, security: 'tls', tokenUrl: 'http://tokens.example/', clientId: 'x', refreshToken: 'y' }, io)).toEqual(['stop', expect.stringMatching(/tokens\.example/)])
    expect(way.received()).toBe(0)
  })

  it('to a private address is refused where the installation forbids it', async () => {
    const { settings } = await mailbox()
    const io = createIo({ allowPrivate: false, userAgent: 'heed-test', signal: new AbortController().signal })
    expect(await failure(settings, io)).toEqual(['stop', expect.stringMatching(/private address/)])
  })

  it('is done anew with a new token before the old one has expired', async () => {
    const { user, settings } = await mailbox()
    let asked = 0
    const tokens = await startFakeServer((_request, response) => {
      asked += 1
      response.end(JSON.stringify({ access_token: imap.tokenFor(user), expires_in: 3_600 }))
    })
    onTestFinished(() => tokens.close())
    let passedMs = 0
    const real = ioOfTest()
    const io: Io = { ...real, now: () => new Date(Date.now() + passedMs), sleep: (ms) => { passedMs += ms; return pause(5, undefined, { signal: real.signal }) } }
    const withTokens: Settings = { ...settings, tokenUrl: `${tokens.url}/`, clientId: 'heed', refreshToken: 'good' }
    for await (const { heardUntil } of mail.pull(io, withTokens, null)) if (heardUntil.getTime() > Date.now() + 2 * 3_600_000) break
    expect(asked).toBe(3)
  })
})

describe.skipIf(!available)('a mailbox', () => {
  it('is left exactly as it was', async () => {
    const { user, settings, append } = await mailbox()
    await append(letter({ text: 'unread' }))
    await oneRound(settings)
    const client = await imap.as(user)
    await client.mailboxOpen('INBOX')
    const [message] = await client.fetchAll('1:*', { flags: true })
    await client.logout()
    expect([...message?.flags ?? []].filter((flag) => flag !== '\\Recent')).toEqual([])
    expect(imap.asked(user).join('')).not.toMatch(/ (?:STORE|EXPUNGE|MOVE|COPY) |BODY\[/)
  })

  it('is read from the day on that was asked for, or only from now on', async () => {
    const { settings, append } = await mailbox()
    await append(letter({ text: 'old' }))
    const first = await oneRound({ ...settings, daysBack: 0 })
    await append(letter({ text: 'new' }))
    expect([texts(first), texts(await oneRound(settings, first.cursor)), texts(await oneRound(settings))]).toEqual([[], ['new'], ['old', 'new']])
  })

  it('of several folders is read in all of them; one that is added later begins as all did', async () => {
    const { user, settings, append } = await mailbox()
    const client = await imap.as(user)
    for (const folder of ['Shop', 'תלונות']) await client.mailboxCreate(folder)
    await client.logout()
    for (const folder of ['INBOX', 'Shop', 'תלונות']) await append(letter({ text: folder }), folder)
    const both = await oneRound({ ...settings, folders: ['INBOX', 'Shop'] })
    expect([texts(both).toSorted(), both.heardUntil.getTime() > 0]).toEqual([['INBOX', 'Shop'], true])
    expect(texts(await oneRound({ ...settings, folders: ['תלונות', 'INBOX', 'Shop'] }, both.cursor))).toEqual(['תלונות'])
    expect(await failure({ ...settings, folders: ['INBOX', 'Gone'] })).toEqual(['stop', 'localhost has no folder “Gone” for this user.'])
  })

  it('that is numbered anew is read again from where it was, each message under the id it had', async () => {
    const { user, settings, append } = await mailbox({ folders: 'Shop' })
    const client = await imap.as(user)
    await client.mailboxCreate('Shop')
    await append(letter({ id: 'one@example.com', text: 'one' }), 'Shop')
    await append(letter({ text: 'without an id' }), 'Shop')
    const before = await oneRound(settings)
    await client.mailboxRename('Shop', 'Old')
    await client.mailboxCreate('Shop')
    await client.mailboxOpen('Old')
    await client.messageCopy('1:*', 'Shop')
    await client.logout()
    await append(letter({ text: 'after the move' }), 'Shop')
    const after = await oneRound(settings, before.cursor)
    const ids = before.posts.map(({ externalId }) => externalId)
    expect([texts(after), after.posts.slice(0, 2).map(({ externalId }) => externalId)]).toEqual([['one', 'without an id', 'after the move'], ids])
    expect(texts(await oneRound(settings, after.cursor))).toEqual([])
  })

  it('of many messages is read in batches', async () => {
    const { user, settings } = await mailbox()
    const client = await imap.as(user)
    for (let n = 0; n < 120; n += 1) await client.append('INBOX', letter({ text: `number ${n}` }))
    await client.logout()
    const all = await oneRound(settings)
    expect([texts(all), all.batches]).toEqual([Array.from({ length: 120 }, (_, n) => `number ${n}`), 4])
  })

  it('whose server dies in the middle of a message is read on from there', async () => {
    const { settings, way, append } = await mailbox()
    await append(letter({ text: 'first' }))
    const first = await oneRound(settings)
    await append(letter({ text: 'x'.repeat(300_000) }))
    const all: string[] = []
    way.cutAfter(100_000)
    expect(await failure({ ...settings })).toEqual(['retry', 'localhost ended the connection.'])
    all.push(...texts(await oneRound(settings, first.cursor)))
    expect(all.map((text) => text.length)).toEqual([150_000])
  })

  it('whose server restarts is tried again', async () => {
    const { settings, way, append } = await mailbox()
    await append(letter({ text: 'kept' }))
    await way.close()
    expect(await failure(settings)).toEqual(['retry', 'localhost does not answer at this port.'])
  })
})

const multipart = (boundary: string) => `From: bomb@example.com\r\nSubject: Bomb\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`

/** A text within five hundred wrappers. */
const nested = () => `${Array.from({ length: 500 }, (_, n) => `${n === 0 ? multipart('b0') : `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n`}--b${n}\r\n`).join('')}Content-Type: text/plain\r\n\r\ndeep\r\n`
const manyParts = () => `${multipart('b')}${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(30_000)}--b--\r\n`
const longHeader = () => `From: bomb@example.com\r\nSubject: Bomb\r\nX-Filler: ${'x'.repeat(900)}\r\n${`X-More: ${'y'.repeat(900)}\r\n`.repeat(5_000)}\r\nhello`
const longText = () => `From: bomb@example.com\r\nSubject: Bomb\r\nContent-Type: text/plain\r\n\r\n${'all work and no play\r\n'.repeat(1_500_000)}`
const htmlBomb = () => `From: bomb@example.com\r\nSubject: Bomb\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(2_000_000)}`
const oneLine = () => `From: bomb@example.com\r\nSubject: ${'=?utf-8?q?a?= '.repeat(100_000)}\r\n\r\nhello`
const attachment = () => `${multipart('b')}--b\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n--b\r\nContent-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(400_000)}--b--\r\n`

describe.skipIf(!available)('a letter made to hurt', () => {
  it.each([
    ['nested five hundred deep', nested, 100_000],
    ['of thirty thousand parts', manyParts, 8_000_000],
    ['with five megabytes of header', longHeader, 300_000],
    ['with thirty megabytes of text', longText, 800_000],
    ['of ten megabytes of markup that is never closed', htmlBomb, 500_000],
    ['with an endless subject', oneLine, 300_000],
  ])('%s becomes one short post, and the next one is heard', async (_what, made, bytesMax) => {
    const { settings, way, append } = await mailbox()
    await append(made())
    await append(letter({ text: 'the next one' }))
    const { posts } = await oneRound(settings)
    expect([posts.length, posts[0]?.author.id, posts[1]?.text]).toEqual([2, 'bomb@example.com', 'A word\n\nthe next one'])
    expect(posts[0]?.text.length).toBeLessThan(200_000)
    expect(way.received()).toBeLessThan(bytesMax)
  })

  it('with an attachment of thirty megabytes is read without it', async () => {
    const { settings, way, append } = await mailbox()
    await append(attachment())
    expect((await oneRound(settings)).posts).toMatchObject([{ text: 'Bomb\n\nsee attached', media: [{ kind: 'video', url: null, alt: 'film.mp4' }] }])
    expect(way.received()).toBeLessThan(20_000)
  })
})
