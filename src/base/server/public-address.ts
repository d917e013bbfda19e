/** Which addresses an installation may be made to dial by somebody else's words: what they typed, a redirect, a name's records. */
import { lookup, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { SourceError } from '../error.ts'

/** Every address a name has. Rejects with the resolver's own error (`code` ENOTFOUND, EAI_AGAIN …). */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

/** The system's resolver: DNS and the hosts file. An address resolves to itself. */
export const resolveName: Resolve = (host) => new Promise((resolve, reject) => {
  lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
})

/**
 * Whether an address belongs to the public internet. False for everything IANA keeps for special use (RFC 6890): private,
 * loopback, link-local (where clouds serve their metadata), shared, multicast, documentation, NAT64 and other
 * translations of IPv4; an IPv4 address written as IPv6 is judged as what it is.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6)
}

/** All of IPv6 that has been given out (RFC 4291 section 2.4); the rest is nobody's, or IPv4 in an old disguise. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

/**
 * The addresses of a host that may be dialled, in the resolver's order; never empty. Throws SourceError `stop` when it has
 * only others: names of this machine are not even looked up.
 */
export async function addressesToDial(host: string, mayDial: (address: string) => boolean, resolve: Resolve): Promise<LookupAddress[]> {
  const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()
  if (/(^|\.)localhost$/.test(name) && !mayDial('127.0.0.1')) throw privateAddress(host)
  const family = isIP(name)
  const all = family === 0 ? await resolve(name) : [{ address: name, family }]
  if (all.length === 0) throw new SourceError('retry', `${host} cannot be reached: the name has no address.`)
  const open = all.filter(({ address }) => mayDial(address))
  if (open.length === 0) throw privateAddress(host)
  return open
}

function privateAddress(host: string): SourceError {
  return new SourceError('stop', `${host} is a private address. This installation is set to reach public addresses only.`)
}
