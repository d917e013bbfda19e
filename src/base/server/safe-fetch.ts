/**
 * The way out of the process: HTTP(S) to addresses that strangers chose. Every hop is checked and every size and time is
 * bounded; the address that was checked is the one that is dialled, so a name cannot turn private in between.
 */
import type { LookupFunction } from 'node:net'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Agent, request } from 'undici'
import { SourceError } from '../error.ts'
import type { Fetched, FetchOptions, Io } from '../io.ts'
import { addressesToDial, isPublicAddress, type Resolve, resolveName } from './public-address.ts'

/** What holds where a caller of `fetch` does not ask for something else. `timeoutMs` is for the whole exchange, redirects included. */
const TIMEOUT_MS = 20_000
const BODY_BYTES_MAX = 10 * 1024 * 1024
const REDIRECTS_MAX = 5
/** Of all the headers of one answer. */
const HEADER_BYTES_MAX = 32 * 1024
const HEADERS_MAX = 200
const CONNECT_TIMEOUT_MS = 10_000
/** Nobody is believed who asks to be left alone for longer. */
const RETRY_AFTER_MS_MAX = 24 * 3_600_000

export type IoOptions = {
  /** True lets strangers' addresses lead into our own network: for tests, and for installations that listen inside it. */
  readonly allowPrivate: boolean
  /** Says who we are and where to complain. */
  readonly userAgent: string
  readonly signal: AbortSignal
  readonly now?: () => Date
  readonly resolve?: Resolve
  /** Which addresses may be dialled, where `allowPrivate` says too little: tests let one server of this machine stand for the public. */
  readonly mayDial?: (address: string) => boolean
}

/** The world, for one task that ends with `signal`. Holds nothing that must be closed. */
export function createIo(options: IoOptions): Io {
  const { allowPrivate, userAgent, signal, now = () => new Date(), resolve = resolveName } = options
  const { mayDial = allowPrivate ? () => true : isPublicAddress } = options
  const dial: Dial = (host) => addressesToDial(host, mayDial, resolve)
  let agent: Agent | undefined // most who are handed an Io never fetch
  const agentOf = () => agent ??= new Agent({
    allowH2: false,
    maxHeaderSize: HEADER_BYTES_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: lookupOver(dial) },
  })
  return {
    fetch: (url, options = {}) => withinTime(url, signal, options.timeoutMs ?? TIMEOUT_MS, (over) => (
      follow({ agent: agentOf(), dial, userAgent, signal: over }, url, options)
    )),
    mayReach: (url) => withinTime(url, signal, CONNECT_TIMEOUT_MS, async () => {
      const [first] = await dial(parsed(url).hostname)
      if (!first) throw new SourceError('retry', `${url} cannot be reached.`)
      return { address: first.address, family: first.family === 6 ? 6 : 4 }
    }),
    now,
    sleep: (ms) => pause(ms, undefined, { signal }).catch(() => { throw signal.reason }),
    signal,
  }
}

/** How long the answerer asks to be left alone (RFC 9110 section 10.2.3: seconds or a date), at most a day; 0 if it does not say. */
export function retryAfterMs(answer: Pick<Fetched, 'headers'>, now: Date): number {
  const value = answer.headers['retry-after']?.trim() ?? ''
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime()
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX)
}

type Dial = (host: string) => ReturnType<typeof addressesToDial>
type Way = { readonly agent: Agent; readonly dial: Dial; readonly userAgent: string; readonly signal: AbortSignal }

function lookupOver(dial: Dial): LookupFunction {
  return async (host, options, callback) => {
    const found = await dial(host).catch((error: NodeJS.ErrnoException) => error)
    if (found instanceof Error) callback(found, '')
    else if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  }
}

/** Runs one exchange; turns whatever ends it into the caller's own reason or a SourceError with a sentence. */
async function withinTime<T>(url: string, caller: AbortSignal, timeoutMs: number, exchange: (over: AbortSignal) => Promise<T>): Promise<T> {
  caller.throwIfAborted()
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs)
  const over = AbortSignal.any([caller, late.signal])
  const cut = Promise.withResolvers<never>()
  over.addEventListener('abort', () => cut.reject(over.reason), { once: true })
  try {
    return await Promise.race([exchange(over), cut.promise])
  } catch (error) {
    caller.throwIfAborted()
    const host = URL.parse(url)?.host ?? url
    if (late.signal.aborted) throw new SourceError('retry', `${host} did not finish its answer within ${timeoutMs / 1_000} seconds.`)
    throw asSourceError(error, host)
  } finally {
    clearTimeout(timer)
  }
}

