/** Signed calls between programs: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac } from 'node:crypto'
import type { TokenOf } from './derived-token.ts'

/** A secret that can be made anew at any time and is stored nowhere (`whsec_…`); with another `generation` it is another. */
export function secretOf(key: string, { workspaceId, id }: TokenOf, generation: number): string {
  return `whsec_${createHmac('sha256', key).update(`${workspaceId} ${id} ${generation}`).digest('base64')}`
}

/** HMAC-SHA256 over `id.timestamp.body`, as base64. */
export function signatureOf(secret: string, id: string, timestamp: string, bytes: Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(bytes).digest('base64')
}
