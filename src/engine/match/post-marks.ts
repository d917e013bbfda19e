import { addressOf, withoutTail } from '../query/address.ts'
import { fold, LETTER, roleAt, sizeAt, spellingAt } from '../text/fold.ts'
import { withoutFinals } from '../text/hebrew.ts'
import { beginsMark, handleEnd, handleKeys, hostOf, hostsIn, isWordRole, languageKey, siteKeys, tagEnd, tagKey } from '../text/marks.ts'
import { finished, hashAfter, hashAfterUnit } from '../text/hash.ts'
import { type Reading, SIGILS } from '../text/reading.ts'
import { unitAt } from '../text/units.ts'
import type { Post } from './post.ts'

/** What a post has beside its words, each with the sign that stands before it in the index. No word has such a sign in it. */
export const SIGNS = {
  tag: '#', handle: '@', author: 'author:', site: 'site:', url: 'url:', network: 'network:', lang: 'lang:', kind: 'kind:', has: 'has:',
} as const
type MarkKind = keyof typeof SIGNS
/** The kinds in a fixed order: inside, a kind is its place in it. */
export const MARK_KINDS = Object.keys(SIGNS) as MarkKind[]
const SIGN_TEXTS: readonly string[] = Object.values(SIGNS)
const TAG = MARK_KINDS.indexOf('tag')
const HANDLE = MARK_KINDS.indexOf('handle')
const AUTHOR = MARK_KINDS.indexOf('author')
const SITE = MARK_KINDS.indexOf('site')
const URL = MARK_KINDS.indexOf('url')
const NETWORK = MARK_KINDS.indexOf('network')
const LANG = MARK_KINDS.indexOf('lang')
const KIND = MARK_KINDS.indexOf('kind')
const HAS = MARK_KINDS.indexOf('has')
const has = (kinds: number, kind: number): boolean => (kinds & (1 << kind)) !== 0

