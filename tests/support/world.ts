import type { FastifyInstance } from 'fastify'
import { ANNOUNCED, routesOf } from '../../src/app/slices.ts'
import { inboxAt } from '../../src/ask/index.ts'
import { type Endpoint, type InputOf, type OutputOf, pathOf } from '../../src/base/endpoint.ts'
import { WORKSPACE_HEADER } from '../../src/base/server/answer.ts'
import { type Db, type Doors, openDb, openDoors, openPool } from '../../src/base/server/database.ts'
import { openFactFeed } from '../../src/base/server/fact-feed.ts'
import { buildHttp } from '../../src/base/server/http.ts'
import { type Letter, type Mail } from '../../src/base/server/mail.ts'
import { createIo } from '../../src/base/server/safe-fetch.ts'
import { openSecrets, type Secrets } from '../../src/base/server/secrets.ts'
import { uuidv7 } from '../../src/base/server/uuid.ts'
import type { Connectors } from '../../src/connect/index.ts'
import type { User } from '../../src/ctx.ts'
import { type Role, createWorkspace } from '../../src/people/contract.ts'
import { type Auth, actorOf, createAuth, firstVisitToken, mayDo } from '../../src/people/index.ts'
import { testDatabase } from './postgres.ts'

/** Somebody who asks: signed in with a cookie as a browser has it, or nobody (`null`); in a workspace, or in none. */
export type Asker = { readonly user: User; readonly cookie: string; readonly workspaceId: string | null }

/** What came back: the contract's output, or a problem with its code. */
type Answer<Output> = { readonly status: number; readonly body: Output & { readonly code?: string; readonly details?: object } }

/**
 * A whole Heed on a database of its own, asked through its real routes; nothing listens and no job runs. The test owns the
 * clock and reads the mail. `db` is the database's owner and sees everything: to look, and to set the scene.
 */
export type World = {
  readonly db: Db
  readonly doors: Doors
  readonly auth: Auth
  readonly secrets: Secrets
  /** Of the link that is printed while nobody has begun. */
  readonly firstVisitToken: string
  readonly app: FastifyInstance
  readonly contracts: readonly Endpoint[]
  readonly letters: readonly Letter[]
  /** What the server's clock says; the test moves it. */
  readonly clock: { now: Date }
  /** Asks one endpoint through HTTP. */
  call<E extends Endpoint>(contract: E, input: InputOf<E>, as: Asker | null): Promise<Answer<OutputOf<E>>>
  /** Somebody new with an account, signed in through the link and its button. */
  stranger(email?: string): Promise<Asker>
  /** A new workspace, by its owner. */
  owner(name?: string): Promise<Asker & { readonly workspaceId: string }>
  /** Somebody new with this role, in this workspace or in a new one. */
  as(role: Role, workspaceId?: string): Promise<Asker & { readonly workspaceId: string }>
  close(): Promise<void>
}

const URL_OF_WORLD = 'http://heed.test'
const SECRET = 'a secret for tests that nobody keeps'
const REQUESTS_PER_MINUTE = 1_000_000

/** Builds a world; close it when done. Its mail server takes every letter, unless `mail` says otherwise. */
export async function newWorld(options: { now?: Date; connectors?: Connectors; mail?: Mail } = {}): Promise<World> {
  const database = await testDatabase()
  const clock = { now: options.now ?? new Date() }
  const letters: Letter[] = []
  const mail = options.mail ?? { configured: true, send: async (letter: Letter) => void letters.push(letter) }
  const db = openDb(openPool(database.owner, { max: 2, name: 'test' }))
  const doors = openDoors(database)
  const feed = await openFactFeed(database.app)
  const secrets = openSecrets(Buffer.from(SECRET))
  const models = { inside: [], ioInside: (signal: AbortSignal) => createIo({ allowPrivate: true, userAgent: 'Heed tests', signal }) }
  const inbox = inboxAt({ secrets, sender: 'heed@heed.test', address: null, hasPlus: false, trouble: () => null })
  const problems: unknown[] = []
  const onError = (error: unknown) => void problems.push(error)
  const auth = createAuth({ connection: database.app, secret: SECRET, url: URL_OF_WORLD, mail, onError })
  const { app, contracts } = await buildHttp({
    doors,
    mayDo,
    now: () => clock.now,
    ioFor: (signal) => createIo({ allowPrivate: true, userAgent: 'Heed tests', signal }),
    userOf: auth.userOf,
    actorOf: actorOf(doors),
    auth: auth.handler,
    routes: routesOf({ doors, feed, connectors: options.connectors ?? new Map(), auth, mail, inbox, secrets, models, url: URL_OF_WORLD }),
    facts: ANNOUNCED,
    version: '0.0.0',
    trustProxy: false,
    https: false,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    logLevel: 'silent',
    ready: async () => null,
    metrics: async () => '',
    metricsToken: null,
  })

  const call: World['call'] = async (contract, input, as) => {
    const act = contract.kind === 'act'
    const response = await app.inject({
      method: act ? 'POST' : 'GET',
      url: pathOf(contract),
      headers: { ...(as && { cookie: as.cookie }), ...(as?.workspaceId && { [WORKSPACE_HEADER]: as.workspaceId }) },
      ...(act ? { payload: input } : { query: queryOf(input) }),
    })
    return { status: response.statusCode, body: response.json() }
  }
  const stranger: World['stranger'] = async (email = `${uuidv7(clock.now)}@example.org`) => {
    const user = await auth.createAccount({ email, name: email.split('@')[0] ?? email })
    return { user, cookie: await signIn(app, await auth.signInLink(email)), workspaceId: null }
  }
  const owner: World['owner'] = async (name = 'Acme') => {
    const asker = await stranger()
    const { status, body } = await call(createWorkspace, { name, language: 'en', country: 'IL', zone: 'Asia/Jerusalem' }, asker)
    if (status !== 200) throw new Error(`no workspace: ${JSON.stringify(body)}`)
    return { ...asker, workspaceId: body.id }
  }
  const as: World['as'] = async (role, workspaceId) => {
    const within = workspaceId ?? (await owner()).workspaceId
    const asker = await stranger()
    await db.insertInto('membership').values({ workspace_id: within, user_id: asker.user.id, role, created_at: clock.now }).execute()
    return { ...asker, workspaceId: within }
  }
  const close = async (): Promise<void> => {
    await app.close()
    await Promise.all([feed.stop(), auth.close(), doors.close(), db.destroy()])
    await database.close()
    if (problems.length > 0) throw new AggregateError(problems, 'accounts complained')
  }
  return { db, doors, auth, secrets, firstVisitToken: firstVisitToken(secrets), app, contracts, letters, clock, call, stranger, owner, as, close }
}

let signIns = 0

/** Presses the button of the page that a sign-in link leads to; each time from another address, as the limits are per address. */
async function signIn(app: FastifyInstance, link: string): Promise<string> {
  signIns += 1
  const response = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/link',
    remoteAddress: `10.${signIns >> 16}.${(signIns >> 8) & 255}.${signIns & 255}`,
    payload: { token: new URL(link).searchParams.get('token') },
  })
  if (response.statusCode !== 200) throw new Error(`not signed in: ${response.body}`)
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}

function queryOf(input: object): Record<string, string> {
  return Object.fromEntries(Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}
