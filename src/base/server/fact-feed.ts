import pg from 'pg'
import type { PgConnection } from '../postgres/connection.ts'

/** Hears that something happened in a workspace. The fact itself is read under the policies by whoever cares. */
export type FactListener = (workspaceId: string, factId: string) => void

/** Hears of every fact of the installation the moment it commits. */
export type FactFeed = {
  /** Returns how to stop hearing. */
  subscribe(listener: FactListener): () => void
  stop(): Promise<void>
}

const RECONNECT_MS = 1_000

/**
 * One connection that listens, for all that want to hear. When it is lost it comes back by itself, and `onReconnect` is
 * called: what happened in between was not announced, so whoever keeps state reads anew.
 */
export async function openFactFeed(connection: PgConnection, onReconnect: () => void): Promise<FactFeed> {
  const listeners = new Set<FactListener>()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let ended = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, application_name: 'heed facts', keepAlive: true })
    next.on('notification', ({ payload = '' }) => {
      const [workspaceId = '', factId = ''] = payload.split(' ')
      for (const listener of listeners) listener(workspaceId, factId)
    })
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    await next.connect()
    await next.query('listen heed_fact')
    client = next
  }

  function lost(which: pg.Client): void {
    if (ended || client !== which) return
    client = null
    again()
  }

  function again(): void {
    retry = setTimeout(() => {
      connect().then(onReconnect, () => {
        if (!ended) again()
      })
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
