import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import scalar from '@scalar/fastify-api-reference'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '../endpoint.ts'
import { Refusal } from '../error.ts'
import { type Answering, answering } from './answer.ts'
import { CLIENT_ADDRESS_HEADER } from './client-address.ts'
import { openApi } from './openapi.ts'
import { problemOf } from './problem.ts'
import type { Routes } from './serve.ts'

const BODY_BYTES_MAX = 1024 * 1024
const DOCS = '/api/docs'
const WEB = fileURLToPath(new URL('../../../dist/web', import.meta.url))

export type HttpOptions = Answering & {
  readonly routes: readonly Routes[]
  /** What other programs may be told of: name and shape of each fact. */
  readonly facts: Readonly<Record<string, z.ZodType>>
  readonly version: string
  /** Behind a proxy that sets X-Forwarded-For. */
  readonly trustProxy: boolean
  readonly https: boolean
  readonly requestsPerMinute: number
  readonly logLevel: string
  /** Answers everything below /api/auth/. */
  readonly auth: (request: Request) => Promise<Response>
  /** Whether all that a request needs is there; the sentence says what is not. */
  readonly ready: () => Promise<string | null>
  readonly metrics: () => Promise<string>
  readonly metricsToken: string | null
}

/**
 * The HTTP server: every endpoint, sign-in, docs, health, metrics and the web app. The only file that knows Fastify's
 * set-up; nothing listens yet. Closing it ends open streams and waits for requests in hand.
 */
export async function buildHttp(options: HttpOptions): Promise<{ app: FastifyInstance; contracts: readonly Endpoint[] }> {
  const app = fastify({
    logger: { level: options.logLevel, serializers: { req: withoutSecrets } },
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: options.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  })
  // A form of another site can send text/plain without asking: only JSON is read.
  app.removeContentTypeParser('text/plain')
  app.addHook('preValidation', async (request) => {
    if (holdsNul(request)) throw new Refusal('bad_input', { issues: [{ path: '', message: 'NUL is in no text' }] })
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.headers['accept-language'])
    if (problem.status >= 500) request.log.error(error)
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
  // The built files are many and cost nothing: an office that opens Heed at nine comes from one address.
  await app.register(rateLimit, { max: options.requestsPerMinute, timeWindow: 60_000, allowList: ({ url }) => url.startsWith('/assets/') })
  await app.register(helmet, { contentSecurityPolicy: { directives: contentPolicy(options.https) }, hsts: options.https })

  const contracts: Endpoint[] = []
  const answer = answering(app, options)
  for (const routes of options.routes) {
    routes((contract, handler) => {
      contracts.push(contract)
      answer(contract, handler)
    })
  }
  app.all('/api/auth/*', { bodyLimit: 64 * 1024 }, async (request, reply) => {
    const response = await options.auth(asRequest(request))
    reply.code(response.status)
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
    reply.header('set-cookie', response.headers.getSetCookie())
    return reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : null)
  })
  watch(app, options)
  await docs(app, openApi(contracts, options.facts, options.version))
  await web(app)
  return { app, contracts }
}

/** Health for whoever starts and watches processes. */
function watch(app: FastifyInstance, options: HttpOptions): void {
  const unlimited = { config: { rateLimit: false } }
  app.get('/healthz', unlimited, async () => ({ ok: true }))
  app.get('/readyz', unlimited, async (_request, reply) => {
    const problem = await options.ready()
    return reply.code(problem === null ? 200 : 503).send(problem === null ? { ok: true } : { ok: false, problem })
  })
  app.get('/metrics', unlimited, async (request, reply) => {
    const token = options.metricsToken
    const allowed = token === null ? isLoopback(request.ip) : request.headers.authorization === `Bearer ${token}`
    if (!allowed) return reply.code(403).send('metrics are for this machine, or for whoever has HEED_METRICS_TOKEN\n')
    return reply.type('text/plain; version=0.0.4').send(await options.metrics())
  })
}

/** The API's own description, and a page to read it and try it. It loads nothing from elsewhere. */
async function docs(app: FastifyInstance, description: object): Promise<void> {
  app.get('/api/openapi.json', async () => description)
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src blob:")
    })
    await scope.register(scalar, {
      routePrefix: DOCS,
      configuration: {
        url: '/api/openapi.json', pageTitle: 'Heed API', telemetry: false, withDefaultFonts: false, hideClientButton: true,
        showDeveloperTools: 'never', agent: { disabled: true }, mcp: { disabled: true }, favicon: '/icon.svg',
      },
    })
  })
}

/** The built web app: hashed files for ever, the page itself for every address that is not the API's. */
async function web(app: FastifyInstance): Promise<void> {
  await app.register(staticFiles, { root: WEB, wildcard: false, index: false, cacheControl: false, preCompressed: true, setHeaders: (reply, path) => {
    void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  } })
  app.setNotFoundHandler(async (request, reply) => {
    // A part of a version that is gone is not the page: taken for a script, it would be kept as one.
    if (request.method === 'GET' && !/^\/(?:api|assets)\//.test(request.url)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', WEB)
    }
    return reply.code(404).type('application/problem+json').send({ type: 'about:blank', status: 404, code: 'not_found', title: 'Not found' })
  })
}

function contentPolicy(https: boolean): Record<string, string[] | null> {
  return {
    'default-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'upgrade-insecure-requests': https ? [] : null,
  }
}

/** PostgreSQL keeps no NUL in a text. In JSON it can only stand escaped, in an address only as %00. */
function holdsNul({ url, body }: FastifyRequest): boolean {
  const json = body instanceof Buffer ? body.toString('latin1') : (JSON.stringify(body) ?? '')
  return url.includes('%00') || /(?<!\\)(?:\\\\)*\\u0000/.test(json)
}

function asRequest(request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value))
  headers.set(CLIENT_ADDRESS_HEADER, request.ip)
  const url = `${request.protocol}://${request.host}${request.url}`
  return new Request(url, { method: request.method, headers, ...(request.body ? { body: JSON.stringify(request.body) } : {}) })
}

/** An address in the log without its query: tokens travel there. */
const withoutSecrets = ({ method, url, ip }: { method: string; url: string; ip: string }) => ({ method, path: url.split('?')[0], ip })

const isLoopback = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
