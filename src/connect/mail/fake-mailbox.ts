import { randomUUID } from 'node:crypto'
import { setDefaultCACertificates, getCACertificates } from 'node:tls'
import { vi } from 'vitest'
import { type Imap, startImap } from '../../../tests/support/imap.ts'
import type { FakeNetwork } from '../fake-network.ts'
import { startFakeServer } from '../fake-server.ts'
import type { mail } from './connector.ts'

const LISTENING_WITHIN = { timeout: 20_000, interval: 10 }

type Settings = (typeof mail.settings)['_output']

/** One server for the tests of a file; each mailbox is somebody else's. Close it when they are over. */
export async function openMailServer(): Promise<Imap> {
  const imap = await startImap()
  setDefaultCACertificates([...getCACertificates('default'), imap.certificate])
  return imap
}

/**
 * Somebody's mailbox on a real server, signed in to with OAuth: only where access tokens are fetched is a server of ours, so that HTTP
 * statuses can be answered and access can be withdrawn.
 */
export async function openMailbox(imap: Imap): Promise<FakeNetwork<Settings>> {
  const user = imap.newUser()
  const way = await imap.way()
  let isGranted = true
  const idling = () => imap.asked(user).filter((session) => session.endsWith(' IDLE\r\n')).length
  const tokens = await startFakeServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const good = isGranted && new URLSearchParams(Buffer.concat(parts).toString()).get('refresh_token') === 'good'
      const answer = good ? { access_token: imap.tokenFor(user), expires_in: 3_600 } : { error: 'invalid_grant', error_description: 'Token has been revoked' }
      response.writeHead(good ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  const settings: Settings = {
    address: user, host: 'localhost', port: way.port, security: 'tls',
    tokenUrl: `${tokens.url}/token`, clientId: 'heed', refreshToken: 'good', folders: 'INBOX', daysBack: 7,
  }
  return {
    settings,
    wrong: [{ ...settings, refreshToken: 'bad' }, { ...settings, folders: ['INBOX', 'Nowhere'] }, { ...settings, port: 1 }, { ...settings, host: '127.0.0.1' }],
    say: async (text) => {
      const id = `${randomUUID()}@example.com`
      await imap.append(user, letter({ id, text }))
      return id
    },
    failNext: tokens.failNext,
    expireToken: () => { isGranted = false },
    listening: async () => {
      const before = idling()
      await vi.waitUntil(() => idling() > before, LISTENING_WITHIN)
    },
    cut: way.cut,
    close: async () => { await Promise.all([way.close(), tokens.close()]) },
  }
}

/** A plain message, as a mail program would write it. */
export function letter({ id, text, headers = [] }: { id?: string; text: string; headers?: readonly string[] }): string {
  return [
    'From: Dana Levi <Dana@Example.com>',
    'To: service@example.org',
    'Subject: A word',
    `Date: ${new Date().toUTCString()}`,
    ...(id ? [`Message-ID: <${id}>`] : []),
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')
}
