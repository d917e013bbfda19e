/** Mailboxes by IMAP: what people write to the company itself. */
import type { Io } from '../../base/io.ts'
import { Line } from '../../base/server/imap/line.ts'
import type { Batch, Connector, Proof } from '../connector.ts'
import { beginning, readMessages, readOn } from './folder.ts'
import { accountOf, Cursor, foldersOf, Settings } from './settings.ts'

/** So often every folder is asked, and the line proved to be alive. */
const ROUND_MS = 60_000
const SAMPLE_LENGTH_MAX = 500
/** The newest message is among these, unless many were deleted. */
const SAMPLED_UIDS = 1_000

export const mail: Connector<Settings, Cursor> = {
  id: 'mail',
  title: 'Mail',
  settings: Settings,
  cursor: Cursor,
  // A message cannot be changed, and one that is moved away or deleted was still said.
  can: { live: true, reply: false, backfill: false, edits: false, deletes: false, addressed: true },
  limits: { requestsPerMinute: 600, pollEveryMs: 0, silentAfterMs: 4 * ROUND_MS },
  terms: {
    // What was written to the company itself: no network stands between, but it was written in confidence.
    keepForDays: null,
    refreshEveryDays: null,
    deleteWithinHours: null,
    mayExportText: true,
    mayQuotePublicly: false,
    mayReplyUnasked: false,
    needsApproval: false,
    link: 'https://www.rfc-editor.org/rfc/rfc9051',
    readOn: '2026-11-23',
  },
  streamKey: () => null,
  prove,
  pull,
}

/** Signs in and opens every folder; shows the newest message of the first. */
async function prove(io: Io, settings: Settings): Promise<Proof<Settings>> {
  const line = new Line(io, accountOf(settings))
  try {
    await line.open()
    const [first = '', ...others] = foldersOf(settings)
    for (const folder of others) await line.examine(folder)
    const { uidNext } = await line.examine(first)
    const newest = await line.ask((mailbox) => mailbox.search({ uid: `${Math.max(1, uidNext - SAMPLED_UIDS)}:${Math.max(1, uidNext - 1)}` }))
    const [post] = await readMessages(line, settings.address, newest.slice(-1))
    return { settings, name: settings.address, sample: post?.text.slice(0, SAMPLE_LENGTH_MAX).toWellFormed() ?? null }
  } finally {
    line.close()
  }
}

/** Reads what is new in every folder, then listens to the first and looks into all of them again, round after round. */
async function* pull(io: Io, settings: Settings, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  const line = new Line(io, accountOf(settings))
  const [first = '', ...others] = foldersOf(settings)
  const reading = new Reading(io, settings, line, from)
  try {
    await line.open()
    for (;;) {
      const round = io.sleep(ROUND_MS)
      round.catch(() => undefined) // aborted: the pull is over
      yield* reading.readOn([...others, first], true) // the first one last: it stays open to be listened to
      while (await line.ask((mailbox) => mailbox.isNewsBefore(round))) yield* reading.readOn([first], others.length === 0)
      await line.renewIfOld()
    }
  } finally {
    line.close()
  }
}

/** How far the folders of one mailbox have been read. */
class Reading {
  readonly #io: Io
  readonly #settings: Settings
  readonly #line: Line
  #cursor: Cursor

  constructor(io: Io, settings: Settings, line: Line, from: Cursor | null) {
    const wanted = Object.entries(from?.folders ?? {}).filter(([folder]) => foldersOf(settings).includes(folder))
    this.#io = io
    this.#settings = settings
    this.#line = line
    this.#cursor = { folders: Object.fromEntries(wanted), heardUntil: from?.heardUntil ?? 0 }
  }

  /** What is new in these folders; when these are `all`, everything until now has then been heard. Ends with an empty batch. */
  async *readOn(folders: readonly string[], all: boolean): AsyncGenerator<Batch<Cursor>> {
    const askedAt = this.#io.now().getTime()
    for (const folder of folders) yield* this.#folder(folder)
    if (all) this.#cursor = { ...this.#cursor, heardUntil: Math.max(this.#cursor.heardUntil, askedAt) }
    yield this.#batch([])
  }

  async *#folder(folder: string): AsyncGenerator<Batch<Cursor>> {
    const { address, daysBack } = this.#settings
    const open = await this.#line.examine(folder)
    const known = this.#cursor.folders[folder]
    const heardUntil = known ? this.#cursor.heardUntil : 0 // one that was added later begins as all did
    const isSame = known?.uidValidity === String(open.uidValidity)
    const from = known && isSame ? known : beginning(open, { daysBack, heardUntil, now: this.#io.now() })
    for await (const { posts, place } of readOn(this.#line, address, from, open.uidNext)) {
      const isFurther = place.lastUid !== this.#cursor.folders[folder]?.lastUid
      this.#cursor = { ...this.#cursor, folders: { ...this.#cursor.folders, [folder]: place } }
      if (posts.length > 0 || isFurther) yield this.#batch(posts)
    }
  }

  #batch(posts: Batch['posts']): Batch<Cursor> {
    return { posts, cursor: this.#cursor, heardUntil: new Date(this.#cursor.heardUntil) }
  }
}
