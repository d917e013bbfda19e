import { createHmac } from 'node:crypto'

/** What remains of a post that was forgotten: enough to know it again, nothing of what it was. */
export type HashPost = (network: string, externalId: string) => Buffer

/** Hashes posts with the installation's key (HMAC-SHA-256): without it nobody can try out which posts are meant. */
export function hashPostWith(key: Buffer): HashPost {
  return (network, externalId) => createHmac('sha256', key).update(network).update('\n').update(externalId).digest()
}
