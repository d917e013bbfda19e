import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { SourceError } from '../error.ts'
import type { FetchOptions } from '../io.ts'
import { createIo, type IoOptions, retryAfterMs } from './safe-fetch.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, answer)
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** One server of this machine stands for the public internet; every other private address stays private. */
const io = (options: Partial<IoOptions> = {}) => createIo({
  allowPrivate: false,
  userAgent: 'heed-test',
  signal: new AbortController().signal,
  mayDial: (address) => address === '127.0.0.1',
  ...options,
})

async function failure(url: string, options: FetchOptions = {}, around: Partial<IoOptions> = {}): Promise<SourceError> {
  const error: unknown = await io(around).fetch(url, options).catch((error: unknown) => error)
  if (error instanceof SourceError) return error
  throw new Error(`${url} should have failed with a SourceError`, { cause: error })
}

const say = (text: string | Uint8Array, headers: Record<string, string> = {}): RequestListener => (_, response) => {
  response.writeHead(200, headers).end(text)
}
const words = (body: Uint8Array) => new TextDecoder().decode(body)

test('an answer comes back whole, whatever its status', async () => {
  const url = await serve((request, response) => { response.writeHead(503, { 'X-Seen': request.headers['user-agent'] }).end('busy') })
  const answer = await io().fetch(`${url}/a`)
  expect([answer.status, answer.headers['x-seen'], words(answer.body), answer.url]).toEqual([503, 'heed-test', 'busy', `${url}/a`])
})

test('a body and headers are sent', async () => {
  const url = await serve((request, response) => { request.pipe(response.writeHead(200, { got: request.headers['x-mine'] })) })
  const answer = await io().fetch(url, { method: 'POST', body: 'שלום', headers: { 'X-Mine': 'yes' } })
  expect([words(answer.body), answer.headers['got']]).toEqual(['שלום', 'yes'])
})

test.each([
  ['gzip', gzipSync('packed')],
  ['br', brotliCompressSync('packed')],
  ['', Buffer.from('packed')],
])('what was packed with “%s” is unpacked', async (encoding, body) => {
  const url = await serve(say(body, encoding ? { 'content-encoding': encoding } : {}))
  expect(words((await io().fetch(url)).body)).toBe('packed')
})

test.each([
  'http://169.254.169.254/latest/meta-data', 'http://localhost/', 'http://a.localhost:80/', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/',
  'http://0x7f000002/', 'http://2130706434/', 'http://0177.0.0.2/', 'http://10.0.0.1/', 'http://[fe80::1]/', 'http://[64:ff9b::a00:1]/',
])('%s is refused for good', async (url) => {
  const error = await failure(url, {}, { mayDial: (address) => address === '93.184.216.34' })
  expect([error.then, error.message]).toEqual(['stop', expect.stringContaining('is a private address')])
})

test('a redirect to a private address is refused, and nothing is asked there', async () => {
  let asked = 0
  const inside = await serve((_, response) => {
    asked += 1
    response.end()
  })
  const url = await serve((_, response) => { response.writeHead(302, { location: inside.replace('127.0.0.1', '127.0.0.2') }).end() })
  expect([(await failure(url)).then, asked]).toEqual(['stop', 0])
})

test('a name that turns private after it was checked is not dialled', async () => {
  let asked = 0
  const { port } = new URL(await serve((_, response) => {
    asked += 1
    response.end()
  }))
  const answers = ['93.184.216.34', '127.0.0.1']
  const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]
  const error = await failure(`http://rebinding.example:${port}/`, {}, { resolve, mayDial: (address) => address === '93.184.216.34' })
  expect([error.then, asked]).toEqual(['stop', 0])
})

test('the address that was checked is the one that is dialled', async () => {
  const { port } = new URL(await serve((request, response) => { response.end(request.headers.host) }))
  const answer = await io({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] }).fetch(`http://name.example:${port}/`)
  expect(words(answer.body)).toBe(`name.example:${port}`)
})

test.each(['file:///etc/passwd', 'ftp://example.com/', 'javascript:1', 'not an address', 'http://name:secret@example.com/'])(
  '%s is refused for good',
  async (url) => {
    const error = await failure(url)
    expect(error.then).toBe('stop')
    expect(error.message).not.toContain('secret')
  },
)

const BODILESS = [['HEAD', 200], ['GET', 204], ['GET', 304]] as const
test.each(BODILESS)('%s that is answered with %i has no body, packed or not', async (method, status) => {
  const url = await serve((_, response) => { response.writeHead(status, { 'content-encoding': 'gzip' }).end() })
  const answer = await io().fetch(url, { method })
  expect([answer.status, answer.body.length]).toEqual([status, 0])
})

test('redirects are followed to the end, with the address they led to', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/end') response.end('here')
    else response.writeHead(301, { location: '/end' }).end('moved')
  })
  const answer = await io().fetch(url)
  expect([words(answer.body), answer.url]).toEqual(['here', `${url}/end`])
})

test('a circle of redirects ends', async () => {
  const url = await serve((_, response) => { response.writeHead(302, { location: '/' }).end() })
  expect((await failure(url, { redirectsMax: 3 })).message).toContain('more than 3 times')
})

test.each(['http://name:secret@127.0.0.1/', 'file:///etc/passwd', 'http://'])('a redirect to %s is refused', async (location) => {
  const url = await serve((_, response) => { response.writeHead(302, { location }).end() })
  expect((await failure(url)).then).toBe('stop')
})

