import { createHmac, hkdfSync } from 'node:crypto'

/** Keys for every purpose, all derived from the installation's one secret, which lives outside the database. */
export type Secrets = {
  /** A password or key of its own for this purpose, as text. The same purpose always gets the same one. */
  readonly derive: (purpose: string) => string
  /** A keyed hash, for what must be recognised but never read again. */
  readonly hash: (text: string) => Buffer
}

/** `master` is the installation's secret: 32 random bytes. */
export function openSecrets(master: Uint8Array): Secrets {
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `heed ${purpose}`, 32))
  const hashing = key('hash')
  return {
    derive: (purpose) => key(purpose).toString('base64url'),
    hash: (text) => createHmac('sha256', hashing).update(text).digest(),
  }
}
