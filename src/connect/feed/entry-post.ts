import { createHash } from 'node:crypto'
import type { Author, Media, Post } from '../connector.ts'
import { type HtmlText, IMAGES_MAX, LINKS_MAX, readHtml } from './html-text.ts'
import type { Entry, Feed, Words } from './read-feed.ts'
import { unwrapped } from './redirect-links.ts'

const TAGS_MAX = 100
/** Names and tags longer than this are not names. */
const NAME_LENGTH_MAX = 300

/** A feed's entries as posts, the oldest first; of several entries with one id the document's first counts. */
export function postsOf(feed: Feed, feedUrl: string): Post[] {
  const posts = new Map<string, Post>()
  for (const entry of feed.entries) {
    const post = asPost(entry, feed, feedUrl)
    if (!posts.has(post.externalId)) posts.set(post.externalId, post)
  }
  const oldestFirst = [...posts.values()].toReversed()
  const dated = oldestFirst.every(({ saidAt }) => saidAt !== null)
  return dated ? oldestFirst.toSorted((a, b) => Number(a.saidAt) - Number(b.saidAt)) : oldestFirst
}

/**
 * Unique within all feeds, and nobody else's to give: a feed cannot claim an entry of another host. Ids that are meant to be
 * global (addresses, tags, UUIDs) are the same in all feeds of a host; others hold within their feed.
 */
export function entryId(feedUrl: string, id: string): string {
  const { host } = new URL(feedUrl)
  const global = /^(https?:\/\/|tag:|urn:)|^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(id)
  return `${host}/${digest([global ? host : feedUrl, id], 16)}`
}

/** The beginning of a SHA-256, as base64url. */
export function digest(parts: readonly (string | null)[], bytes: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, bytes).toString('base64url')
}

/** A name on one line, without markup; empty if there is none. */
export function plainName(html: string | null): string {
  return short(readHtml(html ?? '').text)
}

function asPost(entry: Entry, feed: Feed, feedUrl: string): Post {
  const title = read(entry.title)
  const body = read(entry.body)
  const url = entry.link === null ? null : unwrapped(entry.link, feedUrl)
  const links = [...(url === null ? [] : [url]), ...body.links.flatMap((link) => unwrapped(link, url ?? feedUrl) ?? [])]
  return {
    kind: 'said',
    externalId: entryId(feedUrl, entry.id ?? stableId(url, title.text, body.text)),
    form: 'article',
    author: authorOf(entry, feed, feedUrl, url),
    text: body.text.startsWith(title.text) ? body.text : [title.text, body.text].filter((part) => part !== '').join('\n\n'),
    lang: labelled(entry.lang),
    url,
    saidAt: dateOf(entry.date),
    links: [...new Set(links)].slice(0, LINKS_MAX),
    tags: [...new Set(entry.tags.map(short).filter((tag) => tag !== ''))].slice(0, TAGS_MAX),
    media: mediaOf(entry, body, url ?? feedUrl),
    replyTo: null,
  }
}

function read(words: Words): HtmlText {
  return 'plain' in words ? { text: words.plain.trim(), links: [], images: [] } : readHtml(words.html)
}

/** For entries without an id. A page that lists many things has one link for all of them, so the title takes part. */
function stableId(url: string | null, title: string, text: string): string {
  return url === null ? `text:${digest([title, text], 32)}` : `link:${digest([url, title === '' ? text : title], 32)}`
}

/**
 * A person's name is theirs only on their own host. An aggregating feed (alerts, news search) speaks for the publishers it
 * links to, so then the publisher is the author.
 */
function authorOf(entry: Entry, feed: Feed, feedUrl: string, url: string | null): Author {
  const feedHosts = [hostOf(feedUrl), hostOf(feed.home ?? '', feedUrl)]
  const host = hostOf(entry.source?.url ?? '') ?? hostOf(url ?? '') ?? hostOf(feedUrl) ?? ''
  const person = plainName(entry.author)
  const publisher = plainName(entry.source?.name ?? (feedHosts.includes(host) ? feed.title : null))
  const name = person || publisher || host
  return { id: person ? `${host}/${person}` : host, handle: host, name, followers: null }
}

function hostOf(url: string, base?: string): string | null {
  return URL.parse(url, base)?.host.replace(/^www\./, '') || null
}

function short(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH_MAX)
}

function labelled(lang: string | null): string | null {
  try {
    return Intl.getCanonicalLocales(lang?.trim().replaceAll('_', '-') ?? '')[0] ?? null
  } catch {
    return null
  }
}

/** As claimed, whatever the year; null for what is no date (RFC 822 and RFC 3339 are). */
function dateOf(text: string | null): Date | null {
  const date = new Date(text ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

function mediaOf(entry: Entry, body: HtmlText, base: string): Media[] {
  const media = new Map<string, Media>()
  for (const { url, alt } of body.images) add(url, 'image', alt)
  for (const { url, type } of entry.enclosures) add(url, kindOf(type), null)
  return [...media.values()].slice(0, IMAGES_MAX)

  function add(address: string, kind: Media['kind'], alt: string | null): void {
    const url = unwrapped(address, base)
    if (url !== null && !media.has(url)) media.set(url, { kind, url, alt })
  }
}

function kindOf(type: string | null): Media['kind'] {
  if (type?.startsWith('image/')) return 'image'
  return type?.startsWith('video/') ? 'video' : 'link'
}
