import { expect, onTestFinished, test } from 'vitest'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { createIo } from '../../base/server/safe-fetch.ts'
import { conforms } from '../conformance.ts'
import type { Batch } from '../connector.ts'
import { feed } from './connector.ts'
import { openFakeFeedServer } from './fake-feed-server.ts'
import type { Cursor } from './what-is-new.ts'

conforms(feed, openFakeFeedServer)

/** A server, and a way to it; waits pass at once. */
async function world() {
  const server = await openFakeFeedServer()
  onTestFinished(() => server.close())
  const real = createIo({
    allowPrivate: false,
    userAgent: 'heed-test',
    signal: new AbortController().signal,
    mayDial: (address) => address === '127.0.0.1',
  })
  let sleptMs = 0
  const io: Io = {
    ...real,
    now: () => new Date(Date.now() + sleptMs),
    sleep: async (ms) => { sleptMs += ms },
  }
  const poll = async (path: string, from: Cursor | null = null) => {
    const batches: Batch<Cursor>[] = []
    for await (const batch of feed.pull(io, { url: `${server.origin}${path}` }, from)) batches.push(batch)
    return { batches, posts: batches.flatMap(({ posts }) => posts), cursor: batches.at(-1)?.cursor ?? null }
  }
  const failure = async (path: string): Promise<SourceError> => {
    const error: unknown = await poll(path).catch((error: unknown) => error)
    if (error instanceof SourceError) return error
    throw new Error(`polling ${path} should have failed`, { cause: error })
  }
  return { server, io, poll, failure }
}

const rss = (items: string) => `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items}</channel></rss>`
const page = (link: string) => `<!doctype html><link rel="alternate" type="application/rss+xml" href="${link}">`
const item = (n: number | string, text: string, more = '') => `<item><guid>${n}</guid><description>${text}</description>${more}</item>`

test('a feed that has not changed is not sent again', async () => {
  const { server, poll } = await world()
  await server.say('one')
  const first = await poll('/news.xml')
  const second = await poll('/news.xml', first.cursor)
  expect(server.requests.map(({ status }) => status)).toEqual([200, 304])
  expect(second.batches).toMatchObject([{ posts: [], cursor: { seen: first.cursor?.seen, etag: first.cursor?.etag } }])
})

test('a server that only knows dates is asked by date', async () => {
  const { server, poll } = await world()
  const date = 'Mon, 23 Nov 2026 09:00:00 GMT'
  server.put('/dated', (response) => { response.writeHead(200, { 'last-modified': date }).end(rss(item(1, 'one'))) })
  await poll('/dated', (await poll('/dated')).cursor)
  expect(server.requests[1]?.headers).toMatchObject({ 'if-modified-since': date })
})

test('a page leads to the feed it names', async () => {
  const { server, io } = await world()
  await server.say('what is heard')
  server.put('/', { headers: { 'content-type': 'text/html' }, body: page('news.xml') })
  expect(await feed.prove(io, { url: server.origin })).toEqual({
    settings: { url: `${server.origin}/news.xml` }, name: 'A paper', sample: 'what is heard',
  })
})

test('a page that names a feed which is gone leads to where feeds commonly are', async () => {
  const { server, io } = await world()
  server.put('/blog', { body: page('/gone') })
  server.put('/atom.xml', { body: '<feed xmlns="http://www.w3.org/2005/Atom"><title>Found</title></feed>' })
  const proof = await feed.prove(io, { url: `${server.origin}/blog` })
  expect(proof).toEqual({ settings: { url: `${server.origin}/atom.xml` }, name: 'Found', sample: null })
})

test('a Hebrew feed in windows-1255 is read', async () => {
  const { server, poll } = await world()
  const xml = rss(item(1, '\xf9\xec\xe5\xed')).replace('?>', ' encoding="windows-1255"?>')
  server.put('/he', { headers: { 'content-type': 'text/xml' }, body: Buffer.from(xml, 'latin1') })
  expect((await poll('/he')).posts).toMatchObject([{ text: 'שלום' }])
})

test('ten thousand entries, one of a megabyte, dates of the years 0 and 9999 and broken UTF-8 are heard', async () => {
  const { server, poll } = await world()
  const items = Array.from({ length: 10_000 }, (_, n) => item(n, `entry ${n}`)).join('')
  const odd = [
    item('big', 'x'.repeat(1_000_000)),
    item('0', 'old', '<pubDate>0000-01-01T00:00:00Z</pubDate>'),
    item('9999', 'far\xff\xfe', '<pubDate>9999-12-31T00:00:00Z</pubDate>'),
  ]
  server.put('/many', { body: rss(items) })
  server.put('/odd', { body: Buffer.from(rss(odd.join('')), 'latin1') })
  expect((await poll('/many')).posts.length).toBe(10_000)
  const { posts } = await poll('/odd')
  expect(posts.map(({ text, saidAt }) => [text.slice(0, 5), text.length, saidAt?.getUTCFullYear()])).toEqual([
    ['far\ufffd\ufffd', 5, 9999],
    ['old', 3, 0],
    ['xxxxx', 1_000_000, undefined],
  ])
})

test('what is no feed is tried again later, and the sentence says what came instead', async () => {
  const { server, failure } = await world()
  server.put('/words', { body: 'hello' })
  const errors = [await failure('/page-without-feed'), await failure('/words')]
  expect(errors.map((error) => [error.then, error.message.replace(/^\S+ /, '')])).toEqual([
    ['retry', 'answered with a web page instead of a feed.'], ['retry', 'answered with something that is not a feed.'],
  ])
})

test('a feed that never ends is left', async () => {
  const { server, failure } = await world()
  server.put('/endless', (response) => {
    response.write('<?xml version="1.0"?><rss version="2.0"><channel>')
    const more = () => { while (response.write(item(1, 'again').repeat(1_000))); }
    response.on('drain', more)
    more()
  })
  const error = await failure('/endless')
  expect([error.then, error.message]).toEqual(['retry', expect.stringContaining('more than 5120 KB')])
})

test('a feed that redirects inside is refused for good', async () => {
  const { server, io, failure } = await world()
  server.put('/inside', { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' } })
  expect((await failure('/inside')).then).toBe('stop')
  await expect(feed.prove(io, { url: `${server.origin}/inside` })).rejects.toThrow('169.254.169.254 is a private address')
})

test('a page cannot lead us inside by the feed it names', async () => {
  const { server, io } = await world()
  server.put('/trap', { body: page('http://127.0.0.2:1/') })
  await expect(feed.prove(io, { url: `${server.origin}/trap` })).rejects.toThrow('no feed could be found')
})

const REMEDIES = [[401, 'stop'], [403, 'retry'], [404, 'retry'], [410, 'stop'], [502, 'retry']] as const
test.each(REMEDIES)('an answer of %i means %s', async (status, remedy) => {
  const { server, failure } = await world()
  server.failNext?.(status)
  expect((await failure('/news.xml')).then).toBe(remedy)
})

test('one address is one stream, however it is written', () => {
  const keys = ['https://Site.Example:443/feed?a=B#top', 'https://site.example/feed?a=B'].map((url) => feed.streamKey({ url }))
  expect(new Set(keys)).toEqual(new Set(['https://site.example/feed?a=B']))
  expect(feed.streamKey({ url: 'https://site.example/Feed?a=B' })).not.toBe(keys[0])
})
