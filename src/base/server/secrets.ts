import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Keys for every purpose, all derived from the installation's one secret, which lives outside the database. */
export type Secrets = {
  /** A password or key of its own for this purpose, as text. The same purpose always gets the same one. */
  readonly derive: (purpose: string) => string
  /** Encrypts (AES-256-GCM) what must be read again: tokens and passwords of sources. */
  readonly seal: (text: string) => Buffer
  /** Reads what `seal` made. Throws when the key is another or a byte was changed. */
  readonly open: (sealed: Buffer) => string
  /** A keyed hash, for what must be recognised but never read again. */
  readonly hash: (text: string) => Buffer
}

/** `master` is the installation's secret: 32 random bytes. */
export function openSecrets(master: Uint8Array): Secrets {
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', `heed ${purpose}`, 32))
  const sealing = key('seal')
  const hashing = key('hash')
  return {
    derive: (purpose) => key(purpose).toString('base64url'),
    seal: (text) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, IV_BYTES))
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    hash: (text) => createHmac('sha256', hashing).update(text).digest(),
  }
}
