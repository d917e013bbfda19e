/** Real mail between people in a test: a real SMTP server that delivers into the mailboxes of a real IMAP server. */
import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { createMail, type Mail } from '../../src/base/server/mail.ts'
import type { Imap } from './imap.ts'

export type PostOffice = {
  /** The way out for Heed. */
  readonly mail: Mail
  /** Somebody's mail program sends. Resolves once it is in the mailbox. */
  write(letter: { from: string; to: string; subject: string; text: string; date: Date; inReplyTo?: string }): Promise<void>
  /** The newest letter in somebody's mailbox, as it came. */
  newest(address: string): Promise<string>
  /** How many letters somebody has. */
  count(address: string): Promise<number>
  close(): void
}

/** Opens one. `boxes` says whose mailbox an address is, without what stands after a plus. */
export async function openPostOffice(imap: Imap, boxes: Readonly<Record<string, string>>): Promise<PostOffice> {
  const userOf = (address: string) => boxes[address.replace(/\+[^@]*@/, '@').toLowerCase()]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(userOf(address) === undefined ? Object.assign(new Error('nobody here'), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      const deliver = async (): Promise<void> => {
        for (const { address } of envelope.rcptTo) await imap.append(userOf(address) ?? '', Buffer.concat(parts))
      }
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        // oxlint-disable-next-line promise/no-callback-in-promise -- the server's own library waits for a callback
        void deliver().then(() => done(), done)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const programs = createTransport({ host: '127.0.0.1', port: port ?? 0, ignoreTLS: true })
  const inbox = async <T>(whose: string, look: (client: Awaited<ReturnType<Imap['as']>>) => Promise<T>): Promise<T> => {
    const client = await imap.as(userOf(whose) ?? '')
    try {
      await client.mailboxOpen('INBOX', { readOnly: true })
      return await look(client)
    } finally {
      await client.logout()
    }
  }
  return {
    mail: createMail({ url: `smtp://127.0.0.1:${port}`, from: 'Heed <answers@lantern.example>' }),
    write: async (letter) => {
      await programs.sendMail(letter)
    },
    newest: (whose) => inbox(whose, async (client) => {
      const letter = await client.fetchOne('*', { source: true })
      return letter && letter.source ? letter.source.toString('utf8') : ''
    }),
    count: (whose) => inbox(whose, async (client) => (client.mailbox ? client.mailbox.exists : 0)),
    close: () => {
      programs.close()
      server.close()
    },
  }
}
