import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { Refusal, assert } from '../../base/error.ts'
import { languageOf, say } from '../../base/messages.ts'
import type { PgConnection } from '../../base/postgres/connection.ts'
import { CLIENT_ADDRESS_HEADER } from '../../base/server/client-address.ts'
import { openDb, openPool } from '../../base/server/database.ts'
import type { Mail } from '../../base/server/mail.ts'
import { problemOf } from '../../base/server/problem.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { User } from '../../ctx.ts'

/** The one way to know who asks. Accounts, sessions and passwords are better-auth's; nothing outside this file touches it. */
export type Auth = {
  /** Answers everything below `/api/auth/`. The HTTP server says the asker's address in `CLIENT_ADDRESS_HEADER`. */
  readonly handler: (request: Request) => Promise<Response>
  /** Who is signed in, by the request's cookie. */
  readonly userOf: (headers: Headers) => Promise<User | null>
  /** Makes an account, with a password or without. Refuses `people.account_exists`. */
  readonly createAccount: (account: { email: string; name: string; password?: string }) => Promise<User>
  /** Gives an account without a password to somebody: with their address, name and password. Whoever was signed in to it no longer is. */
  readonly handOver: (userId: string, account: { email: string; name: string; password: string }) => Promise<void>
  readonly accountOf: (email: string) => Promise<User | null>
  /** Whether the account can be signed in to with a password, or only by links so far. */
  readonly hasPassword: (userId: string) => Promise<boolean>
  /** A link that signs this account in: works once, for an hour. For the command line; the sign-in page mails its own. */
  readonly signInLink: (email: string) => Promise<string>
  readonly close: () => Promise<void>
}

export type AuthOptions = {
  /** The app's role, which alone may touch the schema `auth`. */
  readonly connection: PgConnection
  /** At least 32 characters. Sessions end when it changes. */
  readonly secret: string
  /** Where people open Heed, without a slash at its end. */
  readonly url: string
  readonly mail: Mail
  /** Mail that could not be sent, and what better-auth calls an error. */
  readonly onError: (error: unknown) => void
}

const BASE_PATH = '/api/auth'
const LINK_LIFE_S = 60 * 60
const SESSION_LIFE_S = 30 * 24 * 60 * 60
const SESSION_RENEWAL_S = 24 * 60 * 60
const PASSWORD_LENGTH = { min: 10, max: 128 }
const POOL_MAX = 4

/** What of better-auth is open. `sign-in/link` and `set-password` are ours; sign-up is not among them. */
const OPEN = new Set([
  'POST /sign-in/email', 'POST /sign-in/magic-link', 'POST /sign-in/link', 'POST /sign-out', 'GET /get-session',
  'POST /set-password', 'POST /change-password', 'POST /request-password-reset', 'POST /reset-password',
])

/** Opens the door to accounts. Sign-up is closed: an account is made by an invitation or by the command line. */
export function createAuth(options: AuthOptions): Auth {
  const db = openDb(openPool(options.connection, { max: POOL_MAX, name: 'auth' }))
  const auth = better(options, db)
  const accounts = async () => (await auth.$context).internalAdapter

  const accountOf: Auth['accountOf'] = async (email) => {
    const found = await (await accounts()).findUserByEmail(email)
    return found ? userFrom(found.user) : null
  }
  return {
    handler: (request) => handle(auth, options, request),
    userOf: async (headers) => {
      const session = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      return session ? userFrom(session.user) : null
    },
    accountOf,
    hasPassword: async (userId) => (await (await accounts()).findAccounts(userId)).some(({ providerId }) => providerId === 'credential'),
    createAccount: async ({ email, name, password }) => {
      if (await accountOf(email)) throw new Refusal('people.account_exists')
      const hash = password === undefined ? null : await (await auth.$context).password.hash(password)
      return refuseDuplicate('user_email_key', new Refusal('people.account_exists'), () => insertAccount(auth, email, name, hash))
    },
    handOver: async (userId, { email, name, password }) => {
      const hash = await (await auth.$context).password.hash(password)
      await handAccountOver(auth, userId, { email, name, hash })
    },
    signInLink: async (email) => {
      let token: string | undefined
      const keep: KeepToken = (made) => {
        token = made
      }
      await auth.api.signInMagicLink({ body: { email, metadata: { keep } }, headers: new Headers() })
      assert(token !== undefined, 'a magic link has a token')
      return signInPage(options.url, token)
    },
    close: () => db.destroy(),
  }
}

/** Takes a token instead of the mail. A function cannot arrive over HTTP, so only this file can ask for it. */
type KeepToken = (token: string) => void

type Better = ReturnType<typeof better>

