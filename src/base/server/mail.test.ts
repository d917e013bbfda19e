import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { type Remedy, SourceError } from '../error.ts'
import { createMail, MaybeTaken } from './mail.ts'

const servers: SMTPServer[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A real SMTP server; returns its port, the letters it took, and what cuts its lines. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; taken: string[]; hangUp: () => void }> {
  const taken: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  servers.push(server)
  const { server: socket } = server
  server.listen(0, '127.0.0.1')
  const lines: Socket[] = []
  socket.on('connection', (line: Socket) => lines.push(line))
  await once(socket, 'listening')
  const address = socket.address()
  return { port: typeof address === 'object' && address ? address.port : 0, taken, hangUp: () => lines.forEach((line) => line.destroy()) }
}

const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(new Error('wrong'))
const LETTER = { to: 'dana@example.org', subject: 'הזמנה אל «מרכז»', text: 'שלום, יש לך הזמנה:\n\nhttp://heed.test/invitation?token=abc\n' }
const FROM = 'Heed <heed@example.org>'
const failing = (code: number) => (_address: unknown, _session: unknown, done: (error: Error) => void) =>
  done(Object.assign(new Error('no'), { responseCode: code }))

/** Headers, and the text out of its quoted-printable (RFC 2045, section 6.7). */
function readLetter(raw: string): { headers: string; text: string } {
  const cut = raw.indexOf('\r\n\r\n')
  const quoted = raw.slice(cut + 4).replace(/=\r\n/g, '').replaceAll('%', '%25').replace(/=([0-9A-F]{2})/g, '%$1')
  return { headers: raw.slice(0, cut), text: decodeURIComponent(quoted).replaceAll('\r\n', '\n') }
}

/** What may be done about a letter that was not taken. */
async function remedyOf(sending: Promise<void>): Promise<Remedy | 'none needed'> {
  try {
    await sending
    return 'none needed'
  } catch (error) {
    if (error instanceof SourceError) return error.then
    throw error
  }
}

