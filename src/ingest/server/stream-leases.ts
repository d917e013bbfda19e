import { Client } from 'pg'
import type { PgConnection } from '../../base/postgres/connection.ts'

/** Any constant that no other advisory lock of this database uses as its first half: "HEAR". */
const LOCK_SPACE = 0x48454152
/** Streams are leased in so many lots, for PostgreSQL has room for thousands of locks, not for millions. */
const LOTS = 256
const ANSWER_TIMEOUT_MS = 10_000

/**
 * Which streams this server pulls when several share a database: whoever holds a stream's lot. A lot is an advisory lock of one
 * dedicated connection, so it is free again the moment its server is gone. The lease only saves double work: what keeps two
 * servers from storing twice is that a batch must follow the stream's cursor.
 */
export class StreamLeases {
  readonly #connection: PgConnection
  #client: Client | null = null
  #held = new Set<number>()

  constructor(connection: PgConnection) {
    this.#connection = connection
  }

  /** Takes what of these streams it can get, gives back what is no longer wanted, and says which it holds. Throws when the database is away: then it holds none. */
  async take(streamIds: readonly string[]): Promise<ReadonlySet<string>> {
    try {
      return await this.#take(streamIds)
    } catch (error) {
      void this.end() // not waited for: the connection may hang
      throw error
    }
  }

  /** Gives everything back. */
  async end(): Promise<void> {
    const client = this.#client
    this.#forget()
    await client?.end().catch(() => undefined)
  }

  async #take(streamIds: readonly string[]): Promise<ReadonlySet<string>> {
    const client = this.#client ?? await this.#connect()
    const wanted = new Set(streamIds.map(lotOf))
    const unwanted = [...this.#held].filter((lot) => !wanted.has(lot))
    if (unwanted.length > 0) await client.query('select pg_advisory_unlock($1, lot) from unnest($2::int[]) as lot', [LOCK_SPACE, unwanted])
    for (const lot of unwanted) this.#held.delete(lot)
    const missing = [...wanted].filter((lot) => !this.#held.has(lot))
    const { rows } = await client.query<{ lot: number; mine: boolean }>(
      'select lot, pg_try_advisory_lock($1, lot) as mine from unnest($2::int[]) as lot', [LOCK_SPACE, missing])
    for (const { lot, mine } of rows) if (mine) this.#held.add(lot)
    return new Set(streamIds.filter((id) => this.#held.has(lotOf(id))))
  }

  async #connect(): Promise<Client> {
    const client = new Client({ ...this.#connection, application_name: 'heed leases', keepAlive: true, query_timeout: ANSWER_TIMEOUT_MS, connectionTimeoutMillis: ANSWER_TIMEOUT_MS })
    const lost = () => {
      if (this.#client === client) this.#forget()
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    this.#client = client
    return client
  }

  #forget(): void {
    this.#client = null
    this.#held.clear()
  }
}

/** The last two digits of a stream's id, which are random. */
function lotOf(streamId: string): number {
  return Number.parseInt(streamId.slice(-2), 16) % LOTS
}
