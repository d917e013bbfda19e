/** Listening to Jetstream: any of several hosts that hear the same network. */
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Batch, Post } from '../connector.ts'
import { type Authors, rememberAuthors } from './authors.ts'
import { COLLECTIONS, deletedAccount, POSTS, type StreamEvent } from './event.ts'
import { DICTIONARY_BYTES_MAX, DICTIONARY_PATH, dictionaryOf, firstWire, secondWire, type Wire } from './jetstream-wire.ts'
import { type Frame, type Line, openLine } from './line.ts'
import { forgotten, unreadable } from './missed.ts'
import { BATCH_FRAMES_MAX, BATCH_LINGER_MS, QUIET_MS } from './pace.ts'
import { postOf } from './post.ts'
import { type Recent, REWIND_US, rememberRecent } from './recent.ts'
import { httpOf, type JetstreamCursor } from './settings.ts'

/** Between the end of one line and the next one. */
const RECONNECT_AFTER_MS = 500

/** How far one pull has heard; whichever host comes next goes on from there. */
type Place = {
  timeUs: number
  heardUntil: number
  readonly recent: Recent
  readonly authors: Authors
}

/**
 * A live stream without an end. When a line breaks, the next host is tried; when none of them has anything to say it is given
 * up with the SourceError that asks for the least patience.
 */
export async function* pullJetstream(
  io: Io,
  hosts: readonly string[],
  from: JetstreamCursor | null,
): AsyncGenerator<Batch<JetstreamCursor>> {
  const now = io.now().getTime()
  const place: Place = {
    timeUs: from?.timeUs ?? now * 1_000,
    heardUntil: from?.heardUntil ?? now,
    recent: rememberRecent(from?.recent ?? [], from?.timeUs ?? 0),
    authors: rememberAuthors(),
  }
  let next = Math.max(0, from ? hosts.indexOf(from.host) : 0)
  let resumes = from !== null
  let failures: SourceError[] = []
  while (!io.signal.aborted) {
    let spoke = false
    try {
      for await (const batch of listen(io, hosts[next % hosts.length] ?? '', place, resumes)) {
        resumes = true
        spoke ||= batch.posts.length > 0
        yield batch
      }
    } catch (error) {
      if (io.signal.aborted) return
      if (!(error instanceof SourceError)) throw error
      failures = spoke ? [] : [...failures, error]
      if (failures.length >= hosts.length) throw mildest(failures)
      next += 1
      await io.sleep(RECONNECT_AFTER_MS)
    }
  }
}

/** One line to one host. Throws the SourceError that ends it. */
async function* listen(io: Io, host: string, place: Place, resumes: boolean): AsyncGenerator<Batch<JetstreamCursor>> {
  const { line, wire } = await subscribe(io, host, resumes ? place.timeUs - REWIND_US : null)
  const cursor = (): JetstreamCursor => ({
    kind: 'jetstream', host, timeUs: place.timeUs, heardUntil: place.heardUntil, recent: place.recent.keys(),
  })
  let resuming = resumes
  try {
    yield { posts: [], cursor: cursor(), heardUntil: new Date(place.heardUntil) }
    while (!io.signal.aborted) {
      const frames = await line.take(BATCH_FRAMES_MAX, QUIET_MS, BATCH_LINGER_MS)
      const before = place.heardUntil
      const heard = read(io, wire, frames, place, resuming)
      if (frames.length === 0) place.heardUntil = Math.max(before, line.heardOf()?.getTime() ?? 0)
      resuming &&= !heard.any
      const missed = heard.missed ?? unreadable(line.host, heard.unreadable, before, place.heardUntil)
      yield { posts: heard.posts, gone: heard.gone, cursor: cursor(), heardUntil: new Date(place.heardUntil), ...(missed && { missed }) }
    }
  } finally {
    line.close()
  }
}

type Heard = { any: boolean; readonly posts: Post[]; readonly gone: string[]; unreadable: number; missed: Batch['missed'] }

