import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts'
import { endpoint } from '../endpoint.ts'
import { Refusal } from '../error.ts'
import { type Doors, openDoors } from './database.ts'
import { buildHttp, type HttpOptions } from './http.ts'
import { createIo } from './safe-fetch.ts'

const echo = endpoint({ name: 'test.echo', kind: 'act', needs: 'token:test', about: 'Says it again.', input: z.object({ text: z.string().max(10) }), output: z.object({ text: z.string() }) })
const count = endpoint({ name: 'test.count', kind: 'read', needs: 'token:test', about: 'Counts.', input: z.object({ to: z.coerce.number() }), output: z.object({ to: z.number() }) })
const broken = endpoint({ name: 'test.broken', kind: 'read', needs: 'token:test', about: 'Fails.', input: z.object({}), output: z.object({ n: z.number() }) })
const letter = endpoint({
  name: 'test.letter', kind: 'act', needs: 'token:test', about: 'Counts bytes.', letter: z.array(z.int()), bodyBytesMax: 100,
  input: z.object({ to: z.string() }), output: z.object({ to: z.string(), text: z.string(), mark: z.unknown() }),
})
const guarded = endpoint({ name: 'test.guarded', kind: 'read', needs: 'signed_in', about: 'For accounts.', input: z.object({}), output: z.object({}) })

let database: TestDatabase
let doors: Doors
let http: Awaited<ReturnType<typeof buildHttp>>

const options = (more: Partial<HttpOptions> = {}): HttpOptions => ({
  doors, now: () => new Date(), ioFor: (signal) => createIo({ allowPrivate: false, userAgent: 'test', signal }),
  userOf: async () => null, actorOf: async () => null, mayDo: () => false,
  auth: async () => new Response(null, { status: 404 }),
  routes: [(serve) => {
    serve(echo, async (_ctx, { text }) => {
      if (text === 'no') throw new Refusal('conflict', { why: 'because' })
      return { text, secret: 'never declared' }
    })
    serve(count, async (_ctx, { to }) => ({ to }))
    serve(broken, async () => { throw new Error('a secret of ours') })
    serve(guarded, async () => ({}))
    serve(letter, async (ctx, { to }) => ({ to, text: new TextDecoder().decode(ctx.letter.bytes), mark: ctx.letter.headers['x-mark'] }))
  }],
  facts: {}, version: '1.2.3', trustProxy: false, https: false, requestsPerMinute: 10_000, logLevel: 'silent',
  ready: async () => null, metrics: async () => 'figures 1\n', metricsToken: null,
  ...more,
})

beforeAll(async () => {
  database = await testDatabase()
  doors = openDoors(database)
  http = await buildHttp(options())
})
afterAll(async () => {
  await http.app.close()
  await doors.close()
  await database.close()
})

const post = (payload: string | object, headers: Record<string, string> = {}) => http.app.inject({ method: 'POST', url: '/api/test.echo', payload, headers })

describe('an answer', () => {
  it('holds what the contract declares and nothing else', async () => {
    expect((await post({ text: 'hello' })).json()).toEqual({ text: 'hello' })
  })

  it('of a read takes its input from the query', async () => {
    expect((await http.app.inject('/api/test.count?to=3')).json()).toEqual({ to: 3 })
  })
})

describe('a letter', () => {
  const send = (payload: string | undefined, headers: Record<string, string>) => (
    http.app.inject({ method: 'POST', url: '/api/test.letter?to=us', headers, ...(payload === undefined ? {} : { payload }) }))

  it.each([['application/json'], ['text/plain'], ['application/x-www-form-urlencoded']])('is handed over as it came, whatever it says it is (%s)', async (type) => {
    const response = await send('[1,  2] ', { 'content-type': type, 'x-mark': 'm' })
    expect(response.json()).toEqual({ to: 'us', text: '[1,  2] ', mark: 'm' })
  })

  it('may be empty, but not longer than it may be', async () => {
    expect((await send(undefined, {})).json()).toMatchObject({ text: '' })
    expect((await send('x'.repeat(101), { 'content-type': 'application/json' })).json()).toMatchObject({ code: 'bad_input' })
    expect((await send('["\\u0000"]', { 'content-type': 'application/json' })).json()).toMatchObject({ code: 'bad_input' })
  })

  it('does not open other endpoints to what is not JSON', async () => {
    expect((await post('{"text":"hello"}', { 'content-type': 'text/plain' })).json()).toMatchObject({ code: 'bad_input' })
  })
})

