import { GERESH, GERSHAYIM, HEBREW, IGNORED, isMark, PLAIN, roleAt, SINGLE, sizeAt, spellingAt } from './fold.ts'
import { withoutFinals } from './hebrew.ts'
import { unitAt } from './units.ts'

/** A stretch of the original text: UTF-16 offsets, the end not included. */
export type Span = readonly [start: number, end: number]

/** Longest host name there is (RFC 1035); longer chains of dots are not addresses. A handle is kept to the same length. */
const HOST_LENGTH_MAX = 253

/** A tag as it is compared, without its #; '' when nothing is left. */
export function tagKey(tag: string): string {
  let key = ''
  for (let index = 0; index < tag.length; index += sizeAt(tag, index)) {
    if (tag.charAt(index) === '_') key += '_'
    else for (const letter of isWordRole(roleAt(tag, index)) ? spellingAt(tag, index) : '') key += withoutFinals(letter)
  }
  return key
}

/** Where the tag that begins at `start` (after its #) ends. Gershayim between two Hebrew letters are inside (#צה"ל). */
export function tagEnd(text: string, start: number): number {
  let end = start
  for (let index = start; index < text.length; index += sizeAt(text, index)) {
    const role = roleAt(text, index)
    if (isWordRole(role) || text.charAt(index) === '_') end = index + sizeAt(text, index)
    else if (role === GERESH || role === GERSHAYIM) {
      if (end !== index || !between(text, index)) break
    } else if (role !== IGNORED) break
  }
  return end
}

/** Whether the character at `index` stands between two Hebrew letters (points on the first are passed over). */
export function between(text: string, index: number): boolean {
  let before = index - 1
  while (before >= 0 && roleAt(text, before) === IGNORED) before--
  return before >= 0 && roleAt(text, before) === HEBREW && index + 1 < text.length && roleAt(text, index + 1) === HEBREW
}

const HANDLE_CHARACTER = /^[\p{L}\p{N}\p{M}_.\-@]$/u

/** The spellings under which a handle is found: whole (joe.b@example.social), before its @ (joe.b), and its first label (joe). */
export function handleKeys(handle: string): readonly string[] {
  const whole = handle.normalize('NFKC').toLowerCase().replace(/^@/, '').slice(0, HOST_LENGTH_MAX)
  const [name = ''] = whole.split('@')
  const [label = ''] = name.split('.')
  return [...new Set([whole, name, label])].filter((key) => key !== '')
}

/** Where the handle that begins at `start` (after its @) ends; `start` itself when there is none. At most one @ is inside. */
export function handleEnd(text: string, start: number): number {
  let end = start
  let hosts = 0
  for (let index = start; index < text.length && index - start < HOST_LENGTH_MAX; index += sizeAt(text, index)) {
    const unit = unitAt(text, index)
    const size = sizeAt(text, index)
    if (unit < 0x80 ? !isAsciiOfHandle(unit) : !HANDLE_CHARACTER.test(text.slice(index, index + size))) break
    if (unit === 0x40 && (index === start || end !== index || ++hosts > 1)) break
    if (unit !== 0x2e && unit !== 0x2d && unit !== 0x40) end = index + size
  }
  return end
}

function isAsciiOfHandle(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x2d && unit <= 0x39 && unit !== 0x2f) || (unit >= 0x40 && unit <= 0x5a) || unit === 0x5f
}

/** Whether a # or @ at `index` is not glued to a word or a dot before it. */
export function beginsMark(text: string, index: number): boolean {
  let before = index - 1
  while (before >= 0 && isMark(text, before)) before--
  if (before > 0 && sizeAt(text, before - 1) === 2) before--
  return before < 0 || (!isWordRole(roleAt(text, before)) && !'._/'.includes(text.charAt(before)))
}

export function isWordRole(role: number): boolean {
  return role === PLAIN || role === HEBREW || role === SINGLE
}

/** Where a text has what may be a host name. The host of a mail address is none. */
export function hostsIn(text: string): Span[] {
  const hosts: Span[] = []
  let consumed = 0
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', consumed)) {
    let start = dot
    while (start > consumed && isHostCharacter(text, start - 1)) start--
    let end = dot + 1
    while (end < text.length && isHostCharacter(text, end)) end++
    consumed = end
    while (end > start && '.-'.includes(text.charAt(end - 1))) end--
    if (text.charAt(start - 1) === '@') continue
    if (end > start) hosts.push([start, end])
  }
  return hosts
}

function isHostCharacter(text: string, index: number): boolean {
  const unit = unitAt(text, index)
  return unit < 0x80 ? unit !== 0x40 && unit !== 0x5f && isAsciiOfHandle(unit) : isWordRole(roleAt(text, index))
}

/** The endings of a host name that `site:` may name, longest first; none when it is not a host name with at least two labels. */
export function siteKeys(host: string): readonly string[] {
  const whole = host.toLowerCase().replace(/^\.+/, '')
  if (whole.length > HOST_LENGTH_MAX || whole.length !== host.replace(/^\.+/, '').length) return []
  const labels = whole.split('.')
  if (labels.length < 2 || labels.includes('') || !/^(?:\p{L}{2,}|xn--[a-z0-9-]+)$/u.test(labels.at(-1) ?? '')) return []
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'))
}

/** The host of a web address or a bare host, without www.; '' when it has none. */
export function hostOf(address: string): string {
  const bare = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '').replace(/^.*@/s, '').replace(/:\d*$/, '')
  const host = bare.toLowerCase().replace(/\.+$/, '').replace(/^www\./, '')
  return siteKeys(host).length > 0 ? host : ''
}

const OLD_CODES = new Map([['iw', 'he'], ['ji', 'yi'], ['in', 'id']])

/** The language of a tag such as he-IL or en_US, in lower case, without its region. */
export function languageKey(tag: string): string {
  const code = tag.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  return OLD_CODES.get(code) ?? code
}
