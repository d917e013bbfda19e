import pg from 'pg'
import type { PgConnection } from '../postgres/connection.ts'

export type ChannelListener = {
  readonly heard: (payload: string) => void
  /** The line was cut for a while and is back: what was announced in between was missed. */
  readonly missedSome: () => void
}

/** Hears what PostgreSQL announces on one channel (NOTIFY), the moment it commits. */
export type Channel = {
  /** Returns how to stop hearing. */
  subscribe(listener: ChannelListener): () => void
  stop(): Promise<void>
}

const RECONNECT_MS = 1_000

/**
 * One connection that listens, for all that want to hear. When it is lost it comes back by itself. `channel` is a name of ours, never
 * anybody's input; `who` names the connection to whoever looks at the database.
 */
export async function openChannel(connection: PgConnection, { channel, who }: { channel: string; who: string }): Promise<Channel> {
  const listeners = new Set<ChannelListener>()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let ended = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, application_name: who, keepAlive: true })
    next.on('notification', ({ payload = '' }) => {
      for (const listener of listeners) listener.heard(payload)
    })
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    await next.connect()
    await next.query(`listen ${channel}`)
    client = next
  }

  function lost(which: pg.Client): void {
    if (ended || client !== which) return
    client = null
    again()
  }

  function again(): void {
    retry = setTimeout(async () => {
      try {
        await connect()
        for (const listener of listeners) listener.missedSome()
      } catch {
        if (!ended) again()
      }
    }, RECONNECT_MS)
  }

  await connect()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      ended = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
