import pg from 'pg'
import type { Facts } from '../../facts.ts'
import type { PgConnection } from '../postgres/connection.ts'

/** That something happened, and where to read what. */
export type Notice = { readonly workspaceId: string; readonly factId: string; readonly name: keyof Facts & string }

export type FactListener = {
  readonly heard: (notice: Notice) => void
  /** The line was cut for a while and is back: facts in between were not announced, so whoever keeps state reads it anew. */
  readonly missedSome: () => void
}

/** Hears of every fact of the installation the moment it commits. */
export type FactFeed = {
  /** Returns how to stop hearing. */
  subscribe(listener: FactListener): () => void
  stop(): Promise<void>
}

const RECONNECT_MS = 1_000

/** One connection that listens, for all that want to hear. When it is lost it comes back by itself. */
export async function openFactFeed(connection: PgConnection): Promise<FactFeed> {
  const listeners = new Set<FactListener>()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  let ended = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, application_name: 'heed facts', keepAlive: true })
    next.on('notification', ({ payload = '' }) => {
      const notice = noticeOf(payload)
      for (const listener of listeners) listener.heard(notice)
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

function noticeOf(payload: string): Notice {
  const [workspaceId = '', factId = '', name = ''] = payload.split(' ')
  return { workspaceId, factId, name: name as Notice['name'] }
}
