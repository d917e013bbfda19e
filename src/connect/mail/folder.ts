import { isAutomatic } from '../../base/mail/automatic.ts'
import { readHeader } from '../../base/mail/header.ts'
import type { Line } from '../../base/server/imap/line.ts'
import type { Mailbox } from '../../base/server/imap/mailbox.ts'
import type { Post } from '../connector.ts'
import { HTML_BYTES_MAX, PLAIN_BYTES_MAX, readBody } from './body.ts'
import { asPost, clipToken, type Letter } from './post.ts'
import type { Place } from './settings.ts'
import { enclosedIn, readStructure, type Structure } from './structure.ts'

/** Messages of one batch. */
export const BATCH_MESSAGES_MAX = 50
/** Numbers that are searched at once: a folder of millions answers in pieces. */
const SEARCHED_UIDS = 20_000
/** A longer header is read as far as this. */
const HEADER_BYTES_MAX = 64 * 1024
const DAY_MS = 86_400_000

/** What is new in a folder, the oldest first, each time with the place after it. */
export type Step = { readonly posts: readonly Post[]; readonly place: Place }

/**
 * Where to begin in a folder that has not been read, or that is numbered anew (after a restore or a move; then what arrived since the
 * day before `heardUntil` is read again, and known messages are told apart by their ids).
 */
export function beginning(folder: { uidValidity: bigint; uidNext: number }, options: { daysBack: number; heardUntil: number; now: Date }): Place {
  const uidValidity = String(folder.uidValidity)
  const sinceMs = options.heardUntil > 0 ? options.heardUntil - DAY_MS : options.now.getTime() - options.daysBack * DAY_MS
  if (options.heardUntil === 0 && options.daysBack === 0) return { uidValidity, lastUid: folder.uidNext - 1, since: null }
  return { uidValidity, lastUid: 0, since: new Date(sinceMs).toISOString().slice(0, 10) }
}

/** Reads the open folder on from `from` up to its newest message. Ends with a step that stands there. */
export async function* readOn(line: Line, address: string, from: Place, uidNext: number): AsyncGenerator<Step> {
  let place = from
  while (place.lastUid < uidNext - 1) {
    const [after, until] = [place.lastUid, Math.min(place.lastUid + SEARCHED_UIDS, uidNext - 1)]
    const since = place.since === null ? {} : { since: place.since }
    const found = await line.ask((mailbox) => mailbox.search({ uid: `${after + 1}:${until}`, ...since }))
    const uids = found.filter((uid) => uid > after && uid <= until)
    for (let at = 0; at < uids.length; at += BATCH_MESSAGES_MAX) {
      const some = uids.slice(at, at + BATCH_MESSAGES_MAX)
      place = { ...place, lastUid: some.at(-1) ?? after }
      yield { posts: await readMessages(line, address, some), place }
    }
    place = { ...place, lastUid: until }
  }
  yield { posts: [], place: { ...place, since: null } }
}

/** These messages of the open folder, those left out that nobody wrote. */
export async function readMessages(line: Line, address: string, uids: readonly number[]): Promise<Post[]> {
  if (uids.length === 0) return []
  const posts: Post[] = []
  const asked = { internalDate: true, bodyParts: [{ key: 'HEADER', start: 0, maxLength: HEADER_BYTES_MAX }] }
  for (const { uid, headers: headerBytes = new Uint8Array(), internalDate } of await line.ask((mailbox) => mailbox.fetch(uids, asked))) {
    const header = readHeader(headerBytes)
    const filedBy = clipToken(header, address)
    if (filedBy === null && isAutomatic(header)) continue
    const contents = await line.askIfAnswerable((mailbox) => readContents(mailbox, uid, filedBy !== null))
    posts.push(asPost({ header, headerBytes, arrivedAt: internalDate instanceof Date ? internalDate : null, ...(contents ?? NOTHING) }, filedBy))
  }
  return posts
}

type Contents = Pick<Letter, 'structure' | 'body' | 'enclosed'>

/** What is read of a message that the server cannot describe, or only at such length that it cannot be read: its subject has to do. */
const NOTHING: Contents = { structure: { texts: [], attachments: [] }, body: { text: '', links: [] }, enclosed: null }

/** Structure and texts of a message; of one that was filed by hand and encloses another, those of the other. */
async function readContents(mailbox: Mailbox, uid: number, isFiled: boolean): Promise<Contents> {
  const [described] = await mailbox.fetch([uid], { bodyStructure: true })
  const root = described?.bodyStructure
  if (!root) return NOTHING
  const inner = isFiled ? enclosedIn(root) : null
  const structure = readStructure(inner?.body ?? root)
  return { structure, body: await fetchBody(mailbox, uid, structure), enclosed: inner && { from: inner.from, subject: inner.subject } }
}

async function fetchBody(mailbox: Mailbox, uid: number, { texts }: Structure): Promise<Contents['body']> {
  const forms = texts.flat()
  if (forms.length === 0) return NOTHING.body
  const asked = forms.map(({ part, isHtml }) => ({ key: part, start: 0, maxLength: isHtml ? HTML_BYTES_MAX : PLAIN_BYTES_MAX }))
  const [message] = await mailbox.fetch([uid], { bodyParts: asked })
  return readBody(texts, (part) => message?.bodyParts?.get(part))
}
