import { Refusal } from '../../../base/error.ts'
import type { Letter } from '../../../ctx.ts'
import { isSame } from '../../../base/server/derived-token.ts'
import { signatureOf } from '../../../base/server/standard-webhook.ts'

/** A letter is signed with the moment it was sent; one that is older, or from the future, may be somebody else’s, sent once more. */
export const TOLERANCE_MS = 5 * 60_000
const SIGNATURES_MAX = 10
const ID_UNITS_MAX = 500

/**
 * The sender’s number of a letter, if it was signed with this secret (`whsec_…`) and sent just now. Refuses all others, and says why.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedId({ headers, bytes }: Letter, secret: string, now: Date): string {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name])
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string' || id === '' || id.length > ID_UNITS_MAX) {
    throw new Refusal('connect.webhook_unsigned')
  }
  const sentAt = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN
  if (!(Math.abs(now.getTime() - sentAt) <= TOLERANCE_MS)) throw new Refusal('connect.webhook_late', { minutes: TOLERANCE_MS / 60_000, now: now.toISOString() })
  const expected = `v1,${signatureOf(secret, id, timestamp, bytes)}`
  const isSigned = signatures.split(' ').slice(0, SIGNATURES_MAX).some((signature) => isSame(signature, expected))
  if (!isSigned) throw new Refusal('connect.webhook_wrong')
  return id
}