/** better-auth, set up: no telemetry, closed sign-up, secrets hashed where it can, limits counted in the database. */
function better(options: AuthOptions, db: ReturnType<typeof openDb>) {
  const { mail, url, onError } = options
  const post = (to: string, thing: 'sign_in' | 'password', link: string, headers: Headers | undefined): void => {
    const language = languageOf(headers?.get('accept-language') ?? undefined)
    const letter = { to, subject: say(language, `mail.${thing}.subject`), text: say(language, `mail.${thing}.text`, { link }) }
    mail.send(letter).catch(onError) // not waited for: how long it takes must not tell whether there is an account
  }
  return betterAuth({
    appName: 'Heed',
    baseURL: url,
    basePath: BASE_PATH,
    secret: options.secret,
    // An installation is often opened by another name than HEED_URL's; what was asked of this address may come from it.
    trustedOrigins: (request) => (request ? [url, new URL(request.url).origin] : [url]),
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onError(new Error(message)) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: LINK_LIFE_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }, request) => {
        if (mail.configured) post(user.email, 'password', `${url}/set-password?token=${token}`, request?.headers)
      },
    },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: SESSION_LIFE_S, updateAge: SESSION_RENEWAL_S },
    // A whole office may come in the morning from one address; neither a token nor a password is guessed at this pace.
    rateLimit: { enabled: true, storage: 'database', customRules: { '/magic-link/verify': { window: 60, max: 20 }, '/sign-in/email': { window: 60, max: 10 } } },
    advanced: {
      cookiePrefix: 'heed',
      useSecureCookies: url.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFE_S,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token, metadata }, ctx) => {
          const keep: unknown = metadata?.['keep']
          if (typeof keep === 'function') return (keep as KeepToken)(token)
          const known = await ctx?.context.internalAdapter.findUserByEmail(email)
          if (known && mail.configured) post(known.user.email, 'sign_in', signInPage(url, token), ctx?.headers)
        },
      }),
    ],
  })
}

/** Account and password together or not at all. */
async function insertAccount(auth: Better, email: string, name: string, passwordHash: string | null): Promise<User> {
  const { adapter } = await auth.$context
  return adapter.transaction(async (trx) => {
    const user = await trx.create<Record<string, unknown>, User & { createdAt: Date }>({
      model: 'user',
      data: { email: email.toLowerCase(), name, emailVerified: false },
    })
    if (passwordHash !== null) await trx.create({ model: 'account', data: passwordOf(user.id, passwordHash, user.createdAt) })
    return userFrom(user)
  })
}

/** Everything or nothing; sessions first, so that nobody is in it for a moment who should not be. */
async function handAccountOver(auth: Better, userId: string, to: { email: string; name: string; hash: string }): Promise<void> {
  const { adapter } = await auth.$context
  await adapter.transaction(async (trx) => {
    await trx.deleteMany({ model: 'session', where: [{ field: 'userId', value: userId }] })
    const user = await trx.update<User & { updatedAt: Date }>({
      model: 'user',
      where: [{ field: 'id', value: userId }],
      update: { email: to.email.toLowerCase(), name: to.name },
    })
    assert(user, 'the account to hand over is there')
    await trx.create({ model: 'account', data: passwordOf(userId, to.hash, user.updatedAt) })
  })
}

/** `credential` is what better-auth calls a password. */
const passwordOf = (userId: string, password: string, at: Date) =>
  ({ userId, providerId: 'credential', accountId: userId, password, createdAt: at, updatedAt: at })

async function handle(auth: Better, options: AuthOptions, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(BASE_PATH.length)
  const asked = `${request.method} ${path}`
  if (!OPEN.has(asked)) return problem(request, new Refusal('not_found'))
  if (asked === 'POST /sign-in/link') return signInByLink(auth, options, request)
  if (asked === 'POST /set-password') return setFirstPassword(auth, options, request)
  return auth.handler(request)
}

/**
 * The button of the sign-in page. Mail scanners open every link in a letter, so opening one signs nobody in: better-auth's own
 * GET is not open, and is asked here, within its rate limit, when a page of ours posts the token.
 */
async function signInByLink(auth: Better, options: AuthOptions, request: Request): Promise<Response> {
  if (!fromOwnPage(request, options)) return problem(request, new Refusal('not_allowed'))
  const { token } = await jsonOf(request)
  if (typeof token !== 'string') return problem(request, new Refusal('bad_input'))
  const verify = new URL(`${BASE_PATH}/magic-link/verify`, request.url)
  verify.searchParams.set('token', token)
  const response = await auth.handler(new Request(verify, { headers: withoutBody(request.headers) }))
  if (response.status === 429) return response
  if (!response.ok) return problem(request, new Refusal('people.link_spent'))
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response('{}', { headers })
}

/** The first password of an account that was made without one; another is `change-password`'s. */
async function setFirstPassword(auth: Better, options: AuthOptions, request: Request): Promise<Response> {
  if (!fromOwnPage(request, options)) return problem(request, new Refusal('not_allowed'))
  const { newPassword } = await jsonOf(request)
  if (typeof newPassword !== 'string') return problem(request, new Refusal('bad_input'))
  return auth.api.setPassword({ body: { newPassword }, headers: withoutBody(request.headers), asResponse: true })
}

/** Browsers say which page posts; what is no browser need not. */
function fromOwnPage(request: Request, { url }: AuthOptions): boolean {
  const origin = request.headers.get('origin')
  return origin === null || origin === new URL(url).origin || origin === new URL(request.url).origin
}

async function jsonOf(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => null)
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

function withoutBody(headers: Headers): Headers {
  const kept = new Headers(headers)
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) kept.delete(name)
  return kept
}

function problem(request: Request, refusal: Refusal): Response {
  const said = problemOf(refusal, request.headers.get('accept-language') ?? undefined)
  return Response.json(said, { status: said.status, headers: { 'content-type': 'application/problem+json' } })
}

const signInPage = (url: string, token: string): string => `${url}/sign-in?token=${token}`

const userFrom = ({ id, email, name }: User): User => ({ id, email, name })
