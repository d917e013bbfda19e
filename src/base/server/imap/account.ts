import type { Grant } from '../access-token.ts'

/** How to sign in to one mailbox by IMAP. */
export type Account = {
  readonly host: string
  readonly port: number
  /** TLS from the beginning; after asking for it (STARTTLS); plain, inside one's own network only. */
  readonly security: 'tls' | 'starttls' | 'plain'
  readonly user: string
  /** Where there is no `grant`. */
  readonly password?: string | undefined
  readonly grant?: Grant | undefined
}
