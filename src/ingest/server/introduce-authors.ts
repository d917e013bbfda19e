/**
 * Names for authors of whom a stream told only the id: asked of the network beside the pull, for mentions only, and written
 * into the mentions. What is to be done stands in the database, so a restart goes on where the last process ended.
 */
import { sql } from 'kysely'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Db, Doors } from '../../base/server/database.ts'
import { leastUuidv7 } from '../../base/server/uuid.ts'
import { type Author, AUTHORS_ASKED_MAX, type Connector } from '../../connect/connector.ts'
import { tokens } from '../../engine/index.ts'
import { hiddenBy, type Hideable } from './apply-block.ts'
import { backOffMs } from './back-off.ts'
import { isDatabaseAway } from './database-away.ts'
import { normaliseAuthor } from './normalise.ts'
import { recordMentions } from './record-mentions.ts'
import { unlessAborted } from './silence.ts'
import type { Standing } from './standing.ts'
import { alone } from './store.ts'

/** Older mentions keep their nameless authors: whoever wants to know can follow their links. */
export const RECENT_MS = 7 * 86_400_000
/** Between two questions. */
const ASK_EVERY_MS = 1_000
/** Mentions looked at, and brought up to date, in one transaction. */
const CHUNK = 500
/** Authors remembered as nameless; who is longest known to be is forgotten first, and asked for when they speak again. */
const NAMELESS_MAX = 10_000
const RETRY = { firstMs: 5_000, mostMs: 900_000 }

export type IntroduceDeps = {
  readonly doors: Pick<Doors, 'asIngest'>
  readonly standing: Standing
  readonly ioFor: (signal: AbortSignal) => Io
  readonly random: () => number
  /** For the log: a bug. Introductions to this stream's authors end, and nothing else does. */
  readonly onError: (streamId: string, error: unknown) => void
}

type Stream = { readonly id: string; readonly connector: Connector; readonly settings: unknown }

export type Introducing = {
  /** Mentions heard at this moment have been stored whose authors have no handle. */
  wake(heardAt: Date): void
  end(): Promise<void>
}

/**
 * Begins with the recent past and goes on with what is heard, until ended or the signal aborts. A failure of the network or of
 * the database is waited out in silence: a name that is missing is no reason to worry anybody.
 */
export function introduceAuthors(deps: IntroduceDeps, stream: Stream, signal: AbortSignal): Introducing {
  if (!stream.connector.authors) return { wake: () => undefined, end: async () => undefined }
  const ending = new AbortController()
  const over = AbortSignal.any([signal, ending.signal])
  const io = deps.ioFor(over)
  const walk: Walk = { after: leastUuidv7(new Date(io.now().getTime() - RECENT_MS)), heard: null, nameless: new Set(), wake: () => undefined }
  over.addEventListener('abort', () => walk.wake(), { once: true })
  const ended = introduceAll({ deps, stream, io, walk }).catch((error: unknown) => {
    if (!over.aborted) deps.onError(stream.id, error)
  })
  return {
    wake: (heardAt) => {
      walk.heard = least(walk.heard, leastUuidv7(heardAt))
      walk.wake()
    },
    end: async () => {
      ending.abort()
      await ended
    },
  }
}

/** A walk along the stream's mentions in the order of their ids, which is that of time. */
type Walk = {
  /** The last mention that was dealt with. */
  after: string
  /** Where the mentions begin that were stored since the last look; before `after` when the clock was set back. */
  heard: string | null
  readonly nameless: Set<string>
  wake: () => void
}
type Going = { readonly deps: IntroduceDeps; readonly stream: Stream; readonly io: Io; readonly walk: Walk }

async function introduceAll(going: Going): Promise<void> {
  const { deps, io, walk } = going
  let failures = 0
  while (!io.signal.aborted) {
    try {
      const wasSome = await introduceSome(going)
      failures = 0
      await (wasSome ? io.sleep(ASK_EVERY_MS) : woken(walk, io.signal))
    } catch (error) {
      if (!(error instanceof SourceError || isDatabaseAway(error))) throw error
      failures += 1
      const leastMs = error instanceof SourceError ? error.waitMs : 0
      await io.sleep(Math.max(leastMs, backOffMs(RETRY, failures, deps.random)))
    }
  }
}

/** One look and at most one question. False when there was nothing to look at. */
async function introduceSome({ deps, stream, io, walk }: Going): Promise<boolean> {
  const from = least(walk.heard, walk.after)
  walk.after = from
  walk.heard = null
  const subscribers = [...deps.standing.subscribers(stream.id)]
  const rows = await deps.doors.asIngest(subscribers, (db) => namelessAfter(db, stream.id, from))
  const { authorIds, mentionIds, last } = strangersIn(rows, walk.nameless)
  if (authorIds.size > 0) {
    const told = await ask(io, stream, authorIds)
    await deps.doors.asIngest(subscribers, (db) => introduce(db, deps.standing, { network: stream.connector.id, mentionIds, told, at: io.now() }))
    for (const { id, handle } of told) if (handle !== '') authorIds.delete(id)
    for (const id of authorIds) remember(walk.nameless, id)
  }
  walk.after = last ?? from
  return rows.length > 0
}

