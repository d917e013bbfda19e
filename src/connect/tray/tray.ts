/**
 * Trays: posts that were handed in wait in the database, each tray a private stream, until ingest takes them. What a connector may
 * know of the database is the door it is given.
 */
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Batch, Connector, Post, Proof } from '../connector.ts'

/** Which tray: written by Heed itself, never by whoever adds a source. */
export const TrayPlace = z.object({
  workspace: z.uuid().describe('Whose tray it is; Heed fills it in'),
  tray: z.uuid().describe('Which of its trays; Heed fills it in'),
})
export type TrayPlace = z.infer<typeof TrayPlace>

const Cursor = z.object({ after: z.string().regex(/^\d{1,20}$/) })
type Cursor = z.infer<typeof Cursor>

/** What connectors may do with trays. */
export type TrayDoor = {
  /** The source of this tray, or null when there is none. */
  readonly nameOf: (place: TrayPlace) => Promise<string | null>
  /** What was laid into it after this row, oldest first, at most so many. */
  readonly read: (place: TrayPlace, after: string, rowsMax: number) => Promise<readonly Laid[]>
  /** Up to this row all has been stored as mentions, at this moment at the latest: the rows go. */
  readonly clear: (place: TrayPlace, upTo: string, at: Date) => Promise<void>
  /** Resolves when something is laid into it from now on, or may have been unnoticed; at the latest after `waitMs`, or when the signal aborts. */
  readonly laid: (place: TrayPlace, waitMs: number, signal: AbortSignal) => Promise<void>
}

/** A post in a tray, and its row. Ids are those of whoever handed it in. */
export type Laid = { readonly row: string; readonly post: Post }

/** A batch is read into memory at once, and one post may have a megabyte. */
const BATCH_POSTS_MAX = 50
/** While nothing is laid, a sign of life at least so often. */
const HEARTBEAT_MS = 20_000

/**
 * What is handed in was somebody's before: who hands it in must be allowed to and has no terms for us, and it is quoted no further than
 * anybody may quote.
 */
const TERMS: Omit<Connector['terms'], 'link'> = {
  keepForDays: null,
  refreshEveryDays: null,
  deleteWithinHours: null,
  mayExportText: true,
  mayQuotePublicly: false,
  mayReplyUnasked: false,
  needsApproval: false,
  readOn: '2026-11-23',
}

/** The connector of one kind of tray. What is said of `deletes` and `edits` is up to who lays into it. */
export function trayConnector(
  kind: Pick<Connector, 'id' | 'title'> & { readonly can: Pick<Connector['can'], 'edits' | 'deletes' | 'addressed'>; readonly termsLink: string },
  door: TrayDoor,
): Connector<TrayPlace, Cursor> {
  return {
    id: kind.id,
    title: kind.title,
    isOffered: false,
    settings: TrayPlace,
    cursor: Cursor,
    can: { live: true, reply: false, backfill: false, ...kind.can },
    limits: { requestsPerMinute: 600, pollEveryMs: 0, silentAfterMs: 2 * 60_000 },
    terms: { ...TERMS, link: kind.termsLink },
    streamKey: () => null,
    prove: (_io, place) => prove(door, place),
    pull: (io, place, from) => pull(door, io, place, from),
  }
}

async function prove(door: TrayDoor, place: TrayPlace): Promise<Proof<TrayPlace>> {
  const name = await door.nameOf(place)
  if (name === null) throw new SourceError('stop', 'There is no such tray; Heed makes one by itself where it is needed.')
  return { settings: place, name, sample: null }
}

async function* pull(door: TrayDoor, io: Io, place: TrayPlace, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  let after = from?.after ?? '0'
  let heardUntil = new Date(0)
  await door.clear(place, after, io.now()) // a crash may have come between storing and this
  while (!io.signal.aborted) {
    const more = new AbortController()
    const woken = door.laid(place, HEARTBEAT_MS, AbortSignal.any([io.signal, more.signal])) // before looking, so that nothing falls between
    const lookedAt = io.now()
    const laid = await door.read(place, after, BATCH_POSTS_MAX)
    after = laid.at(-1)?.row ?? after
    if (laid.length < BATCH_POSTS_MAX && lookedAt > heardUntil) heardUntil = lookedAt // our clock may have been set back
    yield { posts: laid.map(({ post }) => ofTray(place.tray, post)), cursor: { after }, heardUntil }
    if (laid.length > 0) await door.clear(place, after, io.now()) // whoever asks for more has stored all before
    if (laid.length === BATCH_POSTS_MAX) more.abort()
    await woken
  }
}

/** Ids that nobody else can claim: a tray’s own stand behind its name. */
export const idInTray = (tray: string, id: string): string => `${tray}/${id}`

function ofTray(tray: string, post: Post): Post {
  const { replyTo } = post
  return {
    ...post,
    externalId: idInTray(tray, post.externalId),
    replyTo: replyTo && { parent: idInTray(tray, replyTo.parent), root: idInTray(tray, replyTo.root) },
  }
}
