/** Second stage: which workspaces want to hear a post, and why. All others never reach the database. */
import type { CleanPost } from './normalise.ts'
import type { Standing } from './standing.ts'
import { labelled, languageOf, readable } from './readable.ts'

/** Why one workspace hears a post. */
export type Hearing = {
  readonly workspaceId: string
  /** The entry of its block list that hides the post. */
  readonly blockedBy: string | null
  readonly matches: readonly { readonly queryId: string; readonly spans: readonly number[] }[]
}

/** A post and who hears it. */
export type Matched = { readonly post: CleanPost; readonly hearings: readonly Hearing[] }

/**
 * Keeps what somebody listens for, and every edit and deletion: what they are about may have been stored before. A workspace
 * hears only the streams it subscribes to.
 */
export function match(posts: readonly CleanPost[], from: { readonly network: string; readonly streamId: string }, standing: Standing): Matched[] {
  const subscribers = standing.subscribers(from.streamId)
  const kept: Matched[] = []
  for (const post of posts) {
    const hearings = post.kind === 'deleted' ? [] : hearingsOf(post, from.network, standing, subscribers)
    if (hearings.length > 0 || post.kind !== 'said') kept.push({ post, hearings })
  }
  return kept
}

function hearingsOf(post: CleanPost, network: string, standing: Standing, subscribers: ReadonlySet<string>): Hearing[] {
  const matches = standing
    .match(readable(network, post, labelled(post.lang)), () => languageOf(post))
    .filter(({ workspaceId }) => subscribers.has(workspaceId))
  return [...Map.groupBy(matches, ({ workspaceId }) => workspaceId)].map(([workspaceId, its]) => ({
    workspaceId,
    blockedBy: standing.blocks(workspaceId)?.hiding(network, post) ?? null,
    matches: its.map(({ queryId, spans }) => ({ queryId, spans: spans.flat() })),
  }))
}
