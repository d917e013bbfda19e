import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres } from '../src/base/postgres/start-postgres.ts'
import { type FakeFeedServer, openFakeFeedServer } from '../src/connect/feed/fake-feed-server.ts'
import { type Heed, newHeed, type Running } from './support/heed.ts'

const IN_TIME = { timeout: 30_000 }
const INIT = ['init', '--workspace', 'בית המנורות', '--brand', 'Lantern', 'לנטרן', '--owner', 'ruth@lantern.example', '--no-sources'] as const

let heed: Heed
let server: Running
let site: FakeFeedServer

beforeAll(async () => {
  ;[heed, site] = await Promise.all([newHeed(), openFakeFeedServer()])
  await site.say('Lantern opens in Haifa')
  await heed.run(...INIT)
  server = await heed.up()
})
afterAll(() => Promise.all([heed.remove(), site.close()]))

const done = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await heed.run(...args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}
const lines = async (...args: string[]) => (await done(...args)).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))

describe('the command line', () => {
  it('lists its verbs, and says what is wrong with what was typed', async () => {
    expect(await done('--help')).toMatch(/heed init .*\n.*heed mentions /s)
    expect(await done('brands', '--help')).toMatch(/^ {2}heed brands .*\n {6}Says which .*\n$/)
    expect(await done('query', '--help')).toMatch(/^ {2}heed query add .*\n {2}heed query translate /s)
    expect(await done('query', 'list', '--help')).not.toContain('query add')
    expect(await done('help', 'surges')).toBe(await done('surges', '--help'))
    expect((await heed.run('dance')).err).toBe('heed: There is no command dance; heed --help lists them.\n')
    expect((await heed.run('query', 'add', 'x')).err).toBe('heed: --name is needed.\n')
    expect((await heed.run('mentions', '--since', 'soon')).err).toMatch(/--since soon is neither a moment nor a span/)
    expect((await heed.run('source', 'add', 'feed', '--set', 'url')).err).toMatch(/--set wants key=value/)
    expect((await heed.run('query', 'list', '--in', 'nowhere')).err).toMatch(/There is no workspace nowhere/)
    expect((await heed.run('query', 'list', '--loud')).code).toBe(1)
  })

  it('begins a workspace once, and gives another link when asked again', async () => {
    expect(server.link).toBe(server.url)
    const again = await done(...INIT)
    expect(again).toMatch(/^Sign in as ruth@lantern\.example, once, within the hour: http:\/\/localhost:\d+\/sign-in\?token=\S+\n$/)
    expect(await lines('query', 'list', '--json')).toMatchObject([{ name: 'Lantern', canonical: 'Lantern OR לנטרן', revision: 1 }])
  })

  it('invites by a link to hand over', async () => {
    expect(await done('invite', 'agent', '--email', 'dana@lantern.example')).toMatch(/^To hand over, works once, for 14 days: http:\/\/localhost:\d+\/invitation\?token=\S+\n$/)
    expect((await heed.run('invite', 'emperor')).err).toMatch(/Say in which role \(owner, manager, agent, viewer, partner\)/)
  })

  it('refuses a query that cannot be read, with the position of each problem', async () => {
    const { code, err } = await heed.run('query', 'add', 'lamp AND (bed', '--name', 'Broken')
    expect(code).toBe(1)
    expect(err).toMatch(/^heed: .+\n {2}at 10: .+\n$/)
  })

  it('adds a source that is heard by the running server at once, and tells how it fares', async () => {
    const { url } = site.settings
    expect(await done('source', 'add', 'feed', '--set', `url=${url}`)).toMatch(/^Listening to .*\nFor example: .*Lantern opens in Haifa/)
    await expect.poll(() => lines('mentions', '--json'), IN_TIME).toMatchObject([
      { network: 'feed', text: 'Lantern opens in Haifa', lang: 'en', queries: [{ name: 'Lantern', spans: [[0, 7]] }] },
    ])
    expect(await lines('source', 'list', '--json')).toMatchObject([{ connector: 'feed', health: { whoMustAct: 'nobody', problem: null } }])
    expect(await done('mentions', '--query', 'Lantern', '--since', '2026-01-01')).toContain('Lantern opens in Haifa')
    expect(await done('mentions', '--since', '2030-01-01')).toBe('')
    expect(await lines('gaps', '--json')).toEqual([])
    expect((await heed.run('source', 'add', 'feed', '--set', `url=${site.origin}/nothing`)).err).toMatch(/^heed: It was not saved.*404.*\n$/)
    expect((await heed.runWith(`${site.origin}/nothing\n`, 'source', 'add', 'feed', '--set', 'url=-')).err).toMatch(/^heed: It was not saved.*404.*\n$/)
    expect((await heed.run('source', 'add', 'feed')).err).toMatch(/^heed: These settings do not fit: url: .*\n$/)
    expect((await heed.run('init', '--workspace', 'X', '--brand', 'x', '--owner', 'nobody')).err).toBe('heed: --owner wants a mail address.\n')
  })

  it('hides an author and shows them again, in what was heard before too', async () => {
    const { author } = (await lines('mentions', '--json'))[0]
    expect(await done('block', 'add', 'author', author)).toContain(`Blocked: author ${author}`)
    expect(await lines('block', 'list', '--json')).toMatchObject([{ kind: 'author', value: author }])
    await expect.poll(() => lines('mentions', '--json'), IN_TIME).toEqual([])
    await done('block', 'remove', 'author', author)
    await expect.poll(async () => (await lines('mentions', '--json')).length, IN_TIME).toBe(1)
    expect((await heed.run('block', 'add', 'weather', 'x')).err).toMatch(/Say what to block/)
  })

  it('backs up while the server runs, and restores into an empty folder, wholly or not at all', async () => {
    const file = join(heed.folder, 'backup.gz')
    const rows = /^(\d+) rows/.exec(await done('backup', file))?.[1]
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await heed.run('backup', file)).err).toMatch(/exists already/)
    expect((await heed.run('restore', file)).err).toMatch(/Stop Heed first/)

    const other = await newHeed()
    await writeFile(join(other.folder, 'no-backup.gz'), 'hello')
    expect((await other.run('restore', join(other.folder, 'no-backup.gz'))).err).toMatch(/is not a backup of Heed/)
    await expect(access(join(other.folder, 'data'))).rejects.toThrow('ENOENT')
    expect(await other.run('restore', file)).toEqual({ code: 0, out: `${rows} rows are back.\n`, err: '' })
    const restored = await other.run('mentions', '--json')
    expect(restored.out).toBe((await heed.run('mentions', '--json')).out)
    expect((await other.run('restore', file)).err).toMatch(/is not empty/)
    await other.remove()
  })

  it('works without a server too, starting what it needs', async () => {
    await server.end('SIGTERM')
    const [one, two] = await Promise.all([done('query', 'add', 'lamp', '--name', 'Lamp'), done('query', 'add', 'torch', '--name', 'Torch')])
    expect([one, two]).toEqual(['Listening for Lamp: lamp\n', 'Listening for Torch: torch\n'])
    expect((await lines('query', 'list', '--json')).map(({ name }) => name)).toEqual(['Lamp', 'Lantern', 'Torch'])
  })

  it('opens the demo once, in a workspace of its own, and gives another link when asked again', async () => {
    const opened = await done('demo', '--language', 'he')
    expect(opened).toMatch(/made-up story.*\n.*heed up\nSign in as its visitor, once, within the hour: http:\/\/localhost:\d+\/sign-in\?token=\S+\n$/)
    expect(await done('demo')).not.toBe(opened)
    expect(await lines('source', 'list', '--json', '--in', 'demo')).toMatchObject([{ connector: 'demo', network: 'Demo story' }])
    expect((await lines('query', 'list', '--json', '--in', 'demo')).map(({ name }) => name)).toContain('תלמירה')
    expect((await heed.run('demo', '--language', 'eo')).err).toBe('heed: --language wants one of: en, he.\n')
  })
})

