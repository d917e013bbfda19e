/** What the network's streams say, whichever of its wires it came over. */

export const POSTS = 'app.bsky.feed.post'
export const PROFILES = 'app.bsky.actor.profile'
/** The collections we listen to: posts, and profiles for the names of their authors. */
export const COLLECTIONS = [POSTS, PROFILES] as const

export type StreamEvent = Commit | Identity | Account

/** A record was written or taken back. `record` is a stranger's: read it with care. */
export type Commit = {
  readonly kind: 'commit'
  readonly at: Moment
  readonly did: string
  readonly action: 'create' | 'update' | 'delete'
  readonly collection: string
  readonly rkey: string
  /** The version of the author's repository: the same whoever passes the event on. */
  readonly rev: string
  readonly record: unknown
}

/** An account's name changed; null if the stream does not say to what. */
type Identity = { readonly kind: 'identity'; readonly at: Moment; readonly did: string; readonly handle: string | null }

/** An account came or went; `status` is why it is not active, if the stream says: `deleted`, `deactivated`, `takendown`… */
type Account = {
  readonly kind: 'account'
  readonly at: Moment
  readonly did: string
  readonly active: boolean
  readonly status: string | null
}

/**
 * Whose account is deleted by this event; null for all other events. Of an account that is not active, content must not be
 * passed on; only `deleted` asks everybody to delete it too, and is meant for good. The other states (`deactivated` by its
 * owner, `takendown` or `suspended` by a host) are often undone, without the posts being told again, so mentions stay. A host
 * speaks for what it holds: a server that deletes the old account of somebody who moved elsewhere says `deleted` as well, and
 * is obeyed. Source: https://atproto.com/specs/account
 */
export function deletedAccount(event: StreamEvent): string | null {
  return event.kind === 'account' && !event.active && event.status === 'deleted' ? event.did : null
}

/** When the stream's host saw it, in microseconds since 1970. */
export type Moment = number

/** What one frame of a stream turned out to be; `seq` is its number in streams that number. */
export type Reading =
  | { readonly is: 'events'; readonly at: Moment; readonly events: readonly StreamEvent[]; readonly seq: number | null }
  /** The cursor is older than what the host can give back. */
  | { readonly is: 'outdated' }
  /** The host ends the stream and says why. */
  | { readonly is: 'error'; readonly name: string; readonly message: string }
  /** Something that we need not understand. */
  | { readonly is: 'other' }
  /** Cut short, broken or not of this protocol: what it said is lost. */
  | { readonly is: 'unreadable' }