const echo = (request: IncomingMessage, response: ServerResponse) => { response.end(request.headers.authorization ?? 'none') }

test('secrets go to the host they are for, and not where it redirects', async () => {
  const other = await serve(echo)
  const url = await serve((request, response) => {
    if (request.url === '/here') echo(request, response)
    else response.writeHead(302, { location: request.url === '/away' ? other : '/here' }).end()
  })
  const headers = { Authorization: 'Bearer x' }
  const answers = [await io().fetch(`${url}/stay`, { headers }), await io().fetch(`${url}/away`, { headers })]
  expect(answers.map(({ body }) => words(body))).toEqual(['Bearer x', 'none'])
})

const QUESTIONS = [[303, 'GET '], [302, 'GET '], [307, 'POST told'], [308, 'POST told']] as const
test.each(QUESTIONS)('after a %i the question is “%s”', async (status, question) => {
  const url = await serve((request, response) => {
    if (request.url === '/') return void response.writeHead(status, { location: '/next' }).end()
    response.write(`${request.method} `)
    request.pipe(response)
  })
  expect(words((await io().fetch(url, { method: 'POST', body: 'told' })).body)).toBe(question)
})

test.each([
  ['plain', say('x'.repeat(2_000))],
  ['a gzip bomb', say(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })],
  ['a brotli bomb', say(brotliCompressSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'br' })],
])('a body over the limit is not read on: %s', async (_, answer) => {
  const error = await failure(await serve(answer), { bodyBytesMax: 1_024 })
  expect([error.then, error.message]).toEqual(['retry', expect.stringContaining('more than 1 KB')])
})

test('a body that never ends is cut off at the limit', async () => {
  const url = await serve((_, response) => {
    const more = () => { while (response.write('x'.repeat(65_536))); }
    response.on('drain', more)
    more()
  })
  expect((await failure(url)).message).toContain('more than 10240 KB')
})

test.each<[string, RequestListener]>([
  ['nothing is said', () => {}],
  ['the body is left open', (_, response) => { response.write('<rss>') }],
  ['it redirects and then falls silent', (request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/silent' }).end()
  }],
])('the time limit is for the whole exchange: %s', async (_, answer) => {
  const error = await failure(await serve(answer), { timeoutMs: 100 })
  expect([error.then, error.message]).toEqual(['retry', expect.stringContaining('did not finish its answer within 0.1 seconds')])
})

test('a resolver that never answers is not waited for', async () => {
  const error = await failure('http://slow.example/', { timeoutMs: 50 }, { resolve: () => Promise.withResolvers<never>().promise })
  expect(error.then).toBe('retry')
})

test.each<[string, RequestListener]>([
  ['cut short', (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half')
    setImmediate(() => response.destroy())
  }],
  ['packed and cut short', say(gzipSync('whole').subarray(0, 12), { 'content-encoding': 'gzip' })],
  ['not packed as it says', say('plain', { 'content-encoding': 'gzip' })],
  ['packed in an unknown way', say('?', { 'content-encoding': 'exotic' })],
  ['too many headers', (_, response) => {
    for (let n = 0; n < 300; n += 1) response.setHeader(`x-${n}`, 'v')
    response.end()
  }],
  ['too long headers', say('', { 'x-long': 'v'.repeat(40_000) })],
])('a broken answer is worth another try: %s', async (_, answer) => {
  const error = await failure(await serve(answer))
  expect([error.then, error.message]).toEqual(['retry', expect.stringMatching(/^127\.0\.0\.1:\d+ .+\.$/)])
})

test('who cannot be reached is tried again, and the sentence says why', async () => {
  const gone = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  const unknown = await failure('http://nowhere.example/', {}, { resolve: () => Promise.reject(gone) })
  const closed = await failure('http://127.0.0.1:1/')
  expect([unknown.then, unknown.message]).toEqual(['retry', 'nowhere.example cannot be reached: there is no such name.'])
  expect([closed.then, closed.message]).toEqual(['retry', '127.0.0.1:1 cannot be reached: nothing answers there.'])
})

test('whoever aborts gets their own reason back', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  const url = await serve(() => controller.abort(reason))
  const { fetch, sleep, mayReach } = io({ signal: controller.signal })
  await expect(fetch(url)).rejects.toBe(reason)
  await expect(fetch(url)).rejects.toBe(reason)
  await expect(sleep(60_000)).rejects.toBe(reason)
  await expect(mayReach(url)).rejects.toBe(reason)
})

test('other protocols learn the address they may dial, or that there is none', async () => {
  const { mayReach } = io({ resolve: async (host) => [{ address: host === 'inside.example' ? '10.0.0.1' : '127.0.0.1', family: 4 }] })
  expect(await mayReach('wss://stream.example/subscribe')).toEqual({ address: '127.0.0.1', family: 4 })
  await expect(mayReach('imaps://inside.example')).rejects.toThrow('inside.example is a private address')
  await expect(mayReach('nonsense')).rejects.toThrow('is not an address')
})

test.each([
  [undefined, 0], ['', 0], ['soon', 0], ['7', 7_000], ['0', 0], ['-5', 0], ['999999999', 86_400_000],
  ['Mon, 23 Nov 2026 09:01:00 GMT', 60_000], ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
])('“Retry-After: %s” means %i ms', (value, ms) => {
  expect(retryAfterMs({ headers: value === undefined ? {} : { 'retry-after': value } }, new Date('2026-11-23T09:00:00Z'))).toBe(ms)
})
