import { createHmac, timingSafeEqual } from 'node:crypto'

const UUID_BYTES = 16
const MARK_BYTES = 16

/** What a token stands for: where to look, and for what. */
export type TokenOf = { readonly workspaceId: string; readonly id: string }

/**
 * A token that names something of a workspace and cannot be made without the key: HMAC-SHA256 (RFC 2104), cut to 128 bits. It can be
 * shown again at any time and is stored nowhere; with another `generation` it is another.
 */
export function deriveToken(key: string, of: TokenOf, generation = 1): string {
  const mark = createHmac('sha256', key).update(`${of.workspaceId} ${of.id} ${generation}`).digest().subarray(0, MARK_BYTES)
  return Buffer.concat([bytesOf(of.workspaceId), bytesOf(of.id), mark]).toString('base64url')
}

/** What a token claims to stand for; null when it cannot be one. Whether it is true, `isDerived` says. */
export function readToken(token: string): TokenOf | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 2 * UUID_BYTES + MARK_BYTES) return null
  return { workspaceId: uuidOf(bytes.subarray(0, UUID_BYTES)), id: uuidOf(bytes.subarray(UUID_BYTES, 2 * UUID_BYTES)) }
}

/** Whether a token was derived with this key and generation. */
export function isDerived(key: string, token: string, generation = 1): boolean {
  const of = readToken(token)
  return of !== null && isSame(token, deriveToken(key, of, generation))
}

/** Compares in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

/** Sixteen bytes as a UUID is written. */
export const uuidOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')
