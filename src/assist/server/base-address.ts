import { Refusal } from '../../base/error.ts'

/**
 * Where an API begins, as it was typed: without a slash at its end, and with the `/v1` that everybody leaves out. Refuses what is no address
 * of http or https, or holds a password.
 */
export function baseAddress(typed: string): string {
  const url = URL.parse(typed)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) throw new Refusal('assist.bad_address')
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
  return `${url.origin}${path || '/v1'}`
}
