/** Last stage: a batch's mentions, edits and deletions for all workspaces, its facts and its cursor commit together or not at all. */
import { sql } from 'kysely'
import type { Db, Doors } from '../../base/server/database.ts'
import { advanceStream, type Brought, countMentions } from '../../connect/index.ts'
import type { Batch } from '../../connect/connector.ts'
import type { HashPost } from './forgotten.ts'
import { noteMissed, noteReplayed } from './gap.ts'
import { safeId } from './normalise.ts'
import { recordBroad } from './record-broad.ts'
import { recordMentions } from './record-mentions.ts'
import type { Broad } from './standing.ts'
import type { Understood } from './understand.ts'
import { applyDeletions, applyDepartures, applyEdits, insertMentions, rememberChanges } from './write-mentions.ts'

/** Moments between which a test may let the process die. */
export type StoreStep = 'opened' | 'advanced' | 'said' | 'edited' | 'deleted' | 'recorded' | 'committed'

/** One batch on its way into the database. */
export type Storing = {
  readonly network: string
  readonly streamId: string
  readonly heardAt: Date
  /** The cursor that this batch was pulled from. */
  readonly from: unknown
  readonly batch: Omit<Batch, 'posts'> & { readonly posts: { readonly length: number } }
  readonly heard: readonly Understood[]
  readonly subscribers: ReadonlySet<string>
  /** Queries that were set aside meanwhile. */
  readonly broad?: readonly Broad[]
}

export type StoreDeps = {
  readonly doors: Pick<Doors, 'asIngest'>
  readonly hash: HashPost
  readonly passed?: ((step: StoreStep) => void) | undefined
}

/** The stream does not stand where this batch begins. Whoever pulled it starts again from where the stream stands. */
export class StreamMoved extends Error {
  override name = 'StreamMoved'
}

/** What became of a batch, over all workspaces. */
export type Stored = { readonly heard: number; readonly edited: number; readonly deleted: number }

/**
 * Stores one batch. A batch stored before changes nothing and throws `StreamMoved`, as does one that another server was faster
 * with; a post stored before, by this stream or another of its network, changes nothing and is no news.
 */
export async function store(deps: StoreDeps, storing: Storing): Promise<Stored> {
  const gone = new Set(storing.batch.gone?.filter((id) => id !== '').map(safeId))
  const { said, edited, deleted } = settle(storing.heard, gone)
  const broad = storing.broad ?? []
  const wanted = [...[...said, ...edited].flatMap(({ hearings }) => hearings), ...broad].map(({ workspaceId }) => workspaceId)
  const stored = await deps.doors.asIngest([...new Set(wanted)], async (db) => {
    deps.passed?.('opened')
    await advance(db, storing)
    deps.passed?.('advanced')
    await recordBroad(db, broad, storing.heardAt)
    if (said.length + edited.length + deleted.length + gone.size === 0) return { heard: 0, edited: 0, deleted: 0 }
    await alone(db, storing.network)
    const changing = idsOf([...edited, ...deleted])
    if (changing.length + gone.size > 0) await sql`select also_serve_holders(${storing.network}, ${changing}, ${[...gone]})`.execute(db)
    const writing = { ...storing, db, hash: deps.hash }
    const heard = await insertMentions(writing, said)
    await countMentions(db, storing.streamId, broughtTo(storing.heard, heard))
    deps.passed?.('said')
    const changed = await applyEdits(writing, edited)
    heard.push(...await insertMentions(writing, edited))
    deps.passed?.('edited')
    const removed = [...await applyDeletions(writing, deleted), ...await applyDepartures(writing, gone)]
    await rememberChanges(writing, { edited: idsOf(edited), deleted: idsOf(deleted) })
    deps.passed?.('deleted')
    const visible = heard.filter(({ blocked }) => !blocked)
    await recordMentions(db, storing.heardAt, { 'ingest.mentions_heard': visible, 'ingest.mentions_edited': changed, 'ingest.mentions_deleted': removed })
    deps.passed?.('recorded')
    return { heard: heard.length, edited: changed.length, deleted: removed.length }
  })
  deps.passed?.('committed')
  return stored
}

/** What remains of a batch: of each post the first saying, the last edit, or that it is gone, alone or with its author. */
function settle(heard: readonly Understood[], gone: ReadonlySet<string>): { said: Understood[]; edited: Understood[]; deleted: Understood[] } {
  const said = new Map<string, Understood>()
  const edited = new Map<string, Understood>()
  const deleted = new Map<string, Understood>()
  for (const one of heard) {
    const id = one.post.externalId
    if (one.post.kind === 'deleted' || gone.has(one.post.author.id)) deleted.set(id, one)
    else if (one.post.kind === 'edited') edited.set(id, one)
    else if (!said.has(id)) said.set(id, one)
  }
  for (const id of deleted.keys()) {
    said.delete(id)
    edited.delete(id)
  }
  return { said: [...said.values()], edited: [...edited.values()], deleted: [...deleted.values()] }
}

/** What the sayings of a batch are to each workspace that hears them: new, or known. */
function broughtTo(told: readonly Understood[], fresh: readonly { readonly workspaceId: string }[]): Brought[] {
  const hearers = told.filter(({ post }) => post.kind === 'said').flatMap(({ hearings }) => hearings.map(({ workspaceId }) => workspaceId))
  const heard = Map.groupBy(fresh, ({ workspaceId }) => workspaceId)
  return [...Map.groupBy(hearers, (workspaceId) => workspaceId)].map(([workspaceId, all]) => {
    const made = heard.get(workspaceId)?.length ?? 0
    return { workspaceId, heard: made, known: all.length - made }
  })
}

const idsOf = (posts: readonly Understood[]): string[] => posts.map(({ post }) => post.externalId)

async function advance(db: Db, { streamId, from, batch, heardAt }: Storing): Promise<void> {
  const step = { streamId, from, to: batch.cursor, heardUntil: batch.heardUntil, now: heardAt, posts: batch.posts.length, quota: batch.quota }
  if (!await advanceStream(db, step)) throw new StreamMoved(`stream ${streamId} has moved on`)
  if (batch.missed) await noteMissed(db, streamId, batch.missed, heardAt)
  await noteReplayed(db, streamId, batch.heardUntil, heardAt)
}

/**
 * Batches of one network are written one after the other: two streams may hand over the same post, one its saying and the
 * other its deletion, and each must see what the other has done.
 */
export async function alone(db: Db, network: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`heed network ${network}`}, 0))`.execute(db)
}