describe('mail', () => {
  it('reaches an SMTP server whole, Hebrew too', async () => {
    const { port, taken } = await mailServer()
    const mail = createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM })
    await mail.send(LETTER)
    expect(mail.configured).toBe(true)
    expect(taken).toHaveLength(1)
    const { headers, text } = readLetter(taken[0] ?? '')
    expect(headers).toContain('From: Heed <heed@example.org>')
    expect(headers).toContain('To: dana@example.org')
    expect(headers).toMatch(/Subject: =\?UTF-8\?/)
    expect(text.trim()).toBe(LETTER.text.trim())
  })

  it('cannot be given headers through its subject', async () => {
    const { port, taken } = await mailServer()
    await createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send({ ...LETTER, subject: 'Hello\r\nBcc: all@example.org' })
    expect(taken[0]).not.toMatch(/^Bcc:/m)
  })

  it('asks to be tried again when the server is busy', async () => {
    const { port } = await mailServer({ onRcptTo: failing(451) })
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('retry')
  })

  it('gives up when the server refuses the recipient', async () => {
    const { port } = await mailServer({ onRcptTo: failing(550) })
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('stop')
  })

  it('asks for another password when the server does not take it', async () => {
    const { port } = await mailServer({ authOptional: false, allowInsecureAuth: true, onAuth })
    expect(await remedyOf(createMail({ url: `smtp://heed:wrong@127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('reauthorize')
  })

  it('signs in with an access token, a new one for each letter that needs one', async () => {
    const seen: unknown[] = []
    const onAuth: SMTPServerOptions['onAuth'] = ({ method, username, accessToken, password }, _session, done) => {
      seen.push([method, username, accessToken, password])
      return accessToken === 'token 2' ? done(null, { user: 'heed' }) : done(null, { data: { status: '401', schemes: 'bearer' } })
    }
    const { port, taken } = await mailServer({ authOptional: false, allowInsecureAuth: true, authMethods: ['PLAIN', 'XOAUTH2'], onAuth })
    let fetched = 0
    const token = async () => `token ${++fetched}`
    const mail = createMail({ url: `smtp://heed%40example.org@127.0.0.1:${port}`, from: FROM, token })
    expect(await remedyOf(mail.send(LETTER))).toBe('reauthorize')
    await mail.send(LETTER)
    expect(seen.at(-1)).toEqual(['XOAUTH2', 'heed@example.org', 'token 2', undefined])
    expect(taken).toHaveLength(1)
  })

  it('says what the world said when there is no access token', async () => {
    const { port } = await mailServer()
    const token = () => Promise.reject(new SourceError('reauthorize', 'no access any more'))
    expect(await remedyOf(createMail({ url: `smtp://heed@127.0.0.1:${port}`, from: FROM, token }).send(LETTER))).toBe('reauthorize')
  })

  it('asks to be tried again when nobody answers', async () => {
    const { port } = await mailServer()
    await new Promise<void>((closed) => servers.splice(0)[0]?.close(closed))
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('retry')
  })

  it.each(['data', 'end'])('does not know what became of a letter when the line is cut after its text has left: at its %s', async (event) => {
    const { port, hangUp } = await mailServer({ onData: (stream) => stream.once(event, () => hangUp()).resume() })
    await expect(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER)).rejects.toBeInstanceOf(MaybeTaken)
  })

  const accepting: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(null, { user: 'heed' })
  it.each<[string, (hangUp: () => void) => SMTPServerOptions]>([
    ['as it picks up', (hangUp) => ({ onConnect: () => hangUp() })],
    ['at the password', (hangUp) => ({ onAuth: () => hangUp() })],
    ['at the sender', (hangUp) => ({ onMailFrom: () => hangUp() })],
    ['at the recipient', (hangUp) => ({ onRcptTo: () => hangUp() })],
  ])('knows that a letter was not taken when the line is cut %s', async (_when, cutting) => {
    const server = await mailServer({ allowInsecureAuth: true, onAuth: accepting, ...cutting(() => server.hangUp()) })
    const sending = createMail({ url: `smtp://heed:right@127.0.0.1:${server.port}`, from: FROM }).send(LETTER)
    await expect(sending).rejects.not.toBeInstanceOf(MaybeTaken)
    expect(await remedyOf(sending)).toBe('retry')
  })

  it.each([[452, 'retry'], [554, 'stop']] as const)('knows what a server means that has the whole letter and says %d', async (code, remedy) => {
    const no = Object.assign(new Error('no'), { responseCode: code })
    const { port } = await mailServer({ onData: (stream, _session, done) => stream.on('end', () => done(no)).resume() })
    const sending = createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER)
    await expect(sending).rejects.not.toBeInstanceOf(MaybeTaken)
    expect(await remedyOf(sending)).toBe(remedy)
  })

  it('tries a password again that a server cannot look up just now', async () => {
    const busy: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(Object.assign(new Error('busy'), { responseCode: 454 }))
    const { port } = await mailServer({ authOptional: false, allowInsecureAuth: true, onAuth: busy })
    expect(await remedyOf(createMail({ url: `smtp://heed:right@127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('retry')
  })

  it('says where answers go, which letter it is and which it follows, and where it is given back', async () => {
    const senders: string[] = []
    const { port, taken } = await mailServer({ onMailFrom: ({ address }, _session, done) => { senders.push(address); done() } })
    await createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send({
      ...LETTER, replyTo: 'answers+a1@example.org', returnTo: 'answers+b2@example.org', messageId: '<a1.b2@example.org>',
      references: ['<first@example.org>', 'no id\r\nBcc: all@example.org', '<second@example.org>'], headers: { 'Auto-Submitted': 'auto-replied' },
    })
    expect(senders).toEqual(['answers+b2@example.org'])
    const { headers } = readLetter(taken[0] ?? '')
    for (const field of [
      'From: Heed <heed@example.org>', 'Reply-To: answers+a1@example.org', 'Message-ID: <a1.b2@example.org>', 'In-Reply-To: <second@example.org>',
      'References: <first@example.org> <second@example.org>', 'Auto-Submitted: auto-replied',
    ]) expect(headers.split('\r\n')).toContain(field)
  })

  it('is given back to the sender where the server takes no other address for that', async () => {
    const onMailFrom: SMTPServerOptions['onMailFrom'] = ({ address }, _session, done) =>
      done(address === 'heed@example.org' ? null : Object.assign(new Error('not yours'), { responseCode: 553 }))
    const { port, taken } = await mailServer({ onMailFrom })
    await createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send({ ...LETTER, returnTo: 'answers+b2@example.org' })
    expect(taken).toHaveLength(1)
  })

  it('cannot be given a header through another', async () => {
    const { port, taken } = await mailServer()
    const mail = createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM })
    await mail.send({ ...LETTER, replyTo: 'dana@example.org\r\nBcc: all@example.org', headers: { 'X-Ask': '12\r\nBcc: all@example.org\u2028' } })
    expect(taken[0]).not.toMatch(/^Bcc:/im)
    for (const name of ['Bcc', 'from', 'Content-Type', 'X\r\nBcc', 'X Y', '']) {
      await expect(mail.send({ ...LETTER, headers: { [name]: 'all@example.org' } })).rejects.toThrow('invariant broken')
    }
    await expect(mail.send({ ...LETTER, messageId: '<a@b>\r\nBcc: all@example.org' })).rejects.toThrow('invariant broken')
    expect(taken).toHaveLength(1)
  })

  it.each(['', 'nobody', 'two words@', '\n'])('gives up at once on what is no address: %j', async (to) => {
    const { port, taken } = await mailServer()
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send({ ...LETTER, to }))).toBe('stop')
    expect(taken).toEqual([])
  })

  it('bothers no server with the addresses of made-up stories', async () => {
    const { port, taken } = await mailServer()
    const mail = createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM })
    expect(await remedyOf(mail.send({ ...LETTER, to: 'Oksana@talmira.EXAMPLE' }))).toBe('stop')
    expect(await remedyOf(mail.send({ ...LETTER, to: 'oksana@talmira-example.org' }))).toBe('none needed')
    expect(taken).toHaveLength(1)
  })

  it('says that there is none when none is set up', async () => {
    const mail = createMail(null)
    expect(mail.configured).toBe(false)
    expect(await remedyOf(mail.send(LETTER))).toBe('stop')
  })
})
