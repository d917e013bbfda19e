import { addressOf } from '../query/address.ts'
import { fold, LETTER, roleAt, sizeAt, spellingAt } from '../text/fold.ts'
import { withoutFinals } from '../text/hebrew.ts'
import { beginsMark, handleEnd, handleKeys, hostOf, hostsIn, isWordRole, languageKey, siteKeys, tagEnd, tagKey } from '../text/marks.ts'
import { SIGILS, type Reading } from '../text/reading.ts'
import type { Post } from './post.ts'

/** What a post has beside its words, each with the sign that stands before it in the index. No word has such a sign in it. */
export const SIGNS = {
  tag: '#', handle: '@', author: 'author:', site: 'site:', url: 'url:', network: 'network:', lang: 'lang:', kind: 'kind:', has: 'has:',
} as const
export type MarkKind = keyof typeof SIGNS

/** Most addresses above one address, and most UTF-16 units of an address that is looked up. */
const SEGMENTS_MAX = 30
const ADDRESS_LENGTH_MAX = 1_000
/** A written address goes on from its host until white space, a quotation mark or a bracket. */
const PATH = /(?::\d{1,5})?(\/[^\s"<>«»“”״]*)?/y
const PATH_END = /[.,;:!?'’)\]}*/]+$/

/** Takes marks one by one: the text of each lies at the end of `reading.units`; `end` is 0 for what is attached and not written. */
export interface MarkTaker {
  /** Whether marks of this kind are of interest. */
  wants(kind: MarkKind): boolean
  take(from: number, length: number, start: number, end: number): void
}

/** Hands over what is written in the text that was just read: tags, mentioned handles, sites and addresses. */
export function writtenMarks(reading: Reading, taker: MarkTaker): void {
  const { sigils } = reading
  if (sigils === 0) return
  if ((sigils & SIGILS.tag) !== 0 && taker.wants('tag')) for (const sigil of '#＃') tagsAfter(reading, sigil, taker)
  if ((sigils & SIGILS.handle) !== 0 && taker.wants('handle')) for (const sigil of '@＠') handlesAfter(reading, sigil, taker)
  if ((sigils & SIGILS.dot) === 0) return
  const [sites, urls] = [taker.wants('site'), taker.wants('url')]
  if (sites || urls) placesIn(reading, taker, sites, urls)
}

/** Hands over what is attached to a post. */
export function attachedMarks(reading: Reading, post: Post, taker: MarkTaker): void {
  const one = (kind: MarkKind, value: string) => hand(reading, taker, SIGNS[kind] + value)
  if (post.author && taker.wants('author')) for (const key of handleKeys(post.author)) one('author', key)
  if (post.tags && taker.wants('tag')) {
    for (const tag of post.tags) {
      const key = tagKey(tag)
      if (key !== '') one('tag', key)
    }
  }
  if (post.links !== undefined || post.url) {
    const [sites, urls] = [taker.wants('site'), taker.wants('url')]
    if (sites || urls) {
      for (const link of post.links ?? []) addressMarks(link, sites, urls, one)
      if (post.url) addressMarks(post.url, sites, urls, one)
    }
  }
  if (post.network && taker.wants('network')) one('network', post.network.toLowerCase())
  if (post.lang && taker.wants('lang')) one('lang', languageKey(post.lang))
  if (post.kind && taker.wants('kind')) one('kind', post.kind)
  if (post.has && taker.wants('has')) for (const has of post.has) one('has', has)
}

function addressMarks(address: string, sites: boolean, urls: boolean, one: (kind: MarkKind, value: string) => void): void {
  if (sites) for (const site of siteKeys(hostOf(address))) one('site', site)
  if (urls) for (const url of addressKeys(address)) one('url', url)
}

/** The addresses that an address is at or below: its host, and one more for each segment of its path. */
export function addressKeys(address: string): string[] {
  if (address.length > ADDRESS_LENGTH_MAX) return []
  const whole = addressOf(address)
  if (whole === '') return []
  const keys: string[] = []
  for (let at = whole.indexOf('/'); at > 0 && keys.length < SEGMENTS_MAX; at = whole.indexOf('/', at + 1)) keys.push(whole.slice(0, at))
  keys.push(whole)
  return keys
}

function hand(reading: Reading, taker: MarkTaker, text: string, start = 0, end = 0): void {
  const from = reading.write(text)
  taker.take(from, reading.filled - from, start, end)
  reading.forget(from)
}

function tagsAfter(reading: Reading, sigil: string, taker: MarkTaker): void {
  const { text } = reading
  for (let at = text.indexOf(sigil); at >= 0; at = text.indexOf(sigil, at + 1)) {
    if (!beginsMark(text, at)) continue
    const end = tagEnd(text, at + 1)
    if (end === at + 1) continue
    const from = reading.write('#')
    for (let index = at + 1; index < end; index += sizeAt(text, index)) putTagLetter(reading, index)
    if (reading.filled > from + 1) taker.take(from, reading.filled - from, at, end)
    reading.forget(from)
  }
}

function putTagLetter(reading: Reading, index: number): void {
  const { text } = reading
  const letter = fold(text.charCodeAt(index))
  if (letter >= LETTER) reading.put(letter)
  else if (text.charAt(index) === '_') reading.put(0x5f)
  else if (isWordRole(roleAt(text, index))) {
    const spelling = spellingAt(text, index)
    for (let i = 0; i < spelling.length; i++) reading.put(withoutFinals(spelling.charAt(i)).charCodeAt(0))
  }
}

function handlesAfter(reading: Reading, sigil: string, taker: MarkTaker): void {
  const { text } = reading
  for (let at = text.indexOf(sigil); at >= 0; at = text.indexOf(sigil, at + 1)) {
    if (!beginsMark(text, at)) continue
    const end = handleEnd(text, at + 1)
    if (end === at + 1) continue
    for (const key of handleKeys(text.slice(at + 1, end))) hand(reading, taker, `@${key}`, at, end)
    at = end - 1
  }
}

function placesIn(reading: Reading, taker: MarkTaker, sites: boolean, urls: boolean): void {
  const { text } = reading
  for (const [start, end] of hostsIn(text)) {
    const host = text.slice(start, end)
    if (sites) for (const site of siteKeys(host)) hand(reading, taker, `site:${site}`, end - site.length, end)
    if (!urls || siteKeys(host).length === 0) continue
    PATH.lastIndex = end
    const [whole = '', written = ''] = PATH.exec(text) ?? []
    const path = written.slice(0, ADDRESS_LENGTH_MAX).replace(PATH_END, '')
    const until = path === '' ? end : end + whole.length - (written.length - path.length)
    for (const url of addressKeys(host + path)) hand(reading, taker, `url:${url}`, start, until)
  }
}
