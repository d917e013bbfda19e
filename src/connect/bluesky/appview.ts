/**
 * Who authors are, asked of an AppView: a host that reads the whole network and answers without a sign-in.
 * Source: https://docs.bsky.app/docs/api/app-bsky-actor-get-profiles (25 actors a call) and
 * https://docs.bsky.app/docs/advanced-guides/rate-limits (3 000 requests in five minutes from one address).
 */
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Author } from '../connector.ts'
import { fieldsOf, itemsOf, textOf } from './record.ts'

/** Run by Bluesky for everybody. */
export const PUBLIC_APPVIEW = 'https://public.api.bsky.app'

const ACTORS_MAX = 25
const ANSWER_BYTES_MAX = 1024 * 1024
const TIMEOUT_MS = 10_000
/** https://atproto.com/specs/did; an id that is none would make it refuse the whole question. */
const DID = /^did:[a-z]+:[\w.:%-]*[\w.-]$/
const DID_LENGTH_MAX = 256
/** Stands for the handle of an account whose own claim to one is not true (any more). */
const NO_HANDLE = 'handle.invalid'

/** Those of these accounts that the AppView knows. Throws SourceError. */
export async function authorsFrom(io: Io, appview: string, dids: readonly string[]): Promise<Author[]> {
  const actors = dids.filter((did) => did.length <= DID_LENGTH_MAX && DID.test(did)).slice(0, ACTORS_MAX)
  if (actors.length === 0) return []
  const url = new URL('/xrpc/app.bsky.actor.getProfiles', appview)
  for (const did of actors) url.searchParams.append('actors', did)
  const answer = await io.fetch(url.href, { timeoutMs: TIMEOUT_MS, bodyBytesMax: ANSWER_BYTES_MAX, redirectsMax: 0 })
  if (answer.status === 400) throw new SourceError('stop', `${url.host} does not understand whom we ask for (400).`)
  checkAnswer(answer, io.now())
  const profiles = profilesIn(answer.body)
  if (profiles === null) throw new SourceError('retry', `${url.host} answered with something that is not a list of profiles.`)
  return itemsOf(profiles, ACTORS_MAX).flatMap(({ did, handle, displayName, followersCount }) => {
    const id = textOf(did)
    if (id === null || !actors.includes(id)) return []
    const known = textOf(handle) ?? ''
    return [{
      id,
      handle: known === NO_HANDLE ? '' : known,
      name: textOf(displayName),
      followers: typeof followersCount === 'number' ? followersCount : null,
    }]
  })
}

function profilesIn(body: Uint8Array): unknown[] | null {
  try {
    const { profiles } = fieldsOf(JSON.parse(new TextDecoder().decode(body)))
    return Array.isArray(profiles) ? profiles : null
  } catch {
    return null
  }
}
