/** Second stage: which workspaces want to hear a post, and why. All others never reach the database. */
import type { Breadth } from './breadth.ts'
import type { CleanPost } from './normalise.ts'
import type { Standing } from './standing.ts'
import { labelled, languageOf, readable } from './readable.ts'

/** For so many posts one query is moved to whatever they have shown to be rare: a hundredth of the time that they take. */
const POSTS_PER_SETTLED = 100

/** Why one workspace hears a post. */
export type Hearing = {
  readonly workspaceId: string
  /** The entry of its block list that hides the post. */
  readonly blockedBy: string | null
  readonly matches: readonly { readonly queryId: string; readonly spans: readonly number[] }[]
}

/** A post and who hears it. */
export type Matched = { readonly post: CleanPost; readonly hearings: readonly Hearing[] }

/** Where posts come from, and when; on a stream that is measured, what is too broad is heard in part. */
export type Place = { readonly network: string; readonly streamId: string; readonly heardAt: Date; readonly breadth?: Breadth | undefined }

/**
 * Keeps what somebody listens for or hears whole, and every edit and deletion: what they are about may have been stored before. A workspace
 * hears only the streams it subscribes to.
 */
export function match(posts: readonly CleanPost[], place: Place, standing: Standing): Matched[] {
  const hearers = { some: standing.subscribers(place.streamId), all: standing.hearAll(place.streamId) }
  const kept: Matched[] = []
  for (const post of posts) {
    const hearings = post.kind === 'deleted' ? [] : hearingsOf(post, place, standing, hearers)
    if (hearings.length > 0 || post.kind !== 'said') kept.push({ post, hearings })
  }
  standing.settle(Math.ceil(posts.length / POSTS_PER_SETTLED))
  return kept
}

/** Who hears a stream if a query of theirs matches (`some`), and who of them hears it whole (`all`). */
type Hearers = { readonly some: ReadonlySet<string>; readonly all: ReadonlySet<string> }

function hearingsOf(post: CleanPost, { network, heardAt, breadth }: Place, standing: Standing, hearers: Hearers): Hearing[] {
  breadth?.begin(heardAt)
  const matches = standing
    .match(readable(network, post, labelled(post.lang)), () => languageOf(post))
    .filter(({ workspaceId, queryId }) => hearers.some.has(workspaceId) && (breadth?.hears(workspaceId, queryId, post.externalId) ?? true))
  if (matches.length === 0 && hearers.all.size === 0) return []
  const byWorkspace = Map.groupBy(matches, ({ workspaceId }) => workspaceId)
  return [...new Set([...byWorkspace.keys(), ...hearers.all])].map((workspaceId) => ({
    workspaceId,
    blockedBy: standing.blocks(workspaceId)?.hiding(network, post) ?? null,
    matches: (byWorkspace.get(workspaceId) ?? []).map(({ queryId, spans }) => ({ queryId, spans: spans.flat() })),
  }))
}
