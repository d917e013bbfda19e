/** The supervisor: one pull for each stream that somebody subscribes to, as long as somebody does. */
import { isDeepStrictEqual } from 'node:util'
import type { Db, Doors } from '../../base/server/database.ts'
import { type Secrets, SealError } from '../../base/server/secrets.ts'
import type { Io } from '../../base/io.ts'
import type { PgConnection } from '../../base/postgres/connection.ts'
import { markStream, readStreams, readSubscriptions, type StreamProgress, wholeSettings } from '../../connect/index.ts'
import type { Connector } from '../../connect/connector.ts'
import { hashPostWith } from './forgotten.ts'
import { type PullDeps, pullStream } from './pull-stream.ts'
import { type RunningQuery, Standing } from './standing.ts'
import { StreamLeases } from './stream-leases.ts'

/** How often a server looks whether streams have become free, because another server is gone. */
const LEASE_EVERY_MS = 5_000
const UNREADABLE = new Error('a stored query cannot be read')
const SEALED_OTHERWISE = 'Its secrets were sealed by another installation or were damaged. Type them in again.'

export type ListenerOptions = {
  readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>
  /** The ingest role's, for one connection that holds the leases. */
  readonly connection: PgConnection
  readonly connectors: ReadonlyMap<string, Connector>
  /** Opens what is sealed in the settings of streams. */
  readonly secrets: Pick<Secrets, 'open'>
  readonly ioFor: (signal: AbortSignal) => Io
  /** The installation's key for hashes of forgotten posts. */
  readonly key: Buffer
  /** The standing queries of the workspaces that the transaction may see. */
  readonly loadQueries: (db: Db) => Promise<readonly RunningQuery[]>
  /** The query that a fact is about, as it stands now, in a transaction of its workspace; `now` is null when it is archived. Null: no such fact. */
  readonly readChange: (db: Db, factId: string) => Promise<QueryChange | null>
  /** For the log: what went wrong, and with what. All else goes on. */
  readonly onError: (about: string, error: unknown) => void
  readonly onStored?: PullDeps['onStored']
  readonly random?: () => number
}

export type QueryChange = { readonly queryId: string; readonly now: RunningQuery | null }

export type Listener = {
  /**
   * One query was added, changed or archived, as this fact tells. Only that query is read, however many there are. Resolves when what
   * it is now is in effect; posts pass on meanwhile. A database that is away is waited for. Rejects only when stopped first.
   */
  takeIn(workspaceId: string, factId: string): Promise<void>
  /**
   * Sources, queries or block lists have changed (or may have, while the line to the database was cut). Resolves when the
   * change is in effect; posts pass on meanwhile. Rejects only when stopped first.
   */
  refresh(): Promise<void>
  /** Drains and ends: batches in hand are stored, then leases are given back. */
  stop(): Promise<void>
}