describe('a problem', () => {
  it('is said in the language asked for, with a code for machines', async () => {
    const english = await post({ text: 'no' })
    const hebrew = await post({ text: 'no' }, { 'accept-language': 'he-IL,he;q=0.9' })
    expect(english.headers['content-type']).toContain('application/problem+json')
    expect(english.json()).toMatchObject({ type: 'about:blank', status: 409, code: 'conflict', details: { why: 'because' } })
    expect(hebrew.json().title).toMatch(/\p{Script=Hebrew}/u)
  })

  it.each([
    ['too long a text', { text: 'far too long a text' }],
    ['no text', {}],
    ['broken JSON', '{"text":'],
  ])('of bad input (%s) names no stack and no file', async (_what, payload) => {
    const response = await post(payload, { 'content-type': 'application/json' })
    expect([response.statusCode, response.json().code]).toEqual([400, 'bad_input'])
    expect(response.body).not.toMatch(/\.ts|node_modules/)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded'])('is what a form of another site gets: %s is not read', async (type) => {
    expect((await post('{"text":"hi"}', { 'content-type': type })).statusCode).toBe(400)
  })

  it('of our own says nothing of its cause', async () => {
    const response = await http.app.inject('/api/test.broken')
    expect(response.json()).toMatchObject({ status: 500, code: 'failed', details: {} })
    expect(response.body).not.toContain('secret')
  })

  it('is a refusal for whoever is not signed in', async () => {
    expect((await http.app.inject('/api/test.guarded')).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  it('is what an endpoint that is not there answers', async () => {
    expect((await http.app.inject('/api/nothing')).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('is too many requests in a minute', async () => {
    const limited = await buildHttp(options({ requestsPerMinute: 60 }))
    for (let n = 0; n < 60; n++) expect((await limited.app.inject('/api/test.count?to=1')).statusCode).toBe(200)
    expect((await limited.app.inject('/api/test.count?to=1')).json()).toMatchObject({ status: 429, code: 'too_many' })
    await limited.app.close()
  })
})

describe('the description of the API', () => {
  it('names every endpoint with its input, output and needs, in OpenAPI 3.1', async () => {
    const api = (await http.app.inject('/api/openapi.json')).json()
    expect(api).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
    expect(Object.keys(api.paths).toSorted()).toEqual(['/api/test.broken', '/api/test.count', '/api/test.echo', '/api/test.guarded', '/api/test.letter'])
    expect(api.paths['/api/test.echo'].post.requestBody.content['application/json'].schema.properties.text).toMatchObject({ type: 'string', maxLength: 10 })
    expect(api.paths['/api/test.count'].get.parameters).toMatchObject([{ name: 'to', in: 'query', required: true }])
  })

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await http.app.inject('/api/docs/')
    expect(page.statusCode).toBe(200)
    expect([...page.body.matchAll(/(?:src|href)="(https?:)?\/\//g)]).toEqual([])
  })
})

describe('health', () => {
  it('tells what is missing', async () => {
    const unready = await buildHttp(options({ ready: async () => 'the database does not answer' }))
    expect((await unready.app.inject('/healthz')).statusCode).toBe(200)
    expect(await unready.app.inject('/readyz')).toMatchObject({ statusCode: 503, body: '{"ok":false,"problem":"the database does not answer"}' })
    await unready.app.close()
  })

  it('gives figures to this machine, or to whoever has the token', async () => {
    expect((await http.app.inject('/metrics')).body).toBe('figures 1\n')
    expect((await http.app.inject({ url: '/metrics', remoteAddress: '203.0.113.1' })).statusCode).toBe(403)
    const tokened = await buildHttp(options({ metricsToken: 'a token for tests' }))
    expect((await tokened.app.inject('/metrics')).statusCode).toBe(403)
    expect((await tokened.app.inject({ url: '/metrics', headers: { authorization: 'Bearer a token for tests' } })).statusCode).toBe(200)
    await tokened.app.close()
  })
})