describe('a PostgreSQL of one’s own', () => {
  it('is used instead of ours', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heed-own-'))
    const postgres = await startPostgres({
      dataDir: join(folder, 'postgres'), database: 'elsewhere', log: () => undefined, gaveUp: () => undefined,
      admin: { user: 'boss', password: 'boss' }, owner: { user: 'somebody', password: 'p@ss/word' },
    })
    const { host, port } = postgres.connection
    const own = await newHeed({ DATABASE_URL: `postgres://somebody:p%40ss%2Fword@localhost:${port}/elsewhere?host=${encodeURIComponent(host)}` })
    expect((await own.run(...INIT)).err).toBe('')
    expect((await own.run('query', 'list')).out).toBe('Lantern\tLantern OR לנטרן\n')
    await expect(access(join(own.folder, 'data', 'postgres'))).rejects.toThrow('ENOENT')
    const wrong = await newHeed({ DATABASE_URL: `postgres://somebody:wrong@localhost:${port}/elsewhere?host=${encodeURIComponent(host)}` })
    expect((await wrong.run('up')).err).toMatch(/^heed: The database somebody@.*\/elsewhere does not let us in: .*\n$/)
    await postgres.stop()
    await Promise.all([own.remove(), wrong.remove(), rm(folder, { recursive: true })])
  })
})
