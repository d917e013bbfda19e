import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keys for every purpose, all derived from the installation's one secret, which lives outside the database. */
export type Secrets = {
  /** A password or key of its own for this purpose: 32 bytes as base64url. The same purpose always gets the same one. */
  readonly derive: (purpose: string) => string
  /**
   * Encrypts and signs what only this installation may read (AES-256-GCM, NIST SP 800-38D). `about` names what it belongs to: it is
   * not kept, and the same is needed to open it, so that nobody can put it in another's place.
   */
  readonly seal: (text: string, about: string) => Buffer
  /** What was sealed for `about`. Throws `SealError` when it was changed, is another's, or was sealed with another secret. */
  readonly open: (sealed: Uint8Array, about: string) => string
}

/** What is sealed cannot be opened. `message` is one sentence. */
export class SealError extends Error {
  override name = 'SealError'
}

/** The first byte of all that is sealed; then the nonce, what was encrypted, and the tag. */
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/** `master` is the installation's secret. */
export function openSecrets(master: Uint8Array): Secrets {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `heed ${purpose}`, 32))
  const key = keyFor('sealing')
  return {
    derive: (purpose) => keyFor(purpose).toString('base64url'),
    seal: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about))
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open: (sealed, about) => unseal(key, Buffer.from(sealed), about),
  }
}

function unseal(key: Buffer, sealed: Buffer, about: string): string {
  const isKnown = sealed[0] === VERSION && sealed.length >= 1 + NONCE_BYTES + TAG_BYTES
  if (!isKnown) throw new SealError('What is sealed here has a form that this version does not know.')
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new SealError('What is sealed here was changed, or was sealed with another secret than this installation’s.', { cause: error })
  }
}
