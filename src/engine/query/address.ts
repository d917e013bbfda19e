import { hostOf } from '../text/marks.ts'

/** Longest host that is looked at: more than any host name has, with its port and the name of a user before it. */
const HOST_LENGTH_MAX = 512
const HOST = /^[\p{L}\p{N}\p{M}.\-_]+$/u
const PATH_TAIL = `.,;:!?'’]}*/`
const PARTS = /^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/)?([^/?#]*)([^?#]*)/is

/**
 * A web address as `url:` compares it: the host in lower case without www. and port, then the path as it was written. Scheme, query,
 * fragment, and the slash or the sentence's punctuation at the end of the path do not count. '' when there is no host of two labels.
 */
export function addressOf(address: string): string {
  const [, authority = '', path = ''] = PARTS.exec(address.trim()) ?? []
  const host = hostIn(authority)
  if (host === '') return ''
  return host + withoutTail(path)
}

/** A path without what stands at its end and is rather the sentence's than the address's: also a bracket that it did not open itself. */
export function withoutTail(path: string): string {
  let end = path.length
  let unopened = 0
  for (const char of path) unopened += char === ')' ? 1 : char === '(' ? -1 : 0
  for (; end > 0; end--) {
    const last = path.charAt(end - 1)
    if (last === ')' && unopened-- <= 0) break
    if (last !== ')' && !PATH_TAIL.includes(last)) break
  }
  return path.slice(0, end)
}

/** The site an address or a bare host is on, as `site:` compares it; '' when there is none. `*.` before it says what is meant anyway. */
export function siteOf(address: string): string {
  const [, authority = ''] = PARTS.exec(address.trim()) ?? []
  return hostIn(authority)
}

function hostIn(authority: string): string {
  if (authority.length > HOST_LENGTH_MAX) return ''
  const host = hostOf(authority.replace(/^(?:\*?\.|www\.)+/i, '')).replace(/^(?:www\.)+/, '')
  return HOST.test(host) ? hostOf(host) : ''
}
