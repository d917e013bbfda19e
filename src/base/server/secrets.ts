import { hkdfSync } from 'node:crypto'

/** Keys for every purpose, all derived from the installation's one secret, which lives outside the database. */
export type Secrets = {
  /** A password or key of its own for this purpose: 32 bytes as base64url. The same purpose always gets the same one. */
  readonly derive: (purpose: string) => string
}

/** `master` is the installation's secret. */
export function openSecrets(master: Uint8Array): Secrets {
  return { derive: (purpose) => Buffer.from(hkdfSync('sha256', master, '', `heed ${purpose}`, 32)).toString('base64url') }
}