/** Most addresses above one address, and most UTF-16 units of an address that is looked up. */
const SEGMENTS_MAX = 30
const ADDRESS_LENGTH_MAX = 1_000
/** A written address goes on from its host until white space, a quotation mark or a bracket. */
const PATH = /(?::\d{1,5})?(\/[^\s"<>«»“”״]*)?/y
const SIMPLE_LANGUAGE = /^(?!iw$|ji$|in$)[a-z]{2,3}$/
const DASH = 0x2d
const DOT = 0x2e
const SLASH = 0x2f
const AT = 0x40
const UNDERSCORE = 0x5f

/** Takes marks one by one. */
export interface MarkTaker {
  /** Which kinds of marks are of interest: a bit for the place of each in MARK_KINDS. */
  readonly wanted: number
  /** Whether a mark of this hash may be of interest: one that is not is never written out. */
  mayWant(hash: number): boolean
  /** The text of the mark lies in `reading.units`; it is written at `start` to `end` of the post's text, or nowhere if `end` is 0. */
  take(from: number, length: number, hash: number, start: number, end: number): void
}

/** Finds what the post that was read has beside its words, and hands it to a taker. Plain ASCII is hashed where it stands. */
export class Marks {
  readonly #reading: Reading
  readonly #taker: MarkTaker
  /** The hash of each sign, to go on from. */
  readonly #signs: Int32Array

  constructor(reading: Reading, taker: MarkTaker, seed: number) {
    this.#reading = reading
    this.#taker = taker
    this.#signs = Int32Array.from(SIGN_TEXTS, (sign) => hashAfter(seed, sign))
  }

  /** Hands over what is written in the text: tags, mentioned handles, sites and addresses. */
  written(): void {
    const { sigils, text } = this.#reading
    if (sigils === 0) return
    const { wanted } = this.#taker
    if ((sigils & SIGILS.tag) !== 0 && has(wanted, TAG)) this.#tags(text, '#')
    if ((sigils & SIGILS.handle) !== 0 && has(wanted, HANDLE)) this.#handles(text, '@')
    if ((sigils & SIGILS.wide) !== 0) {
      if (has(wanted, TAG)) this.#tags(text, '＃')
      if (has(wanted, HANDLE)) this.#handles(text, '＠')
    }
    if ((sigils & SIGILS.dot) !== 0 && (has(wanted, SITE) || has(wanted, URL))) this.#places(text, wanted)
  }

  /** Hands over what is attached to a post. */
  attached({ author, tags, links, url, network, lang, kind, has: attachments }: Post): void {
    const { wanted } = this.#taker
    if (author && has(wanted, AUTHOR)) this.#handle(AUTHOR, author, author.startsWith('@') ? 1 : 0, author.length, 0, 0)
    if (tags && tags.length > 0 && has(wanted, TAG)) {
      for (const tag of tags) {
        const key = tagKey(tag)
        if (key !== '') this.#one(TAG, key)
      }
    }
    if (has(wanted, SITE) || has(wanted, URL)) {
      if (links) for (const link of links) this.#address(link, wanted)
      if (url) this.#address(url, wanted)
    }
    if (network && has(wanted, NETWORK)) this.#one(NETWORK, network.toLowerCase())
    if (lang && has(wanted, LANG)) this.#one(LANG, SIMPLE_LANGUAGE.test(lang) ? lang : languageKey(lang))
    if (kind && has(wanted, KIND)) this.#one(KIND, kind)
    if (attachments && has(wanted, HAS)) for (const each of attachments) this.#one(HAS, each)
  }

  /** A mark whose key is known. */
  #one(kind: number, key: string, start = 0, end = 0): void {
    this.#hand(kind, key, 0, key.length, finished(hashAfter(this.#signs[kind] ?? 0, key)), start, end)
  }

  /** Writes a mark out, in lower case, if it may be wanted. */
  #hand(kind: number, text: string, from: number, to: number, hash: number, start: number, end: number): void {
    if (!this.#taker.mayWant(hash)) return
    const reading = this.#reading
    const at = reading.write(SIGN_TEXTS[kind] ?? '')
    for (let i = from; i < to; i++) reading.put(kind === URL ? unitAt(text, i) : lower(unitAt(text, i)))
    this.#taker.take(at, reading.filled - at, hash, start, end)
    reading.forget(at)
  }

  #tags(text: string, sigil: string): void {
    for (let at = text.indexOf(sigil); at >= 0; at = text.indexOf(sigil, at + 1)) {
      if (!beginsMark(text, at)) continue
      const end = tagEnd(text, at + 1)
      if (end > at + 1) this.#tag(text, at, end)
    }
  }

  #tag(text: string, start: number, end: number): void {
    const reading = this.#reading
    const from = reading.write('#')
    let hash = this.#signs[TAG] ?? 0
    for (let index = start + 1; index < end; index += sizeAt(text, index)) {
      const before = reading.filled
      putTagLetter(reading, text, index)
      for (let i = before; i < reading.filled; i++) hash = hashAfterUnit(hash, reading.units[i] ?? 0)
    }
    if (reading.filled > from + 1 && this.#taker.mayWant(finished(hash))) {
      this.#taker.take(from, reading.filled - from, finished(hash), start, end)
    }
    reading.forget(from)
  }

  #handles(text: string, sigil: string): void {
    for (let at = text.indexOf(sigil); at >= 0; at = text.indexOf(sigil, at + 1)) {
      if (!beginsMark(text, at)) continue
      const end = handleEnd(text, at + 1)
      if (end === at + 1) continue
      this.#handle(HANDLE, text, at + 1, end, at, end)
      at = end - 1
    }
  }

  /** A handle under each of its spellings (see `handleKeys`), in one pass when it is short and plain. */
  #handle(kind: number, text: string, from: number, to: number, start: number, end: number): void {
    if (to - from > HANDLE_PLAIN_MAX || !isAscii(text, from, to)) {
      for (const key of handleKeys(text.slice(from, to))) this.#one(kind, key, start, end)
      return
    }
    let hash = this.#signs[kind] ?? 0
    let [isLabel, isName] = [true, true]
    for (let i = from; i < to; i++) {
      const unit = unitAt(text, i)
      if ((unit === AT && isName) || (unit === DOT && isLabel)) {
        if (i > from) this.#hand(kind, text, from, i, finished(hash), start, end)
        isLabel = false
        if (unit === AT) isName = false
      }
      hash = hashAfterUnit(hash, lower(unit))
    }
    if (to > from) this.#hand(kind, text, from, to, finished(hash), start, end)
  }

  /** The sites and addresses written in a text. */
  #places(text: string, wanted: number): void {
    for (const [start, end] of hostsIn(text)) {
      if (has(wanted, SITE)) this.#sites(text, start, end, end)
      if (!has(wanted, URL)) continue
      const host = text.slice(start, end)
      if (siteKeys(host).length === 0) continue
      PATH.lastIndex = end
      const [whole = '', written = ''] = PATH.exec(text) ?? []
      const path = withoutTail(written.slice(0, ADDRESS_LENGTH_MAX))
      const until = path === '' ? end : end + whole.length - (written.length - path.length)
      for (const url of addressKeys(host + path)) this.#one(URL, url, start, until)
    }
  }

  /** An address that is attached: its sites, and the addresses it is at or below. */
  #address(address: string, wanted: number): void {
    if (has(wanted, SITE)) {
      const from = hostStart(address)
      const to = plainHostEnd(address, from)
      if (to < 0) for (const site of siteKeys(hostOf(address))) this.#one(SITE, site)
      else this.#sites(address, from, to, 0)
    }
    if (has(wanted, URL)) for (const url of addressKeys(address)) this.#one(URL, url)
  }

  /** The sites that a host name is on or below; `writtenUntil` is 0 for one that is only attached. */
  #sites(text: string, from: number, to: number, writtenUntil: number): void {
    const plain = isPlainHost(text, from, to)
    if (plain === false) return
    if (plain === null) {
      for (const site of siteKeys(text.slice(from, to))) this.#one(SITE, site, writtenUntil === 0 ? 0 : writtenUntil - site.length, writtenUntil)
      return
    }
    const last = text.lastIndexOf('.', to - 1)
    for (let begin = from; begin <= last; begin = text.indexOf('.', begin) + 1) {
      let hash = this.#signs[SITE] ?? 0
      for (let i = begin; i < to; i++) hash = hashAfterUnit(hash, lower(unitAt(text, i)))
      this.#hand(SITE, text, begin, to, finished(hash), writtenUntil === 0 ? 0 : begin, writtenUntil)
    }
  }
}
const HANDLE_PLAIN_MAX = 200

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

