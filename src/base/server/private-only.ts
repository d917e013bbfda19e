import { SourceError } from '../error.ts'
import { isPublicAddress } from './public-address.ts'

/** Throws SourceError where a host's address is out in the internet: nothing that must stay secret goes there without encryption. */
export function refusePublic(host: string, address: string): void {
  if (!isPublicAddress(address)) return
  throw new SourceError('stop', `${host} is on the open internet, where passwords are never sent unencrypted.`)
}
