/** First stage: whatever a network sent becomes text that can be stored, within bounds. Nothing here knows a network. */
import { createHash } from 'node:crypto'
import type { Author, Media, Post } from '../../connect/connector.ts'

/** UTF-16 units of text that are kept of a post. */
export const TEXT_UNITS_MAX = 100_000
/** Stands where a text was cut. */
export const CUT_MARK = ' […]'
export const TAGS_MAX = 100
export const TAG_UNITS_MAX = 200
export const LINKS_MAX = 100
export const URL_UNITS_MAX = 2_000
export const MEDIA_MAX = 20
export const ALT_UNITS_MAX = 5_000
/** A longer id cannot be indexed; its end is replaced by a hash, so that it stays the only one of its kind. */
export const ID_UNITS_MAX = 500
export const NAME_UNITS_MAX = 250
/** Nothing was said on a social network before this. */
const EARLIEST = Date.UTC(1990, 0, 1)
export const ORIGIN_UNITS_MAX = 60
const FILER_UNITS_MAX = 200
const FOLLOWERS_MAX = 2 ** 31 - 1

/** A post whose every part is well-formed, bounded and dated. */
export type CleanPost = Omit<Post, 'saidAt'> & { readonly saidAt: Date }

/** Cleans posts heard at `heardAt`. Never fails, never drops a post, never changes order. */
export function normalise(posts: readonly Post[], heardAt: Date): CleanPost[] {
  return posts.map((post) => normalisePost(post, heardAt))
}

function normalisePost(post: Post, heardAt: Date): CleanPost {
  return {
    kind: post.kind,
    externalId: safeId(post.externalId),
    form: post.form,
    author: normaliseAuthor(post.author),
    text: cut(wellFormed(post.text), TEXT_UNITS_MAX, CUT_MARK),
    lang: post.lang,
    url: safeUrl(post.url),
    saidAt: safeDate(post.saidAt, heardAt),
    links: unique(post.links.map(safeUrl)).slice(0, LINKS_MAX),
    tags: unique(post.tags.map((tag) => (tag.length > TAG_UNITS_MAX ? null : wellFormed(tag)))).slice(0, TAGS_MAX),
    media: post.media.slice(0, MEDIA_MAX).map(safeMedia),
    origin: safeOrigin(post.origin),
    filedBy: post.filedBy ? cut(wellFormed(post.filedBy), FILER_UNITS_MAX) : null,
    replyTo: post.replyTo && { parent: safeId(post.replyTo.parent), root: safeId(post.replyTo.root) },
  }
}

/** An author as it can be stored. */
export function normaliseAuthor({ id, handle, name, followers }: Author): Author {
  return {
    id: safeId(id),
    handle: cut(wellFormed(handle), NAME_UNITS_MAX),
    name: name === null ? null : cut(wellFormed(name), NAME_UNITS_MAX),
    followers: followers === null ? null : safeCount(followers),
  }
}

/** Lone surrogates and NUL, neither of which PostgreSQL can store, become U+FFFD: as many units as before, so that places stay. */
function wellFormed(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** At most `unitsMax` units, never half a character, with a mark where something was cut off. */
function cut(text: string, unitsMax: number, mark = ''): string {
  if (text.length <= unitsMax) return text
  const kept = text.slice(0, unitsMax - mark.length)
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + mark
}

/** An id of a post or an author as it can be stored and found again. */
export function safeId(id: string): string {
  const clean = wellFormed(id)
  if (clean.length <= ID_UNITS_MAX) return clean
  return `${cut(clean, ID_UNITS_MAX - 65)}#${createHash('sha256').update(id).digest('hex')}`
}

/** One word or name, without commas: lists of places are written with them. */
function safeOrigin(origin: string | null | undefined): string | null {
  if (!origin) return null
  const name = cut(wellFormed(origin).replace(/[\p{Cc},]+/gu, ' ').trim(), ORIGIN_UNITS_MAX).trim()
  return name === '' ? null : name
}

/** Only http and https get past here, so that a link may be shown as one. */
function safeUrl(url: string | null): string | null {
  if (url === null || url.length > URL_UNITS_MAX) return null
  const clean = wellFormed(url).trim()
  return /^https?:/i.test(clean) && URL.canParse(clean) ? clean : null
}

function safeMedia({ kind, url, alt }: Media): Media {
  return { kind, url: safeUrl(url), alt: alt === null ? null : cut(wellFormed(alt), ALT_UNITS_MAX, CUT_MARK) }
}

function safeDate(claimed: Date | null, heardAt: Date): Date {
  const time = claimed?.getTime() ?? Number.NaN
  return time >= EARLIEST && time <= heardAt.getTime() ? new Date(time) : heardAt
}

function safeCount(count: number): number | null {
  return Number.isSafeInteger(count) && count >= 0 ? Math.min(count, FOLLOWERS_MAX) : null
}

function unique(values: readonly (string | null)[]): string[] {
  if (values.length === 0) return []
  return [...new Set(values.filter((value) => value !== null && value !== ''))] as string[]
}
