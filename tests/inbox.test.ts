/** The mailbox for answers, as whoever starts Heed sees it: a real Heed and a real IMAP server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newHeed } from './support/heed.ts'
import { type Imap, imapAvailable, PASSWORD, startImap, type Way } from './support/imap.ts'

const { available, reason } = imapAvailable()
const WITHIN = { timeout: 30_000, interval: 100 }

describe.skipIf(!available)(`the mailbox for answers${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let imap: Imap
  let way: Way
  let folder: string

  beforeAll(async () => {
    imap = await startImap()
    way = await imap.way()
    folder = await mkdtemp(join(tmpdir(), 'heed-certificate-'))
    await writeFile(join(folder, 'imap.pem'), imap.certificate)
  })
  afterAll(async () => {
    await Promise.all([way.close(), imap.stop(), rm(folder, { recursive: true })])
  })

  const heedWith = (user: string, password: string) => newHeed({
    NODE_EXTRA_CA_CERTS: join(folder, 'imap.pem'), HEED_INBOX_ADDRESS: user,
    HEED_INBOX_URL: `imaps://${encodeURIComponent(user)}:${encodeURIComponent(password)}@localhost:${way.port}/INBOX`,
  })

  it('is listened to from the start, also within the house, and left in order', async () => {
    const user = imap.newUser()
    const heed = await heedWith(user, PASSWORD)
    const server = await heed.up()
    await vi.waitUntil(() => imap.asked(user).some((session) => session.endsWith(' IDLE\r\n')), WITHIN)
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0, err: 'Stopping…\n' })
    await heed.remove()
  })

  it('that does not let Heed in stops nothing else, and the log says why, once and without the password', async () => {
    const heed = await heedWith(imap.newUser(), 'wrong-horse')
    const server = await heed.up()
    await vi.waitUntil(() => server.said().includes('\n'), WITHIN)
    expect(server.said()).toMatch(/^[^\n]*the mailbox for answers: localhost refuses this user name or password[^\n]*\n$/)
    expect(server.said()).not.toContain('wrong-horse')
    expect((await server.end('SIGTERM')).code).toBe(0)
    await heed.remove()
  })

  it('whose address is wrong is named at the start', async () => {
    const heed = await newHeed({ HEED_INBOX_URL: 'imaps://nobody@localhost', HEED_INBOX_ADDRESS: 'answers@lantern.example' })
    expect((await heed.run('up')).err).toContain('HEED_INBOX_URL has no password, and HEED_INBOX_OAUTH_REFRESH_TOKEN is not set.')
    await heed.remove()
  })
})
