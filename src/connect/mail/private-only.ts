import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { isPublicAddress } from '../../base/server/public-address.ts'

/** Throws SourceError where `url` leads out into the internet: nothing that must stay secret goes there without encryption. */
export async function refusePublic(io: Io, url: string): Promise<void> {
  const { address } = await io.mayReach(url)
  if (isPublicAddress(address)) {
    throw new SourceError('stop', `${new URL(url).host} is on the open internet, where passwords are never sent unencrypted.`)
  }
}
