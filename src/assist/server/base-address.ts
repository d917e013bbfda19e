import { Refusal } from '../../base/error.ts'

/** Of an address as it is kept, where letters of other scripts take more room than typed. */
const ADDRESS_UNITS_MAX = 500

/**
 * Where an API begins, as it was typed: without a slash at its end, and with the `/v1` that everybody leaves out. Refuses what is no address
 * of http or https, is too long, or holds a password.
 */
export function baseAddress(typed: string): string {
  const url = URL.parse(typed)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) throw new Refusal('assist.bad_address')
  const path = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/(?:\/chat\/completions)?\/?$/, '')
  const address = `${url.origin}${path || '/v1'}`
  if (address.length > ADDRESS_UNITS_MAX) throw new Refusal('assist.bad_address')
  return address
}
