import type { Facts } from '../../facts.ts'
import type { PgConnection } from '../postgres/connection.ts'
import { openChannel } from './channel.ts'

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

/** One connection that listens, for all that want to hear. When it is lost it comes back by itself. */
export async function openFactFeed(connection: PgConnection): Promise<FactFeed> {
  const { subscribe, stop } = await openChannel(connection, { channel: 'heed_fact', who: 'heed facts' })
  return {
    subscribe: ({ heard, missedSome }) => subscribe({ heard: (payload) => heard(noticeOf(payload)), missedSome }),
    stop,
  }
}

function noticeOf(payload: string): Notice {
  const [workspaceId = '', factId = '', name = ''] = payload.split(' ')
  return { workspaceId, factId, name: name as Notice['name'] }
}