/** Starts to listen. Returns at once; a database that is away is waited for. */
export function startListener(options: ListenerOptions): Listener {
  const stopping = new AbortController()
  const listening = new Listening(options, stopping.signal)
  const ended = listening.tend()
  return {
    takeIn: (workspaceId, factId) => listening.takeIn(workspaceId, factId),
    refresh: () => listening.refresh(),
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

type Pull = { readonly stream: StreamProgress; readonly abort: AbortController; readonly done: Promise<void> }

class Listening {
  readonly #options: ListenerOptions
  readonly #signal: AbortSignal
  readonly #io: Io
  readonly #standing = new Standing()
  readonly #leases: StreamLeases
  readonly #pulls = new Map<string, Pull>()
  readonly #deps: PullDeps
  #streams: readonly StreamProgress[] = []
  /** The last of all readings of what has changed: each begins when the one before has ended, so what is read later is newer. */
  #reading: Promise<unknown> = Promise.resolve()
  /** Who wait for a change to be in effect. */
  #refreshing: PromiseWithResolvers<void>[] = []
  #isCurrent = false
  #wake = (): void => undefined

  constructor(options: ListenerOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
    this.#io = options.ioFor(signal)
    this.#leases = new StreamLeases(options.connection)
    this.#deps = {
      doors: options.doors,
      standing: this.#standing,
      hash: hashPostWith(options.key),
      ioFor: options.ioFor,
      random: options.random ?? Math.random,
      onError: (streamId, error) => options.onError(`stream ${streamId}`, error),
      onStored: options.onStored,
    }
  }

  refresh(): Promise<void> {
    const refreshing = Promise.withResolvers<void>()
    this.#refreshing.push(refreshing)
    this.#isCurrent = false
    this.#wake()
    return refreshing.promise
  }

  async takeIn(workspaceId: string, factId: string): Promise<void> {
    const { doors, readChange, onError } = this.#options
    try {
      await this.#inTurn(async () => {
        if (!this.#standing.isListening(workspaceId)) return
        const change = await doors.inWorkspace(workspaceId, (db) => readChange(db, factId))
        if (change && !this.#standing.replaceQuery({ workspaceId, ...change }, change.now)) onError(`query ${change.queryId}`, UNREADABLE)
      })
    } catch {
      await this.refresh()
    }
  }

  /** Tends until stopped, then until all pulls have ended. */
  async tend(): Promise<void> {
    while (!this.#signal.aborted) {
      const refreshing = this.#refreshing.splice(0)
      try {
        await this.#update()
        for (const { resolve } of refreshing) resolve()
        if (this.#refreshing.length === 0) await this.#pause()
      } catch (error) {
        this.#isCurrent = false
        this.#refreshing.push(...refreshing)
        this.#options.onError('listener', error)
        await this.#pause()
      }
    }
    for (const { abort } of this.#pulls.values()) abort.abort()
    await Promise.all([...this.#pulls.values()].map(({ done }) => done))
    await this.#leases.end()
    for (const { reject } of this.#refreshing) reject(new Error('the listener was stopped'))
  }

  async #update(): Promise<void> {
    if (!this.#isCurrent) {
      this.#isCurrent = true
      await this.#inTurn(() => this.#load())
    }
    const wanted = this.#streams.filter(({ state, connector }) => (
      state !== 'reauthorize' && state !== 'stopped' && this.#options.connectors.has(connector)
    ))
    const leased = await this.#leases.take(wanted.map(({ id }) => id))
    for (const [id, { abort }] of this.#pulls) if (!leased.has(id)) abort.abort()
    await this.#endOutdated(wanted)
    for (const stream of wanted) if (leased.has(stream.id) && !this.#pulls.has(stream.id)) this.#start(stream)
  }

  #inTurn(read: () => Promise<void>): Promise<void> {
    const done = this.#reading.then(read)
    this.#reading = done.catch(() => undefined)
    return done
  }

  /** Reads anew who listens to what. The running matcher takes in what has changed; nothing stops meanwhile. */
  async #load(): Promise<void> {
    const { doors, loadQueries, onError } = this.#options
    this.#standing.replaceSubscriptions(await doors.asIngest([], readSubscriptions))
    await doors.asIngest(this.#standing.workspaces(), async (db) => {
      const unreadable = this.#standing.replaceQueries(await loadQueries(db))
      for (const { queryId } of unreadable) onError(`query ${queryId}`, UNREADABLE)
      this.#standing.replaceBlocks(await db.selectFrom('block').select(['workspace_id', 'id', 'kind', 'value']).execute())
      this.#streams = await readStreams(db, this.#standing.streams())
    })
  }

  /** Ends what is pulled with settings that have changed since, so that it begins anew. */
  async #endOutdated(wanted: readonly StreamProgress[]): Promise<void> {
    const outdated = wanted.flatMap((now) => {
      const pull = this.#pulls.get(now.id)
      return pull && !isDeepStrictEqual([pull.stream.settings, pull.stream.sealed], [now.settings, now.sealed]) ? [pull] : []
    })
    for (const { abort } of outdated) abort.abort()
    await Promise.all(outdated.map(({ done }) => done))
  }

  #start(stream: StreamProgress): void {
    const { id } = stream
    const connector = this.#options.connectors.get(stream.connector)
    if (!connector) return
    const abort = new AbortController()
    const done = this.#pull(connector, stream, abort.signal)
      .catch((error: unknown) => this.#options.onError(`stream ${id}`, error))
      .finally(() => {
        this.#pulls.delete(id)
        this.#isCurrent = false // its state may have changed
        if (abort.signal.aborted) this.#wake() // it may be wanted again
      })
    this.#pulls.set(id, { stream, abort, done })
  }

  async #pull(connector: Connector, stream: StreamProgress, signal: AbortSignal): Promise<void> {
    const { doors, secrets } = this.#options
    try {
      await pullStream(this.#deps, { id: stream.id, connector, settings: wholeSettings(secrets, stream) }, signal)
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      const mark = { state: 'reauthorize', problem: SEALED_OTHERWISE, nextTryAt: null } as const
      await doors.asIngest([], (db) => markStream(db, stream.id, mark))
    }
  }

  /** Until something changes, but not for long: another server may have gone and left its streams. */
  async #pause(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    await Promise.race([woken, this.#io.sleep(LEASE_EVERY_MS).catch(() => undefined)])
  }
}
