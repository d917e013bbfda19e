import { createHmac, createSecretKey } from 'node:crypto'
import type { Secrets } from '../../base/server/secrets.ts'

/** The installation's key for hashes of what was forgotten. */
export const forgottenKey = (secrets: Secrets): Buffer => Buffer.from(secrets.derive('forgotten posts'), 'base64url')

/** What remains of a post that was forgotten: enough to know it again, nothing of what it was. */
export type HashPost = (network: string, externalId: string) => Buffer

/** The same for authors: a hash that no post has. */
export const hashAuthorWith = (hash: HashPost): HashPost => (network, authorId) => hash(`authors of ${network}`, authorId)

/** Hashes posts with the installation's key (HMAC-SHA-256): without it nobody can try out which posts are meant. */
export function hashPostWith(key: Buffer): HashPost {
  const secret = createSecretKey(key)
  return (network, externalId) => createHmac('sha256', secret).update(network).update('\n').update(externalId).digest()
}
