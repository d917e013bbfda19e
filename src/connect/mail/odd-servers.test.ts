/** Servers that behave as the tested one never does. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SourceError } from '../../base/error.ts'
import { oneRound } from './one-round.test-support.ts'
import type { Settings } from './settings.ts'

/** What a server answers to a command whose text begins so; `TAG` stands for the command's own. */
type Script = Readonly<Record<string, string>>

const HEADER = 'From: dana@example.com\r\nSubject: A word\r\nMessage-ID: <1@example.com>\r\n\r\n'
const GOOD: Script = {
  CAPABILITY: '* CAPABILITY IMAP4rev1\r\nTAG OK done',
  LIST: '* LIST () "/" INBOX\r\nTAG OK done',
  EXAMINE: '* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 2] next\r\nTAG OK [READ-ONLY] done',
  'UID SEARCH': '* SEARCH 1\r\nTAG OK done',
  'UID FETCH 1 (INTERNALDATE': `* 1 FETCH (UID 1 BODY[HEADER]<0> {${HEADER.length}}\r\n${HEADER})\r\nTAG OK done`,
  'UID FETCH 1 (BODYSTRUCTURE': '* 1 FETCH (UID 1 BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1))\r\nTAG OK done',
  'UID FETCH 1 (UID BODY.PEEK[1]': '* 1 FETCH (UID 1 BODY[1]<0> {5}\r\nhello)\r\nTAG OK done',
}

/** A server that follows a script; to what is not in it, it says yes. */
async function serverThat(changes: Script = {}): Promise<{ settings: Settings; asked: readonly string[] }> {
  const script = Object.entries({ ...GOOD, ...changes })
  const asked: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined).write('* OK ready\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? []
      asked.push(command)
      const [, answer = 'TAG OK done'] = script.find(([begins]) => command.toUpperCase().startsWith(begins)) ?? []
      socket.write(`${answer.replaceAll('TAG', tag)}\r\n`)
    })
    onTestFinished(() => void socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    settings: { address: 'service@example.org', password: 'secret', host: '127.0.0.1', port, security: 'plain', folders: 'INBOX', daysBack: 1 },
    asked,
  }
}

async function failure(changes: Script): Promise<[string, string, number]> {
  const { settings } = await serverThat(changes)
  const error: unknown = await oneRound(settings).catch((error: unknown) => error)
  if (error instanceof SourceError) return [error.then, error.message, error.waitMs]
  throw new Error('it should have failed', { cause: error })
}

describe('a server', () => {
  it('that knows nothing but the oldest commands is read', async () => {
    const { settings } = await serverThat()
    expect((await oneRound(settings)).posts).toMatchObject([{ text: 'A word\n\nhello', author: { id: 'dana@example.com' } }])
  })

  it('that does not tell its next number is asked for its last one', async () => {
    const { settings, asked } = await serverThat({ EXAMINE: '* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\nTAG OK [READ-ONLY] done' })
    expect([(await oneRound(settings)).posts.length, asked.includes('UID SEARCH UID *')]).toEqual([1, true])
  })

  it('that cannot show one message does not keep us from the others: its subject is heard', async () => {
    const { settings } = await serverThat({ 'UID FETCH 1 (BODYSTRUCTURE': 'TAG NO The message could not be converted' })
    expect((await oneRound(settings)).posts).toMatchObject([{ text: 'A word', externalId: '1@example.com' }])
  })

  it.each([
    ['too many are signed in', { LOGIN: 'TAG NO [LIMIT] Too many connections' }, 'retry', 'cannot serve us just now: “Too many connections”.'],
    ['accounts cannot be looked up', { LOGIN: 'TAG NO [UNAVAILABLE] Try later' }, 'retry', 'cannot serve us just now: “Try later”.'],
    ['the password is wrong', { LOGIN: 'TAG NO LOGIN failed.' }, 'reauthorize', 'refuses this user name or password: “LOGIN failed”.'],
    ['messages cannot be listed', { 'UID SEARCH': 'TAG NO [SERVERBUG] Oops' }, 'retry', 'did not say which messages there are.'],
    ['it hangs up', { EXAMINE: '* BYE going down' }, 'retry', 'ended the connection.'],
  ] as const)('that says that %s is not mistaken', async (_what, changes, then, sentence) => {
    const [remedy, message] = await failure(changes)
    expect([remedy, message]).toEqual([then, expect.stringContaining(`127.0.0.1 ${sentence}`)])
  })

  it('that sends a number beyond all bounds is left', async () => {
    const flood = `* SEARCH ${'1 '.repeat(800_000)}\r\nTAG OK done`
    expect(await failure({ 'UID SEARCH': flood })).toEqual(['retry', '127.0.0.1 answers with more than can be read.', 0])
  })
})
