import type { Author } from '../connector.ts'
import type { StreamEvent } from './event.ts'
import { PROFILES } from './event.ts'
import { fieldsOf, textOf } from './record.ts'

/** Authors remembered at once; the longest unheard is forgotten first. */
const AUTHORS_MAX = 20_000

type Known = { handle?: string; name?: string | null }

/** What the stream itself has told about authors: posts carry only their id. */
export type Authors = {
  /** Learns from changes of names and profiles. */
  hear(event: StreamEvent): void
  learn(did: string, known: Known): void
  knows(did: string): boolean
  of(did: string): Author
}

/** Starts knowing nobody. */
export function rememberAuthors(): Authors {
  const known = new Map<string, Known>()
  const learn = (did: string, news: Known) => {
    const merged = { ...known.get(did), ...news }
    known.delete(did)
    known.set(did, merged)
    for (const oldest of known.keys()) {
      if (known.size <= AUTHORS_MAX) break
      known.delete(oldest)
    }
  }
  return {
    learn,
    hear(event) {
      if (event.kind === 'account' && !event.active) known.delete(event.did)
      if (event.kind === 'identity' && event.handle) learn(event.did, { handle: event.handle })
      if (event.kind !== 'commit' || event.collection !== PROFILES) return
      learn(event.did, { name: event.action === 'delete' ? null : displayName(event.record) })
    },
    knows: (did) => known.get(did)?.handle !== undefined,
    of(did) {
      const { handle = '', name = null } = known.get(did) ?? {}
      return { id: did, handle, name, followers: null }
    },
  }
}

/** The name that an `app.bsky.actor.profile` record gives. */
export function displayName(profile: unknown): string | null {
  return textOf(fieldsOf(profile)['displayName']) || null
}
