import { SourceError } from '../../../base/error.ts'
import type { Io } from '../../../base/io.ts'
import type { Doors } from '../../../base/server/database.ts'
import type { Account } from '../../../base/server/imap/account.ts'
import { Line } from '../../../base/server/imap/line.ts'
import type { InboxTrouble } from './inbox.ts'
import { isWorthReading, type Own } from './open-letter.ts'
import { type Place, placeOf, storePlace } from './place.ts'

/** So often the line is proved to be alive, and a server that does not tell of news by itself is asked. */
const ROUND_MS = 60_000
const RETRY_MS_MIN = 5_000
const RETRY_MS_MAX = 300_000
const DAY_MS = 86_400_000
/** A mailbox that is read for the first time, or numbered anew: what arrived since then is read, and what was taken has no effect again. */
const FIRST_DAYS_BACK = 7
/** Numbers that are searched, and headers that are fetched, at once. */
const SEARCHED_UIDS = 20_000
const HEADERS_AT_ONCE = 50
const HEADER_BYTES_MAX = 64 * 1024
/** Of a letter: answers stand at its beginning, what is attached behind. */
export const LETTER_BYTES_MAX = 1_000_000
/** A letter that cannot be taken for a reason of ours is left at last, so that those behind it are heard. */
const TRIES_MAX = 5

/** Which mailbox is read, and what becomes of what is in it. */
export type Reading = {
  readonly account: Account
  readonly folder: string
  readonly own: Own
  readonly doors: Doors
  readonly take: (raw: Uint8Array, arrivedAt: Date) => Promise<unknown>
  readonly log: (line: string) => void
}

/** A mailbox that is being read. */
export type OpenInbox = { readonly trouble: () => InboxTrouble | null; readonly stop: () => Promise<void> }

/**
 * Reads what is new in the mailbox for answers, as it arrives, until stopped. The folder is only looked at (EXAMINE): nothing in it is marked
 * as read, moved or deleted, so that people may use the same mailbox, and how far it was read stands in our own database. What goes wrong is
 * tried again, later and later.
 */
export function readInbox(reading: Reading, ioFor: (signal: AbortSignal) => Io): OpenInbox {
  const ending = new AbortController()
  const io = ioFor(ending.signal)
  const state = { trouble: null as InboxTrouble | null, waitMs: RETRY_MS_MIN, tries: new Map<number, number>() }
  const isWell = (): void => {
    if (state.trouble) reading.log('the mailbox for answers is read again')
    state.trouble = null
    state.waitMs = RETRY_MS_MIN
  }
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await readOnAndOn(io, reading, state.tries, isWell)
      } catch (error) {
        if (ending.signal.aborted) return
        const message = error instanceof Error ? error.message : String(error)
        if (state.trouble?.message !== message) reading.log(`the mailbox for answers: ${message}`)
        state.trouble = { since: state.trouble?.since ?? io.now(), message }
        const waitMs = Math.max(state.waitMs, error instanceof SourceError ? error.waitMs : 0)
        state.waitMs = Math.min(state.waitMs * 2, RETRY_MS_MAX)
        await io.sleep(waitMs).catch(() => undefined)
      }
    }
  }
  const running = run()
  return {
    trouble: () => state.trouble,
    stop: async () => {
      ending.abort(new Error('the mailbox is no longer read'))
      await running
    },
  }
}

async function readOnAndOn(io: Io, reading: Reading, tries: Map<number, number>, isWell: () => void): Promise<void> {
  const line = new Line(io, reading.account)
  try {
    await line.open()
    for (;;) {
      const round = io.sleep(ROUND_MS)
      round.catch(() => undefined) // aborted: the reading is over
      do {
        await readNew(io, line, reading, tries)
        isWell()
      } while (await line.ask((mailbox) => mailbox.isNewsBefore(round)))
      await line.renewIfOld()
    }
  } finally {
    line.close()
  }
}

async function readNew(io: Io, line: Line, reading: Reading, tries: Map<number, number>): Promise<void> {
  const mailbox = `${reading.account.user}@${reading.account.host}/${reading.folder}`
  const open = await line.examine(reading.folder)
  const uidValidity = String(open.uidValidity)
  const known = await placeOf(reading.doors, mailbox)
  const isSame = known?.uidValidity === uidValidity
  const since = isSame ? null : new Date((known?.readAt.getTime() ?? io.now().getTime() - (FIRST_DAYS_BACK - 1) * DAY_MS) - DAY_MS)
  const store = (lastUid: number): Promise<void> => storePlace(reading.doors, mailbox, { uidValidity, lastUid, readAt: io.now() } satisfies Place)
  let after = isSame ? known.lastUid : 0
  while (after < open.uidNext - 1) {
    const until = Math.min(after + SEARCHED_UIDS, open.uidNext - 1)
    const range = { uid: `${after + 1}:${until}`, ...(since && { since: since.toISOString().slice(0, 10) }) }
    const found = (await line.ask((box) => box.search(range))).filter((uid) => uid > after && uid <= until)
    for (let at = 0; at < found.length; at += HEADERS_AT_ONCE) {
      for (const uid of await worthReading(line, found.slice(at, at + HEADERS_AT_ONCE), reading.own)) {
        await takeOne(line, uid, reading, tries)
        await store(uid)
      }
    }
    await store(until)
    after = until
  }
}

/** Those of these letters that are marked or may be reports, by their headers. */
async function worthReading(line: Line, uids: readonly number[], own: Own): Promise<number[]> {
  const asked = { bodyParts: [{ key: 'HEADER', start: 0, maxLength: HEADER_BYTES_MAX }] }
  const found = await line.ask((mailbox) => mailbox.fetch(uids, asked))
  return found.filter(({ headers }) => headers !== undefined && isWorthReading(headers, own)).map(({ uid }) => uid)
}

async function takeOne(line: Line, uid: number, { take, log }: Reading, tries: Map<number, number>): Promise<void> {
  const fetched = await line.askIfAnswerable((mailbox) => mailbox.fetch([uid], { internalDate: true, source: { start: 0, maxLength: LETTER_BYTES_MAX } }))
  const [letter] = fetched ?? []
  if (!letter?.source) return log(`the mailbox for answers: letter ${uid} could not be fetched and was left`)
  const { internalDate } = letter
  try {
    await take(letter.source, new Date(internalDate ?? Number.POSITIVE_INFINITY))
  } catch (error) {
    const tried = (tries.get(uid) ?? 0) + 1
    tries.set(uid, tried)
    if (tried < TRIES_MAX) throw error
    log(`the mailbox for answers: letter ${uid} could not be taken and was left: ${error instanceof Error ? error.message : error}`)
  }
  tries.delete(uid)
}
