/**
 * How much of what a whole network says each query matches. One that matches so much that it would hold up all others is set aside:
 * from then on it is heard only in part, until somebody changes it. Nobody else notices, and its own workspace is told.
 */
import { HEARD_ONE_IN } from '../contract.ts'
import type { Standing } from './standing.ts'

/** Measured anew after so many posts, or so much time, whichever comes first. */
export const WINDOW = { posts: 10_000, ms: 3_600_000 }
/** A query may match so many of them (5 %)… */
export const QUERY_MATCHES_MAX = 500
/** …and all queries of one workspace together may match so often; when it is more, the broadest of them is set aside. */
export const WORKSPACE_MATCHES_MAX = 2_500

type Measured = { all: number; readonly byQuery: Map<string, number> }

/** Measures one stream. */
export class Breadth {
  readonly #standing: Standing
  #posts = 0
  #since = Number.NaN
  #workspaces = new Map<string, Measured>()

  constructor(standing: Standing) {
    this.#standing = standing
  }

  /** A post is about to be matched. */
  begin(heardAt: Date): void {
    if (!(heardAt.getTime() - this.#since < WINDOW.ms) || this.#posts === WINDOW.posts) {
      this.#since = heardAt.getTime()
      this.#posts = 0
      this.#workspaces.clear()
    }
    this.#posts += 1
  }

  /** Whether this query of the post's matches is heard. Always the same for one post, so that an edit changes nothing. */
  hears(workspaceId: string, queryId: string, postId: string): boolean {
    if (this.#standing.isBroad(workspaceId, queryId)) return isChosen(postId)
    const measured = this.#workspaces.get(workspaceId) ?? { all: 0, byQuery: new Map<string, number>() }
    this.#workspaces.set(workspaceId, measured)
    const matches = (measured.byQuery.get(queryId) ?? 0) + 1
    measured.byQuery.set(queryId, matches)
    measured.all += 1
    if (matches > QUERY_MATCHES_MAX) this.#setAside(workspaceId, queryId, measured)
    else if (measured.all > WORKSPACE_MATCHES_MAX) this.#setAside(workspaceId, broadestOf(measured), measured)
    return true
  }

  #setAside(workspaceId: string, queryId: string, measured: Measured): void {
    const matches = measured.byQuery.get(queryId) ?? 0
    measured.byQuery.delete(queryId)
    measured.all -= matches
    this.#standing.setAside(workspaceId, queryId, matches / this.#posts)
  }
}

function broadestOf({ byQuery }: Measured): string {
  let [broadest, most] = ['', 0]
  for (const [queryId, matches] of byQuery) if (matches > most) [broadest, most] = [queryId, matches]
  return broadest
}

function isChosen(postId: string): boolean {
  let hash = 0
  for (let at = 0; at < postId.length; at += 1) hash = Math.imul(hash, 31) + postId.charCodeAt(at) | 0
  return (hash >>> 0) % HEARD_ONE_IN === 0
}
