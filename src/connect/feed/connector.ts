/** Feeds: RSS, Atom, RDF and JSON Feed, of blogs, papers, forums, alerts and news searches. */
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Fetched, Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Batch, Connector, Proof } from '../connector.ts'
import { decodeText } from './decode-text.ts'
import { feedAddresses } from './discover.ts'
import { plainName, postsOf } from './entry-post.ts'
import { politely } from './politely.ts'
import { newsSearches } from './news-searches.ts'
import { type Feed, readFeed } from './read-feed.ts'
import { Cursor, whatIsNew } from './what-is-new.ts'

const Settings = z.object({
  url: z.url({ protocol: /^https?$/ }).describe('The address of a feed, or of a page that has one'),
})
type Settings = z.infer<typeof Settings>

/** Markup made to be slow takes about a second for each megabyte to read, and all else in this process waits for it. */
const BODY_BYTES_MAX = 5 * 1024 * 1024
const TIMEOUT_MS = 20_000
/** For each address where a feed only may be: a person waits for the answer. */
const GUESS_TIMEOUT_MS = 5_000
const SAMPLE_LENGTH_MAX = 500
/** Longer validators are not sent back: the feed is then read whole each time. */
const VALIDATOR_LENGTH_MAX = 1_000
const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.5, */*;q=0.1'

export const feed: Connector<Settings, Cursor> = {
  id: 'feed',
  title: 'Web feed',
  settings: Settings,
  cursor: Cursor,
  // An entry that leaves a feed has grown old, it was not taken back: deletions cannot be heard.
  can: { live: false, reply: false, backfill: false, edits: true, deletes: false, addressed: false },
  limits: { requestsPerMinute: 60, pollEveryMs: 5 * 60_000, silentAfterMs: 60 * 60_000 },
  terms: {
    // A feed is published to be read and carries no terms of its own; its texts stay their publishers'.
    keepForDays: null,
    refreshEveryDays: null,
    deleteWithinHours: null,
    mayExportText: true,
    mayQuotePublicly: false,
    mayReplyUnasked: false,
    needsApproval: false,
    link: 'https://www.rssboard.org/rss-specification',
    readOn: '2026-11-23',
  },
  streamKey,
  suggest: newsSearches,
  prove,
  pull,
}

/** The address without what does not make another stream. Also the ground of entries' ids, so that no spelling changes them. */
function streamKey({ url }: Settings): string {
  const whole = new URL(url)
  whole.hash = ''
  return whole.href
}

/** Finds the feed behind an address: the address itself, or what the page there names or commonly has. */
async function prove(io: Io, { url }: Settings): Promise<Proof<Settings>> {
  return politely(io, url, async () => {
    const { text, answer } = await ask(io, url, { timeoutMs: TIMEOUT_MS })
    const itself = readFeed(text)
    if (itself) return proof(itself, url)
    for (const address of feedAddresses(text, answer.url)) {
      const found = await feedAt(io, address)
      if (found) return proof(found, address)
    }
    throw new SourceError('stop', `${hostOf(url)} shows a page here, and no feed could be found for it.`)
  })
}

function proof(found: Feed, url: string): Proof<Settings> {
  const newest = postsOf(found, streamKey({ url })).at(-1)
  const sample = newest?.text.slice(0, SAMPLE_LENGTH_MAX).toWellFormed() ?? null
  return { settings: { url }, name: plainName(found.title) || hostOf(url), sample }
}

/** Null where there is none: a guess may be wrong, and a page may name what is gone. */
async function feedAt(io: Io, url: string): Promise<Feed | null> {
  try {
    return readFeed((await ask(io, url, { timeoutMs: GUESS_TIMEOUT_MS })).text)
  } catch (error) {
    io.signal.throwIfAborted()
    if (error instanceof SourceError) return null
    throw error
  }
}

/** One visit. A feed that has not changed says so without being sent again. */
async function* pull(io: Io, settings: Settings, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  const url = streamKey(settings)
  const askedAt = io.now()
  const headers = {
    ...(from?.etag ? { 'if-none-match': from.etag } : {}),
    ...(from?.lastModified ? { 'if-modified-since': from.lastModified } : {}),
  }
  const { text, answer } = await politely(io, url, () => ask(io, url, { timeoutMs: TIMEOUT_MS, headers }))
  if (answer.status === 304 && from) {
    const heardUntil = new Date(Math.max(askedAt.getTime(), Date.parse(from.heardAt)))
    yield { posts: [], cursor: { ...from, heardAt: heardUntil.toISOString() }, heardUntil }
    return
  }
  const found = readFeed(text)
  if (!found) throw noFeed(url, text)
  const validators = { etag: validator(answer, 'etag'), lastModified: validator(answer, 'last-modified') }
  for (const batch of whatIsNew(postsOf(found, url), from, validators, askedAt)) {
    io.signal.throwIfAborted()
    yield batch
  }
}

type Ask = { readonly timeoutMs: number; readonly headers?: Readonly<Record<string, string>> }

async function ask(io: Io, url: string, { timeoutMs, headers = {} }: Ask): Promise<{ text: string; answer: Fetched }> {
  const answer = await io.fetch(url, { headers: { accept: ACCEPT, ...headers }, timeoutMs, bodyBytesMax: BODY_BYTES_MAX })
  if (answer.status === 401) throw new SourceError('stop', `${hostOf(url)} wants a password, and feeds are read without one.`)
  checkAnswer(answer, io.now())
  return { text: decodeText(answer.body, answer.headers['content-type'] ?? ''), answer }
}

function validator(answer: Fetched, name: 'etag' | 'last-modified'): string | null {
  const value = answer.headers[name] ?? ''
  return value === '' || value.length > VALIDATOR_LENGTH_MAX ? null : value
}

function noFeed(url: string, text: string): SourceError {
  const isPage = /<(!doctype html|html|body)\b/i.test(text.slice(0, 1_000))
  return new SourceError('retry', `${hostOf(url)} answered with ${isPage ? 'a web page instead of' : 'something that is not'} a feed.`)
}

function hostOf(url: string): string {
  return new URL(url).host
}
