/** A service mailbox from the command line to a stored mention, with a real Heed and a real IMAP server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { letter } from '../src/connect/mail/fake-mailbox.ts'
import { type Heed, newHeed } from './support/heed.ts'
import { type Imap, imapAvailable, PASSWORD, startImap, type Way } from './support/imap.ts'

const { available, reason } = imapAvailable()
const WITHIN = { timeout: 20_000, interval: 200 }

describe.skipIf(!available)(`a service mailbox${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let imap: Imap
  let way: Way
  let heed: Heed
  let user: string
  let folder: string

  beforeAll(async () => {
    imap = await startImap()
    way = await imap.way()
    user = imap.newUser()
    folder = await mkdtemp(join(tmpdir(), 'heed-certificate-'))
    await writeFile(join(folder, 'imap.pem'), imap.certificate)
    heed = await newHeed({ NODE_EXTRA_CA_CERTS: join(folder, 'imap.pem') })
    await heed.run('init', '--workspace', 'Lantern', '--brand', 'Lantern', '--owner', 'ruth@lantern.example')
  })
  afterAll(async () => {
    await heed.remove()
    await Promise.all([way.close(), imap.stop(), rm(folder, { recursive: true })])
  })

  const add = (password: string) => heed.runWith(
    password, 'source', 'add', 'mail', '--set', `address=${user}`, '--set', 'host=localhost', '--set', `port=${way.port}`, '--set', 'password=-')

  it('is added with a password from standard input, which is shown nowhere', async () => {
    const added = await add(`${PASSWORD}\n`)
    expect(added).toEqual({ code: 0, out: `Listening to ${user} (Mail).\n`, err: '' })
    const listed = await heed.run('source', 'list', '--json')
    expect(listed.out).toContain('"host":"localhost"')
    expect(listed.out).not.toMatch(/password|battery/)
  })

  it('is refused with a wrong password, or with none', async () => {
    expect((await add('wrong\n')).err).toMatch(/^heed: It was not saved, because it did not work: localhost refuses this user name or password.*\n$/)
    expect((await add('')).err).toBe('heed: --set KEY=- wants a line of standard input for each; 1 did not come.\n')
  })

  it('is heard by the server, whatever is written there', async () => {
    const server = await heed.up()
    await vi.waitUntil(() => imap.asked(user).some((session) => session.endsWith(' IDLE\r\n')), WITHIN)
    await imap.append(user, letter({ text: 'The lamp I bought from you is broken.' }))
    const mentions = await vi.waitUntil(async () => (await heed.run('mentions', '--json')).out, WITHIN)
    await server.end('SIGTERM')
    expect(JSON.parse(mentions)).toMatchObject({ network: 'mail', author: 'dana@example.com', text: 'A word\n\nThe lamp I bought from you is broken.' })
  })
})
