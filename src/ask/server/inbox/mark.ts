import { createHmac } from 'node:crypto'
import { isSame, uuidOf } from '../../../base/server/derived-token.ts'
import type { Secrets } from '../../../base/server/secrets.ts'

const UUID_BYTES = 16
const SEAL_BYTES = 10
const BASE = 36
/** Of 26 bytes in base 36. With the name of a mailbox and a plus it must fit into 64 (RFC 5321, section 4.5.3.1.1). */
export const MARK_LENGTH = 41
const MARK = new RegExp(`(?<![0-9a-z])[0-9a-z]{${MARK_LENGTH}}(?![0-9a-z])`, 'gi')
/** Of one text: what looks like a mark and is none costs a little work each. */
const MARKS_MAX = 50

export const markKey = (secrets: Pick<Secrets, 'derive'>): string => secrets.derive('answers by mail')

/**
 * An answer link as it travels in addresses and Message-IDs: its id and HMAC-SHA256 (RFC 2104) of it, cut to 80 bits, in small letters
 * and digits, since servers may change the case of addresses. It leads to no page: only letters that carry it are taken for that link.
 */
export function markOf(key: string, linkId: string): string {
  const id = Buffer.from(linkId.replaceAll('-', ''), 'hex')
  const number = BigInt(`0x${Buffer.concat([id, sealOf(key, linkId)]).toString('hex')}`)
  return number.toString(BASE).padStart(MARK_LENGTH, '0')
}

/** The links whose marks stand in a text, each once, in its order. Nobody can make one up. */
export function linksIn(key: string, text: string): string[] {
  const found = (text.match(MARK) ?? []).slice(0, MARKS_MAX).flatMap((mark) => linkOf(key, mark) ?? [])
  return [...new Set(found)]
}

function linkOf(key: string, mark: string): string | null {
  const number = [...mark].reduce((sum, digit) => sum * BigInt(BASE) + BigInt(Number.parseInt(digit, BASE)), 0n)
  const hex = number.toString(16).padStart(2 * (UUID_BYTES + SEAL_BYTES), '0')
  const linkId = uuidOf(Buffer.from(hex.slice(0, 2 * UUID_BYTES), 'hex'))
  return isSame(mark.toLowerCase(), markOf(key, linkId)) ? linkId : null
}

const sealOf = (key: string, linkId: string): Buffer => createHmac('sha256', key).update(linkId).digest().subarray(0, SEAL_BYTES)