function putTagLetter(reading: Reading, text: string, index: number): void {
  const letter = fold(unitAt(text, index))
  if (letter >= LETTER) reading.put(letter)
  else if (unitAt(text, index) === UNDERSCORE) reading.put(UNDERSCORE)
  else if (isWordRole(roleAt(text, index))) {
    const spelling = spellingAt(text, index)
    for (let i = 0; i < spelling.length; i++) reading.put(withoutFinals(spelling.charAt(i)).charCodeAt(0))
  }
}

const lower = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit)

function isAscii(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (unitAt(text, i) > 0x7f) return false
  return true
}

const isLetterOrDigit = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a)

/** Where the host begins in an address, without its www. */
function hostStart(address: string): number {
  const from = address.startsWith('https://') ? 8 : address.startsWith('http://') ? 7 : 0
  return address.startsWith('www.', from) ? from + 4 : from
}

/** Where a host of plain letters ends in an address; -1 when there is anything in it that must be looked at more closely. */
function plainHostEnd(address: string, from: number): number {
  for (let i = from; i < address.length; i++) {
    const unit = unitAt(address, i)
    if (unit === SLASH) return i
    if (!isLetterOrDigit(unit) && unit !== DOT && unit !== DASH) return -1
  }
  return address.endsWith('.') ? -1 : address.length
}

/** Whether a host is one that `siteKeys` would take as it is; null when there is more in it than plain letters, so that it must say. */
function isPlainHost(text: string, from: number, to: number): boolean | null {
  let [labels, begin, isWord] = [0, from, true]
  for (let i = from; i < to; i++) {
    const unit = unitAt(text, i)
    if (unit === DOT) {
      if (i === begin) return null
      labels++
      begin = i + 1
      isWord = true
    } else if (!isLetterOrDigit(unit) && unit !== DASH) return null
    else if (unit < 0x41) isWord = false
  }
  if (!isWord && text.startsWith('xn--', begin)) return null
  return labels >= 1 && isWord && to - begin >= 2 && to - from <= 253
}
