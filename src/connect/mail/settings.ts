import { z } from 'zod'
import type { Account } from '../../base/server/imap/account.ts'

/** Each is asked at every round. */
const FOLDERS_MAX = 20
const LENGTH_MAX = 1_000
const DAYS_BACK_MAX = 3_650
const PORTS = { tls: 993, starttls: 143, plain: 143 } as const

const HOST = /^[^\s/@:?#[\]]+$|^\[[0-9a-f:.]+\]$/i

const Text = z.string().trim().min(1).max(LENGTH_MAX)
const Folder = Text.refine((name) => !/\p{Cc}/u.test(name), { error: 'A folder’s name is one line.' })

/** How to read one mailbox. A password, or all that OAuth needs. */
export const Settings = z.object({
  address: z.email().max(254).describe('The mailbox’s own address, such as service@example.com'),
  host: Text.regex(HOST, { error: 'A name such as imap.example.com, without a port.' })
    .describe('The IMAP server, such as imap.example.com').meta({ trusted: true }),
  port: z.coerce.number().int().min(1).max(65_535).optional()
    .describe('Empty: 993 with TLS, otherwise 143').meta({ trusted: true }),
  security: z.enum(['tls', 'starttls', 'plain']).default('tls')
    .describe('TLS from the beginning; after asking for it (STARTTLS); plain, inside your own network only').meta({ trusted: true }),
  user: Text.optional().describe('The name to sign in with. Empty: the address'),
  password: z.string().min(1).max(LENGTH_MAX).optional().describe('Its password, or an app password where the provider gives such').meta({ secret: true }),
  tokenUrl: z.url({ protocol: /^https?$/ }).max(LENGTH_MAX).optional()
    .describe('Instead of a password, with OAuth: where access tokens are fetched, such as https://oauth2.googleapis.com/token').meta({ trusted: true }),
  clientId: Text.optional().describe('With OAuth: the id of your application'),
  clientSecret: Text.optional().describe('With OAuth: its secret, if it has one').meta({ secret: true }),
  refreshToken: z.string().trim().min(1).max(8 * LENGTH_MAX).optional()
    .describe('With OAuth: the refresh token that the mailbox’s owner granted').meta({ secret: true }),
  folders: z.union([Folder, z.array(Folder).min(1).max(FOLDERS_MAX)]).default('INBOX')
    .describe('One or more folders. The first is heard at once, the others within a minute'),
  daysBack: z.coerce.number().int().min(0).max(DAYS_BACK_MAX).default(0)
    .describe('How many days of older mail are read at first; 0: only what arrives from now on'),
}).refine(
  ({ password, refreshToken, tokenUrl, clientId }) => (refreshToken ? tokenUrl && clientId : password),
  { error: 'A password is needed; or, with OAuth, a token address, a client id and a refresh token.', path: ['password'] },
)
export type Settings = z.infer<typeof Settings>

/** How to sign in. */
export function accountOf({ address, host, port, security, user, password, tokenUrl, clientId, clientSecret, refreshToken }: Settings): Account {
  const grant = refreshToken && tokenUrl && clientId ? { tokenUrl, clientId, clientSecret, refreshToken } : undefined
  return { host, port: port ?? PORTS[security], security, user: user ?? address, password, grant }
}

/** The folders, each once. */
export const foldersOf = ({ folders }: Settings): string[] => [...new Set([folders].flat())]

const Place = z.object({
  uidValidity: z.string().describe('While it stays, numbers mean the same messages (RFC 9051 section 2.3.1.1)'),
  lastUid: z.int().nonnegative().describe('All up to this one have been read'),
  since: z.iso.date().nullable().describe('While catching up, only what arrived on this day or later is read'),
})
export type Place = z.infer<typeof Place>

/** Where each folder has been read to. */
export const Cursor = z.object({
  folders: z.record(z.string(), Place),
  heardUntil: z.int().describe('All that arrived until then has been handed over: milliseconds since 1970; 0 before the first round'),
})
export type Cursor = z.infer<typeof Cursor>
