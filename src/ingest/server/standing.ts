import { assert } from '../../base/error.ts'
import { compile, type Match, type Post } from '../../engine/index.ts'
import type { Subscription } from '../../connect/index.ts'
import { type BlockList, blockList } from './block-list.ts'
import { stand } from './stand.ts'
import type { BlockTable } from './tables.ts'

/** A standing query as ingest runs it. `revision` tells whether it has changed; a broad one is heard only in part (see breadth.ts). */
export type RunningQuery = {
  readonly workspaceId: string
  readonly queryId: string
  readonly revision: number
  readonly text: string
  readonly isBroad?: boolean
}

/** A query that was set aside, and how much of what was said it matched. */
export type Broad = { readonly workspaceId: string; readonly queryId: string; readonly revision: number; readonly share: number }

/** What is listened for now, for all workspaces at once. Changes while posts pass through, never in the middle of one. */
export class Standing {
  #matcher = compile([])
  #running = new Map<string, RunningQuery>()
  #subscribers = new Map<string, ReadonlySet<string>>()
  #hearAll = new Map<string, ReadonlySet<string>>()
  #blocks = new Map<string, BlockList>()
  readonly #untold = new Map<string, Broad>()
  #workspaces: ReadonlySet<string> = new Set()

  /** Which workspaces hear which streams. */
  replaceSubscriptions(subscriptions: readonly Subscription[]): void {
    this.#workspaces = new Set(subscriptions.map(({ workspaceId }) => workspaceId))
    this.#subscribers = workspacesByStream(subscriptions)
    this.#hearAll = workspacesByStream(subscriptions.filter(({ hearsAll }) => hearsAll))
  }

  /** Adds, replaces and removes what has changed. Returns the queries that cannot be read: a bug, and they match nothing. */
  replaceQueries(queries: readonly RunningQuery[]): RunningQuery[] {
    const unreadable: RunningQuery[] = []
    const wanted = new Map(queries.map((query) => [keyOf(query), query]))
    for (const key of this.#running.keys()) if (!wanted.has(key)) this.#matcher.remove(key)
    for (const [key, query] of wanted) {
      const before = this.#running.get(key)
      if (before?.revision === query.revision && before.text === query.text) continue
      if (!stand(this.#matcher, key, query.text)) unreadable.push(query)
    }
    this.#running = wanted
    return unreadable
  }

  /** The same for one query, which may be new or (`now` is null) gone. False when it cannot be read. */
  replaceQuery(which: Pick<RunningQuery, 'workspaceId' | 'queryId'>, now: RunningQuery | null): boolean {
    const key = keyOf(which)
    const before = this.#running.get(key)
    if (now === null) {
      this.#running.delete(key)
      this.#matcher.remove(key)
      return true
    }
    this.#running.set(key, now)
    return (before?.revision === now.revision && before.text === now.text) || stand(this.#matcher, key, now.text)
  }

  isBroad(workspaceId: string, queryId: string): boolean {
    return this.#running.get(keyOf({ workspaceId, queryId }))?.isBroad ?? false
  }

  /** From now on this query, which matched such a share of all posts, is heard only in part, until it is replaced. */
  setAside(workspaceId: string, queryId: string, share: number): void {
    const key = keyOf({ workspaceId, queryId })
    const running = this.#running.get(key)
    assert(running, 'a query that matched stands')
    this.#running.set(key, { ...running, isBroad: true })
    this.#untold.set(key, { workspaceId, queryId, revision: running.revision, share })
  }

  /** Queries that were set aside without their workspaces having been told. */
  untold(): Broad[] {
    return [...this.#untold.values()]
  }

  told(broad: readonly Broad[]): void {
    for (const one of broad) if (this.#untold.get(keyOf(one)) === one) this.#untold.delete(keyOf(one))
  }

  replaceBlocks(rows: readonly Pick<BlockTable, 'workspace_id' | 'id' | 'kind' | 'value'>[]): void {
    const byWorkspace = Map.groupBy(rows, ({ workspace_id }) => workspace_id)
    this.#blocks = new Map([...byWorkspace].map(([id, of]) => [id, blockList(of)]))
  }

  /** Whether it listens to anything. */
  isListening(workspaceId: string): boolean {
    return this.#workspaces.has(workspaceId)
  }

  streams(): string[] {
    return [...this.#subscribers.keys()]
  }

  workspaces(): string[] {
    return [...this.#workspaces]
  }

  subscribers(streamId: string): ReadonlySet<string> {
    return this.#subscribers.get(streamId) ?? NOBODY
  }

  /** Those of them that hear all of it, whether or not a query matches. */
  hearAll(streamId: string): ReadonlySet<string> {
    return this.#hearAll.get(streamId) ?? NOBODY
  }

  blocks(workspaceId: string): BlockList | undefined {
    return this.#blocks.get(workspaceId)
  }

  /** Lets some queries wait on what has turned out to be rare. */
  settle(count: number): void {
    this.#matcher.settle(count)
  }

  /** All queries of all workspaces that a post matches. */
  match(post: Post, language: () => string): { workspaceId: string; queryId: string; spans: Match['spans'] }[] {
    return this.#matcher.match(post, { language }).flatMap(({ query, spans }) => {
      const running = this.#running.get(query)
      return running ? [{ workspaceId: running.workspaceId, queryId: running.queryId, spans }] : []
    })
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function workspacesByStream(subscriptions: readonly Subscription[]): Map<string, ReadonlySet<string>> {
  const byStream = Map.groupBy(subscriptions, ({ streamId }) => streamId)
  return new Map([...byStream].map(([id, of]) => [id, new Set(of.map(({ workspaceId }) => workspaceId))]))
}

const keyOf = ({ workspaceId, queryId }: Pick<RunningQuery, 'workspaceId' | 'queryId'>): string => `${workspaceId} ${queryId}`
