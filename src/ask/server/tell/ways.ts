import { isPublicAddress } from '../../../base/server/public-address.ts'
import type { OutputOf } from '../../../base/endpoint.ts'
import type * as contract from '../../contract.ts'
import type { TellHouse } from './house.ts'

/** By which ways asks can travel. `isDemo`: nothing leaves. */
export function waysOf({ mail, inbox, url }: TellHouse, isDemo: boolean): OutputOf<typeof contract.ways> {
  const replies = mail.configured && inbox.isRead && !isDemo
  return {
    mail: mail.configured && !isDemo, replies, repliesStoppedAt: (replies && inbox.trouble()?.since.toISOString()) || null,
    linksStayHere: staysHere(url), url,
  }
}

/** Whether an address can be opened only on this machine or in this network: a private address, a name without a dot, or one kept for that (RFC 6761, RFC 6762, RFC 8375). */
export function staysHere(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (/^[\d.]+$/.test(host) || host.includes(':')) return !isPublicAddress(host)
  return !host.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa|test)$/.test(host)
}
