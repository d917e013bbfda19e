/** Listening to a personal data server or a relay directly. */
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Batch, Post } from '../connector.ts'
import { type Authors, rememberAuthors } from './authors.ts'
import { type Commit, deletedAccount, POSTS, type Reading } from './event.ts'
import { readFirehose } from './firehose-wire.ts'
import { openLine } from './line.ts'
import { forgotten, unreadable } from './missed.ts'
import { BATCH_FRAMES_MAX, BATCH_LINGER_MS, QUIET_MS } from './pace.ts'
import { postOf } from './post.ts'
import { askingHost } from './profiles.ts'
import { type FirehoseCursor, httpOf } from './settings.ts'

/** When a host is asked for all it has, what is older than the last we heard, less this, is known. */
const OVERLAP_MS = 5_000

type Place = {
  seq: number | null
  heardUntil: number
  /** While the host repeats its whole memory: what is older has been heard, or was said before we listened. */
  skipBefore: number
  readonly authors: Authors
}

/** A live stream without an end, at `url` (`wss://host`). Throws the SourceError that breaks it. */
export async function* pullFirehose(io: Io, url: string, from: FirehoseCursor | null): AsyncGenerator<Batch<FirehoseCursor>> {
  const place: Place = {
    seq: from?.seq ?? null,
    heardUntil: from?.heardUntil ?? io.now().getTime(),
    skipBefore: from && from.seq === null ? from.heardUntil - OVERLAP_MS : 0,
    authors: rememberAuthors(),
  }
  const meet = askingHost(io, httpOf(url), place.authors)
  try {
    let ask = from === null ? null : place.seq ?? 0
    while (!io.signal.aborted) {
      for await (const batch of listen(io, url, ask, place, meet)) yield batch
      // its numbers began anew: all that it has now is new to us, unless it is older than what we heard
      ask = 0
      place.seq = null
      place.skipBefore = place.heardUntil - OVERLAP_MS
    }
  } catch (error) {
    if (!io.signal.aborted) throw error
  }
}

/** One line. Ends only if the host does not know our number yet: it has lost its memory. */
async function* listen(
  io: Io,
  url: string,
  ask: number | null,
  place: Place,
  meet: (dids: readonly string[]) => Promise<void>,
): AsyncGenerator<Batch<FirehoseCursor>> {
  const line = await openLine(io, `${url}/xrpc/com.atproto.sync.subscribeRepos${ask === null ? '' : `?cursor=${ask}`}`)
  const cursor = (): FirehoseCursor => ({ kind: 'firehose', seq: place.seq, heardUntil: place.heardUntil })
  let mayHaveGap = ask === 0 && place.seq === null
  try {
    yield { posts: [], cursor: cursor(), heardUntil: new Date(place.heardUntil) }
    while (!io.signal.aborted) {
      const frames = await line.take(BATCH_FRAMES_MAX, QUIET_MS, BATCH_LINGER_MS)
      const before = place.heardUntil
      const readings = await Promise.all(frames.map(readFirehose))
      const ended = readings.find((reading) => reading.is === 'error')
      if (ended?.name === 'FutureCursor' && ask !== 0) return
      if (ended) throw new SourceError('retry', `${line.host} ended the stream: ${ended.name} ${ended.message}.`)
      mayHaveGap ||= readings.some((reading) => reading.is === 'outdated')
      const first = readings.find((reading) => reading.is === 'events')
      const gap = mayHaveGap && first ? forgotten(before, first.at) : undefined
      if (first) mayHaveGap = false
      const { commits, gone } = advance(io, readings, place)
      if (frames.length === 0) place.heardUntil = Math.max(before, line.heardOf()?.getTime() ?? 0)
      await meet(commits.map(({ did }) => did))
      const missed = gap ?? unreadable(line.host, readings.filter(({ is }) => is === 'unreadable').length, before, place.heardUntil)
      yield { posts: postsOf(commits, place.authors), gone, cursor: cursor(), heardUntil: new Date(place.heardUntil), ...(missed && { missed }) }
    }
  } finally {
    line.close()
  }
}

/** Moves the place forward and returns what was said about posts, and whose accounts were deleted. */
function advance(io: Io, readings: readonly Reading[], place: Place): { commits: Commit[]; gone: string[] } {
  const commits: Commit[] = []
  const gone: string[] = []
  for (const reading of readings) {
    if (reading.is !== 'events') continue
    place.seq = Math.max(place.seq ?? 0, reading.seq ?? 0)
    const atMs = Math.floor(reading.at / 1_000)
    place.heardUntil = Math.max(place.heardUntil, Math.min(atMs, io.now().getTime()))
    for (const event of reading.events) {
      place.authors.hear(event)
      if (atMs < place.skipBefore) continue
      if (event.kind === 'commit' && event.collection === POSTS) commits.push(event)
      const did = deletedAccount(event)
      if (did) gone.push(did)
    }
  }
  return { commits, gone }
}

function postsOf(commits: readonly Commit[], authors: Authors): Post[] {
  return commits.map((commit) => postOf(commit, authors.of(commit.did))).filter((post) => post !== null)
}

/** Opens the stream and says which host answered, and what the first post was, if one comes. */
export async function proveFirehose(io: Io, url: string, waitMs: number): Promise<{ name: string; sample: string | null }> {
  const line = await openLine(io, `${url}/xrpc/com.atproto.sync.subscribeRepos`)
  try {
    const readings = await Promise.all((await line.take(BATCH_FRAMES_MAX, waitMs, BATCH_LINGER_MS)).map(readFirehose))
    const place: Place = { seq: null, heardUntil: 0, skipBefore: 0, authors: rememberAuthors() }
    const posts = postsOf(advance(io, readings, place).commits, place.authors)
    return { name: line.host, sample: posts.find(({ kind }) => kind === 'said')?.text ?? null }
  } finally {
    line.close()
  }
}