/** Reads frames in their order and moves the place forward. */
function read(io: Io, wire: Wire, frames: readonly Frame[], place: Place, resuming: boolean): Heard {
  const heard: Heard = { any: false, posts: [], gone: [], unreadable: 0, missed: undefined }
  let outdated = false
  for (const frame of frames) {
    const reading = wire.read(frame)
    if (reading.is === 'outdated') outdated = true
    if (reading.is === 'unreadable') heard.unreadable += 1
    if (reading.is === 'error') throw new SourceError('retry', `The stream was ended: ${reading.name} ${reading.message}.`)
    if (reading.is !== 'events') continue
    for (const event of reading.events) {
      if (resuming && !heard.any && (outdated || isGap(event, place))) heard.missed = forgotten(place.heardUntil, event.at)
      heard.any = true
      if (place.recent.add(event)) take(event, place.authors, heard)
      place.timeUs = Math.max(place.timeUs, event.at)
      place.heardUntil = Math.max(place.heardUntil, Math.min(Math.floor(event.at / 1_000), io.now().getTime()))
    }
  }
  return heard
}

function take(event: StreamEvent, authors: Authors, heard: Heard): void {
  authors.hear(event)
  const post = event.kind === 'commit' && event.collection === POSTS ? postOf(event, authors.of(event.did)) : null
  if (post) heard.posts.push(post)
  const gone = deletedAccount(event)
  if (gone) heard.gone.push(gone)
}

/**
 * A host whose memory does not reach back to our cursor starts with the oldest event it has, without a word. Asked to rewind it
 * would have to begin with something we know: if it does not, what lies between is gone.
 */
function isGap(first: StreamEvent, place: Place): boolean {
  return first.at > place.timeUs && place.recent.keys().length > 0 && !place.recent.has(first)
}

/** The newer wire where the host offers a dictionary, otherwise the one that every host has. */
async function subscribe(io: Io, host: string, cursor: number | null): Promise<{ readonly line: Line; readonly wire: Wire }> {
  const dictionary = await dictionaryFrom(io, host)
  if (dictionary) {
    const wire = secondWire(dictionary)
    const line = await openLine(io, wire.url(host, COLLECTIONS, cursor)).catch((error: unknown) => {
      if (error instanceof SourceError && error.waitMs === 0 && !io.signal.aborted) return null
      throw error
    })
    if (line) return { line, wire }
  }
  return { line: await openLine(io, firstWire.url(host, COLLECTIONS, cursor)), wire: firstWire }
}

async function dictionaryFrom(io: Io, host: string) {
  const url = new URL(DICTIONARY_PATH, httpOf(host)).href
  const answer = await io.fetch(url, { bodyBytesMax: DICTIONARY_BYTES_MAX })
  if (answer.status === 429 || answer.status >= 500) checkAnswer(answer, io.now())
  return answer.status === 200 ? dictionaryOf(answer.body) : null
}

function mildest(failures: readonly SourceError[]): SourceError {
  const [mild] = failures.toSorted((a, b) => a.waitMs - b.waitMs)
  return mild ?? new SourceError('retry', 'No host could be reached.')
}

/** Listens for a moment and says which host answered, and what the first post was. */
export async function proveJetstream(io: Io, hosts: readonly string[], waitMs: number): Promise<{ name: string; sample: string | null }> {
  const failures: SourceError[] = []
  for (const host of hosts) {
    try {
      const { line, wire } = await subscribe(io, host, null)
      const place: Place = { timeUs: 0, heardUntil: 0, recent: rememberRecent([], 0), authors: rememberAuthors() }
      try {
        const { posts } = read(io, wire, await line.take(BATCH_FRAMES_MAX, waitMs, BATCH_LINGER_MS), place, false)
        return { name: line.host, sample: posts.find(({ kind }) => kind === 'said')?.text ?? null }
      } finally {
        line.close()
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      failures.push(error)
    }
  }
  throw mildest(failures)
}