async function follow(way: Way, start: string, options: FetchOptions): Promise<Fetched> {
  const redirectsMax = options.redirectsMax ?? REDIRECTS_MAX
  let url = fetchable(start)
  let { method = 'GET', body, headers = {} } = options
  for (let hops = 0; hops <= redirectsMax; hops += 1) {
    await way.dial(url.hostname) // an address in the URL itself is dialled without a look-up
    const answer = await request(url, {
      method,
      headers: { 'user-agent': way.userAgent, 'accept-encoding': 'gzip, br', ...lowerCased(headers) },
      body: body ?? null,
      dispatcher: way.agent,
      signal: way.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    try {
      const came = flattened(answer.headers, url)
      const next = REDIRECTS.has(answer.statusCode) && came['location'] ? fetchable(came['location'], url) : null
      if (!next) {
        const bodiless = method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304
        const encoding = bodiless ? '' : came['content-encoding'] ?? ''
        const bytes = await readBody(answer.body, encoding, options.bodyBytesMax ?? BODY_BYTES_MAX, url)
        return { status: answer.statusCode, headers: came, body: bytes, url: url.href }
      }
      if (next.origin !== url.origin) headers = withoutSecrets(headers)
      url = next
    } finally {
      answer.body.on('error', () => {}).destroy() // what was not read is not waited for
    }
    if (answer.statusCode === 303 || (method === 'POST' && answer.statusCode < 303)) {
      method = method === 'HEAD' ? 'HEAD' : 'GET'
      body = undefined
    }
  }
  const how = redirectsMax === 0 ? 'to another address, where nobody follows' : `more than ${redirectsMax} times`
  throw new SourceError('retry', `${url.host} sends us on ${how}.`)
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

function parsed(url: string, base?: URL): URL {
  const whole = URL.parse(url, base)
  if (!whole || whole.hostname === '') throw new SourceError('stop', `“${url.slice(0, 200)}” is not an address that can be reached.`)
  return whole
}

function fetchable(text: string, base?: URL): URL {
  const url = parsed(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('stop', `Only http and https addresses can be read, not ${url.protocol.slice(0, 40)}//.`)
  }
  if (url.username || url.password) throw new SourceError('stop', `The address of ${url.host} must not hold a name or password.`)
  return url
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-authorization)$/i.test(name)))
}

function flattened(headers: Record<string, string | string[] | undefined>, url: URL): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) => (
    value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const]
  ))
  if (entries.length > HEADERS_MAX) throw new SourceError('retry', `${url.host} sent more than ${HEADERS_MAX} headers.`)
  return Object.fromEntries(entries)
}

/** The bound holds for what comes out of the decompressor: a small bomb is stopped while it unfolds. */
async function readBody(body: Readable, encoding: string, bytesMax: number, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of decompressed(body, encoding, url) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > bytesMax) throw new SourceError('retry', `${url.host} sent more than ${Math.ceil(bytesMax / 1024)} KB.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decompressed(body: Readable, encoding: string, url: URL): Readable {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return body
  const decoder = DECODERS[name]
  if (!decoder) throw new SourceError('retry', `${url.host} answered in an encoding we did not ask for: ${name.slice(0, 40)}.`)
  return pipeline(body, decoder(), () => {}) // an error of either reaches whoever reads
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

function asSourceError(error: unknown, host: string): SourceError {
  if (error instanceof SourceError) return error
  return new SourceError('retry', `${host} cannot be reached: ${reasonOf(codeOf(error))}.`, 0, { cause: error })
}

function reasonOf(code: string): string {
  if (REASONS[code]) return REASONS[code]
  if (/CERT|TLS|SSL|SIGNATURE|ALTNAME/.test(code)) return `its certificate is not good (${code})`
  return /^(Z_|ERR_|HPE_)/.test(code) ? `what it sends is garbled (${code})` : code
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.message : codeOf(error.cause)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'its name cannot be looked up just now',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'it hung up',
  UND_ERR_SOCKET: 'it hung up',
  UND_ERR_CONNECT_TIMEOUT: 'it does not pick up',
  ETIMEDOUT: 'it does not pick up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
}