/** Resolves when mentions have been stored since the last look, or when all is over. */
async function woken(walk: Walk, signal: AbortSignal): Promise<void> {
  if (walk.heard !== null || signal.aborted) return
  await new Promise<void>((resolve) => {
    walk.wake = resolve
  })
}

type Nameless = { readonly id: string; readonly authorId: string }

async function namelessAfter(db: Db, streamId: string, after: string): Promise<Nameless[]> {
  const { rows } = await sql<Nameless>`
    select id, author_id as "authorId" from mention
    where stream_id = ${streamId} and author_handle = '' and deleted_at is null and forgotten_at is null and id > ${after}
    order by id limit ${CHUNK}`.execute(db)
  return rows
}

/** Whom to ask about, and the mentions of these; `last` is the last before which nothing is left to do. */
function strangersIn(rows: readonly Nameless[], nameless: ReadonlySet<string>) {
  const authorIds = new Set<string>()
  const mentionIds: string[] = []
  let last: string | null = null
  let tooMany = false
  for (const { id, authorId } of rows) {
    const isNew = !nameless.has(authorId) && !authorIds.has(authorId)
    if (isNew && authorIds.size === AUTHORS_ASKED_MAX) tooMany = true
    else if (isNew) authorIds.add(authorId)
    if (authorIds.has(authorId)) mentionIds.push(id)
    if (!tooMany) last = id
  }
  return { authorIds, mentionIds, last }
}

/** Nobody, when asking for these is of no use. */
async function ask(io: Io, { connector, settings }: Stream, authorIds: ReadonlySet<string>): Promise<Author[]> {
  try {
    const told = await unlessAborted(io.signal, async () => connector.authors?.(io, connector.settings.parse(settings), [...authorIds]) ?? [])
    return told.map(normaliseAuthor).filter(({ id }) => authorIds.has(id))
  } catch (error) {
    if (error instanceof SourceError && error.then !== 'retry') return []
    throw error
  }
}

type Introduction = { readonly network: string; readonly mentionIds: readonly string[]; readonly told: readonly Author[]; readonly at: Date }
type Row = Hideable & { readonly workspaceId: string; readonly id: string }

/** Writes what was told into the mentions, and under what search finds them; one that a block list hides by its author's name is hidden now, and is no news. */
async function introduce(db: Db, standing: Standing, { network, mentionIds, told, at }: Introduction): Promise<void> {
  if (told.length === 0) return
  await alone(db, network)
  const authors = told.map((author) => ({ ...author, tokens: tokens({ text: '', author: author.handle }) }))
  const { rows } = await sql<Row>`
    update mention m set tokens = m.tokens || array_to_tsvector(a.tokens),
      author_handle = a.handle, author_name = coalesce(a.name, m.author_name), author_followers = coalesce(a.followers, m.author_followers)
    from json_to_recordset(${JSON.stringify(authors)}::json) as a (id text, handle text, name text, followers int, tokens text[])
    where m.id = any (${mentionIds}) and m.author_id = a.id and m.author_handle = '' and m.deleted_at is null and m.forgotten_at is null
      and (a.handle, coalesce(a.name, m.author_name), coalesce(a.followers, m.author_followers))
        is distinct from (m.author_handle, m.author_name, m.author_followers)
    returning m.workspace_id as "workspaceId", m.id, m.network, m.form, m.author_id, m.author_handle, m.author_name, m.author_followers,
      m.text, m.lang, m.url, m.links, m.tags, m.media, m.blocked_by`.execute(db)
  const shown = Map.groupBy(rows.filter(({ blocked_by }) => blocked_by === null), (row) => entryHiding(standing, row))
  for (const [entry, those] of shown) {
    if (entry !== null) await db.updateTable('mention').set({ blocked_by: entry }).where('id', 'in', those.map(({ id }) => id)).execute()
  }
  await recordMentions(db, at, { 'ingest.authors_introduced': shown.get(null) ?? [] })
}

function entryHiding(standing: Standing, row: Row): string | null {
  const list = standing.blocks(row.workspaceId)
  return list ? hiddenBy(list, row) : null
}

const least = (a: string | null, b: string): string => (a !== null && a < b ? a : b)

function remember(nameless: Set<string>, authorId: string): void {
  nameless.add(authorId)
  for (const longest of nameless) {
    if (nameless.size <= NAMELESS_MAX) return
    nameless.delete(longest)
  }
}
