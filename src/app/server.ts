import type { ModelHosts } from '../assist/index.ts'
import { openInbox } from '../ask/index.ts'
import type { Actor, Ctx } from '../ctx.ts'
import { Obstacle } from '../base/error.ts'
import { systemNow } from '../base/server/clock.ts'
import { openDb, openDoors, openPool } from '../base/server/database.ts'
import { openChannel } from '../base/server/channel.ts'
import { openFactFeed } from '../base/server/fact-feed.ts'
import { buildHttp } from '../base/server/http.ts'
import { startJobs } from '../base/server/jobs.ts'
import { createIo } from '../base/server/safe-fetch.ts'
import { importFiles, openTrayDoor, TRAY_CHANNEL } from '../connect/index.ts'
import { bringUpToDate, fetchPastOfNewSources, forgottenKey, startListener } from '../ingest/index.ts'
import { checkModels, ModelError } from '../language/index.ts'
import { changedQuery, runningQueries } from '../listen/index.ts'
import { actorOf, createAuth, firstVisitToken, isClaimed, mayDo } from '../people/index.ts'
import { addressIn, type Config } from './config.ts'
import { connectorsWith } from './connectors.ts'
import { tellFirstMention } from './first-mention.ts'
import { type Installation, InstallationError, openInstallation } from './installation.ts'
import { openMetrics } from './metrics.ts'
import { openMail } from './open-mail.ts'
import { ANNOUNCED, keepListening, onNewSource, routesOf } from './slices.ts'
import { userAgent, version } from './version.ts'
import { choresOf, jobsOf } from './work.ts'

export type Server = {
  readonly url: string
  /** Where its first owner begins; null when there is one. */
  readonly firstVisit: string | null
  readonly stop: () => Promise<void>
}

/** How the server speaks of itself: to the log, and of what it cannot survive. */
export type Voice = { readonly log: (line: string) => void; readonly fatal: (problem: Error) => void }

/**
 * Starts everything, in the order in which it depends on each other, and stops it in the other: no new requests, streams
 * ended, the batch in hand stored, jobs finished, then the database. Whatever fails on the way up takes down what was up.
 */
export async function startServer(config: Config, voice: Voice): Promise<Server> {
  proveModels()
  const undo: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const installation = await openInstallation(config, {
      role: 'server',
      log: (line) => (config.logLevel === 'debug' ? voice.log(line) : undefined),
      gaveUp: voice.fatal,
    })
    undo.push(installation.close)
    const { url, firstVisit } = await startOn(installation, config, voice, undo)
    installation.serveAt(url)
    return { url, firstVisit, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A post understood by a damaged model would be understood wrongly, silently: Heed does not start with one. */
function proveModels(): void {
  try {
    checkModels()
  } catch (error) {
    throw error instanceof ModelError ? new Obstacle(error.message, { cause: error }) : error
  }
}

async function startOn(installation: Installation, config: Config, voice: Voice, undo: (() => Promise<void>)[]): Promise<Omit<Server, 'stop'>> {
  const ioFor = (signal: AbortSignal) => createIo({ allowPrivate: config.allowPrivate, userAgent, signal })
  const complain = (who: string) => (error: unknown): void => voice.log(`${who}: ${error instanceof Error ? error.message : error}`)

  const doors = openDoors(installation)
  undo.push(doors.close)
  const ownerPool = openPool(installation.owner, { max: 5, name: 'jobs' })
  undo.push(() => ownerPool.end())
  const owner = openDb(ownerPool)
  const feed = await openFactFeed(installation.app)
  undo.push(feed.stop)
  const trays = await openChannel(installation.app, TRAY_CHANNEL)
  undo.push(trays.stop)
  const connectors = connectorsWith({ trays: openTrayDoor(doors, trays), files: importFiles({ doors, now: systemNow }) })
  const mail = openMail(config.mail)
  const { inbox, read: readAnswers } = openInbox(config.inbox, config.mail && addressIn(config.mail.from), {
    secrets: installation.secrets, doors, now: systemNow, ioFor: (signal) => createIo({ allowPrivate: true, userAgent, signal }), log: voice.log,
  })
  const asks = { mail, inbox, secrets: installation.secrets, url: config.url }
  const secret = installation.secrets.derive('sessions')
  const auth = createAuth({ connection: installation.app, secret, url: config.url, mail, onError: complain('accounts') })
  undo.push(auth.close)

  const ctxFor = (workspaceId: string, signal: AbortSignal): Ctx => ({
    now: systemNow, io: ioFor(signal), actor: { workspaceId, userId: null, role: 'owner' } satisfies Actor,
    transact: (work) => doors.inWorkspace(workspaceId, work),
  })
  const key = forgottenKey(installation.secrets)
  const onError = (about: string, error: unknown) => complain(about)(error)
  const work = { doors, connectors, secrets: installation.secrets, key, asks, onError }
  const queue = await startJobs({ pool: ownerPool, ctxFor, onError, jobs: jobsOf(work), chores: choresOf(work) })
  undo.push(queue.stop)
  bringUpToDate({ doors, now: systemNow() }).catch(complain('understanding what is stored'))

  const metrics = openMetrics(owner)
  const listener = startListener({
    doors, connection: installation.ingest, connectors, secrets: installation.secrets, ioFor, key,
    loadQueries: runningQueries, readChange: changedQuery, onStored: metrics.stored, onError,
  })
  undo.push(listener.stop)
  undo.push(...[
    keepListening(listener, complain('listening')), tellFirstMention(doors, voice.log, complain('first mention')),
    onNewSource((workspaceId) => fetchPastOfNewSources({ doors, connectors, loadQueries: runningQueries }, systemNow(), workspaceId), complain('the past')),
  ].map((hears) => feed.subscribe(hears)).map((end) => async () => end()))
  undo.push(readAnswers(asks))

  const { app } = await buildHttp({
    doors, ioFor, mayDo, now: systemNow,
    userOf: auth.userOf,
    actorOf: actorOf(doors),
    auth: auth.handler,
    routes: routesOf({ doors, feed, connectors, auth, models: modelsOf(config), ...asks }),
    facts: ANNOUNCED,
    version,
    trustProxy: config.trustProxy,
    https: config.url.startsWith('https:'),
    requestsPerMinute: config.requestsPerMinute,
    logLevel: config.logLevel,
    ready: () => owner.selectFrom('workspace').select('workspace_id').limit(1).execute().then(() => null, () => 'the database does not answer'),
    metrics: metrics.read,
    metricsToken: config.metricsToken,
  })
  undo.push(() => app.close())
  await app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new InstallationError(`Port ${config.port} is in use; stop what uses it, or set HEED_PORT.`, { cause: error })
  })
  const isOver = await doors.asUser(null, isClaimed)
  return { url: config.url, firstVisit: isOver ? null : `${config.url}/welcome?token=${firstVisitToken(installation.secrets)}` }
}

/** The hosts of language models that this installation allows in its own network, and the way to them. */
const modelsOf = ({ assistHosts }: Config): ModelHosts => ({ inside: assistHosts, ioInside: (signal) => createIo({ allowPrivate: true, userAgent, signal }) })
