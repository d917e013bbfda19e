/**
 * Searching the past: `app.bsky.feed.searchPosts`, newest first. Its own cursor counts hits, so it skips posts when others are
 * deleted meanwhile, ends after some thousands, and is refused to those who have no account. So pages follow each other by time,
 * each asking for what is older than the end of the last; the cursor serves only where time does not lead on.
 * Source: https://docs.bsky.app/docs/api/app-bsky-feed-search-posts
 */
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Fetched, Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Asked, Page, Post, Search } from '../connector.ts'
import { askAs, jsonOf, signIn } from './account.ts'
import { PUBLIC_APPVIEW } from './appview.ts'
import { POSTS } from './event.ts'
import { postOf } from './post.ts'
import { fieldsOf, itemsOf, textOf } from './record.ts'
import { searchesOf } from './search-text.ts'
import { accountOf, isBlueskys, type Settings, streamOf } from './settings.ts'

/** The most that the network gives at once. */
const POSTS_ASKED = 100
/** Of an answer that gives more than was asked for. */
const POSTS_MAX = 250
const ASKING = { timeoutMs: 30_000, bodyBytesMax: 4 * 1024 * 1024 } as const
const METHOD = '/xrpc/app.bsky.feed.searchPosts'
/**
 * So many posts at the end of a page are asked for again with the next one: the order is not strict, and one post that is dated
 * wrongly must not hide all that lies between.
 */
const OVERLAP = 5
/** Pages without a post in a row, after which a search that claims to go on is taken to be over. */
const EMPTY_MAX = 5
const CURSOR_LENGTH_MAX = 1_000
/** Nobody is believed who asks to be left alone for longer. */
const WAIT_MS_MAX = 3_600_000

const Place = z.object({
  until: z.iso.datetime().describe('What was said before then is still to come'),
  cursor: z.string().nullable().describe('The network’s own, where time alone does not lead on'),
  empty: z.int().describe('Pages without a post, so far, in a row'),
})
type Place = z.infer<typeof Place>

export const search: Search<Settings, Place> = { place: Place, phrase: searchesOf, page: pageOf }

async function pageOf(io: Io, settings: Settings, asked: Asked, from: Place | null): Promise<Page<Place>> {
  const place = from ?? { until: asked.until.toISOString(), cursor: null, empty: 0 }
  const answer = await ask(io, settings, asked, place)
  if (answer === null) return { posts: [], next: null, reached: asked.since }
  const { posts: views, cursor } = fieldsOf(jsonOf(answer))
  if (!Array.isArray(views)) throw new SourceError('retry', `${hostOf(answer)} answered with something that is not a list of posts.`)
  const found = itemsOf(views, POSTS_MAX).flatMap(foundIn)
  const next = nextPlace(place, asked, found, textOf(cursor))
  return { posts: found, next, reached: next === null ? asked.since : new Date(next.until) }
}

/** Where to go on: by time if the page led back in time, else by the network’s cursor. */
function nextPlace(place: Place, { since }: Asked, found: readonly Found[], cursor: string | null): Place | null {
  if (cursor === null || cursor.length > CURSOR_LENGTH_MAX) return null
  const times = found.slice(-Math.max(1, Math.min(OVERLAP, found.length - 1))).map(({ saidAt }) => saidAt.getTime())
  const oldest = Math.max(...times) + 1 // `until` leaves out that very moment
  if (found.length > 0 && oldest < Date.parse(place.until)) {
    return oldest <= since.getTime() ? null : { until: new Date(oldest).toISOString(), cursor: null, empty: 0 }
  }
  const empty = found.length === 0 ? place.empty + 1 : 0
  return empty === EMPTY_MAX || cursor === place.cursor ? null : { ...place, cursor, empty }
}

type Found = Post & { readonly saidAt: Date }

/** A post as search shows it, dated as search orders it: when it claims to have been said, or when it was first seen if that is earlier. */
function foundIn(view: Readonly<Record<string, unknown>>): Found[] {
  const [, did = '', rkey = ''] = new RegExp(`^at://(did:[^/\\s]+)/${POSTS}/([^/\\s]+)$`).exec(textOf(view['uri']) ?? '') ?? []
  const author = fieldsOf(view['author'])
  if (did === '' || author['did'] !== did) return []
  // the link goes by the id and stays as it is, so the name comes afterwards
  const bare = { id: did, handle: '', name: null, followers: null }
  const post = postOf({ kind: 'commit', at: 0, did, action: 'create', collection: POSTS, rkey, rev: '', record: view['record'] }, bare)
  const seenAt = new Date(textOf(view['indexedAt']) ?? Number.NaN)
  const times = [post?.saidAt, seenAt].flatMap((date) => (date && !Number.isNaN(date.getTime()) ? [date.getTime()] : []))
  if (!post || times.length === 0) return []
  const handle = textOf(author['handle']) ?? ''
  const named = { id: did, handle: handle === 'handle.invalid' ? '' : handle, name: textOf(author['displayName']), followers: null }
  return [{ ...post, author: named, saidAt: new Date(Math.min(...times)) }]
}

/** Null where the network goes no further for whoever has no account: it then refuses its own cursor. */
async function ask(io: Io, settings: Settings, { text, since }: Asked, { until, cursor }: Place): Promise<Fetched | null> {
  const query = new URLSearchParams({ q: text, sort: 'latest', since: since.toISOString(), until, limit: String(POSTS_ASKED), ...(cursor && { cursor }) })
  const path = `${METHOD}?${query}`
  const account = accountOf(settings)
  const appview = settings.appview ?? (isBlueskys(streamOf(settings)) ? PUBLIC_APPVIEW : null)
  if (!account && appview === null) throw new SourceError('stop', 'No host is known that can search this network: name one, or an account, in the settings.')
  const answer = account ? await askAs(io, account, path, ASKING) : await io.fetch(new URL(path, appview ?? '').href, { ...ASKING, redirectsMax: 0 })
  if (answer.status === 403 && cursor !== null && !account) return null
  check(answer, io.now(), account !== null)
  return answer
}

function check(answer: Fetched, now: Date, hasAccount: boolean): void {
  const { status, headers } = answer
  const host = hostOf(answer)
  if (status === 400) throw new SourceError('stop', `${host} does not understand what we search for (400).`)
  if (status === 401 || status === 403) {
    const who = hasAccount ? 'does not let this account search' : 'lets nobody search without an account: give the source a handle and an app password'
    throw new SourceError('reauthorize', `${host} ${who} (${status}).`)
  }
  // it names the second from which it may be asked again: https://docs.bsky.app/docs/advanced-guides/rate-limits
  const freeAt = Number(headers['ratelimit-reset'])
  if (status === 429 && headers['retry-after'] === undefined && freeAt > 0) {
    const waitMs = Math.min(Math.max(freeAt * 1_000 - now.getTime(), 1_000), WAIT_MS_MAX)
    throw new SourceError('retry', `${host} asks us to come back later (429).`, waitMs)
  }
  checkAnswer(answer, now)
}

/** Proves that the account can sign in, if there is one. */
export async function proveAccount(io: Io, settings: Settings): Promise<void> {
  const account = accountOf(settings)
  if (account) await signIn(io, account)
}

const hostOf = ({ url }: Fetched): string => URL.parse(url)?.host ?? url
