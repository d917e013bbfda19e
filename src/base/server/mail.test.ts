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

  it('asks to be tried again when nobody answers', async () => {
    const { port } = await mailServer()
    await new Promise<void>((closed) => servers.splice(0)[0]?.close(closed))
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER))).toBe('retry')
  })

  it('does not know what became of a letter whose line was cut before the server’s word', async () => {
    const { port, hangUp } = await mailServer({ onData: (stream) => stream.on('end', () => hangUp()).resume() })
    await expect(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER)).rejects.toBeInstanceOf(MaybeTaken)
  })

  it('knows that a letter was not taken when the line was cut before it could be', async () => {
    const { port, hangUp } = await mailServer({ onRcptTo: () => hangUp() })
    const sending = createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send(LETTER)
    await expect(sending).rejects.not.toBeInstanceOf(MaybeTaken)
    expect(await remedyOf(sending)).toBe('retry')
  })

  it.each(['', 'nobody', 'two words@', '\n'])('gives up at once on what is no address: %j', async (to) => {
    const { port, taken } = await mailServer()
    expect(await remedyOf(createMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }).send({ ...LETTER, to }))).toBe('stop')
    expect(taken).toEqual([])
  })

  it('says that there is none when none is set up', async () => {
    const mail = createMail(null)
    expect(mail.configured).toBe(false)
    expect(await remedyOf(mail.send(LETTER))).toBe('stop')
  })
})
