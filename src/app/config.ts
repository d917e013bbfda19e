import { resolve } from 'node:path'
import { z } from 'zod'
import type { InboxSettings } from '../ask/index.ts'
import { Obstacle } from '../base/error.ts'
import { addressesIn } from '../base/mail/header.ts'
import type { Grant } from '../base/server/access-token.ts'

/** The configuration is wrong. `message` says which variable and why, in one sentence. */
export class ConfigError extends Obstacle {
  override name = 'ConfigError'
}

/** A variable that is set but empty counts as not set, as shells and compose files leave them. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
const flag = optional(z.enum(['0', '1']))
const count = (from: number, to: number) => optional(z.coerce.number().int().min(from).max(to))

const Environment = z.object({
  HEED_PORT: count(1, 65_535),
  HEED_HOST: optional(z.string()),
  HEED_DATA: optional(z.string()),
  HEED_URL: optional(z.url({ protocol: /^https?$/ })),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  HEED_SECRET: optional(z.string().min(32)),
  HEED_ALLOW_PRIVATE: flag,
  HEED_ASSIST_HOSTS: optional(z.string()),
  HEED_TRUST_PROXY: flag,
  HEED_SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  HEED_MAIL_FROM: optional(z.string().min(3)),
  HEED_SMTP_OAUTH_TOKEN_URL: optional(z.url({ protocol: /^https?$/ })),
  HEED_SMTP_OAUTH_CLIENT_ID: optional(z.string()),
  HEED_SMTP_OAUTH_CLIENT_SECRET: optional(z.string()),
  HEED_SMTP_OAUTH_REFRESH_TOKEN: optional(z.string()),
  HEED_INBOX_URL: optional(z.url({ protocol: /^imaps?$/ })),
  HEED_INBOX_ADDRESS: optional(z.email().max(254)),
  HEED_INBOX_PLUS: flag,
  HEED_INBOX_OAUTH_TOKEN_URL: optional(z.url({ protocol: /^https?$/ })),
  HEED_INBOX_OAUTH_CLIENT_ID: optional(z.string()),
  HEED_INBOX_OAUTH_CLIENT_SECRET: optional(z.string()),
  HEED_INBOX_OAUTH_REFRESH_TOKEN: optional(z.string()),
  HEED_METRICS_TOKEN: optional(z.string().min(16)),
  HEED_REQUESTS_PER_MINUTE: count(60, 1_000_000),
  HEED_LOG: optional(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
})

/** All that can be set from outside, decided. docs/operations.md explains each variable. */
export type Config = {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  /** Where others reach this installation, without a slash at its end. */
  readonly url: string
  /** A PostgreSQL of one's own; null: ours. */
  readonly databaseUrl: string | null
  /** The installation's secret; null: a file in the data folder. */
  readonly secret: string | null
  readonly allowPrivate: boolean
  /** Hosts of language models in our own network that the assistant may reach, with their ports. */
  readonly assistHosts: readonly string[]
  readonly trustProxy: boolean
  readonly mail: { readonly url: string; readonly from: string; readonly grant: Grant | undefined } | null
  /** The mailbox in which answers by mail arrive. */
  readonly inbox: InboxSettings | null
  readonly metricsToken: string | null
  readonly requestsPerMinute: number
  readonly logLevel: string
}

/** Reads and decides the configuration. Throws ConfigError. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const read = Environment.safeParse(environment)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new ConfigError(`${issue?.path.join('.')} is not usable: ${issue?.message}.`)
  }
  const set = read.data
  if ((set.HEED_SMTP_URL === undefined) !== (set.HEED_MAIL_FROM === undefined)) {
    throw new ConfigError('HEED_SMTP_URL and HEED_MAIL_FROM go together: set both, or neither.')
  }
  const port = set.HEED_PORT ?? 4333
  return {
    port,
    host: set.HEED_HOST ?? '127.0.0.1',
    dataDir: resolve(set.HEED_DATA ?? 'data'),
    url: (set.HEED_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    databaseUrl: set.DATABASE_URL ?? null,
    secret: set.HEED_SECRET ?? null,
    allowPrivate: set.HEED_ALLOW_PRIVATE === '1',
    assistHosts: hostsIn(set.HEED_ASSIST_HOSTS ?? ''),
    trustProxy: set.HEED_TRUST_PROXY === '1',
    mail: set.HEED_SMTP_URL && set.HEED_MAIL_FROM ? { url: set.HEED_SMTP_URL, from: set.HEED_MAIL_FROM, grant: grantOf(set, 'SMTP') } : null,
    inbox: inboxOf(set),
    metricsToken: set.HEED_METRICS_TOKEN ?? null,
    requestsPerMinute: set.HEED_REQUESTS_PER_MINUTE ?? 1_200,
    logLevel: set.HEED_LOG ?? 'warn',
  }
}

type Set = z.infer<typeof Environment>

/** What lets in without a password; undefined where nothing of it is set. */
function grantOf(set: Set, of: 'SMTP' | 'INBOX'): Grant | undefined {
  const [tokenUrl, clientId, refreshToken] = [set[`HEED_${of}_OAUTH_TOKEN_URL`], set[`HEED_${of}_OAUTH_CLIENT_ID`], set[`HEED_${of}_OAUTH_REFRESH_TOKEN`]]
  const clientSecret = set[`HEED_${of}_OAUTH_CLIENT_SECRET`]
  if (tokenUrl && clientId && refreshToken) return { tokenUrl, clientId, clientSecret, refreshToken }
  if (!tokenUrl && !clientId && !refreshToken && !clientSecret) return undefined
  const rest = ['TOKEN_URL', 'CLIENT_ID', 'REFRESH_TOKEN'].map((name) => `HEED_${of}_OAUTH_${name}`)
  throw new ConfigError(`${rest.join(', ')} go together: set all three, or none.`)
}

function hostsIn(list: string): string[] {
  return list.split(',').map((each) => each.trim()).filter((each) => each !== '').map((each) => {
    const url = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d+)?$/i.test(each) ? URL.parse(`http://${each}`) : null
    if (!url) throw new ConfigError(`HEED_ASSIST_HOSTS has “${each}”, which is no host: write name:port, with commas between several.`)
    return url.host
  })
}

const IMAP_PORTS = { tls: 993, starttls: 143 } as const

function inboxOf(set: Set): Config['inbox'] {
  if (set.HEED_INBOX_URL === undefined) return null
  const { protocol, hostname, port, username, password, pathname } = new URL(set.HEED_INBOX_URL)
  const grant = grantOf(set, 'INBOX')
  if (username === '') throw new ConfigError('HEED_INBOX_URL has no user: write imaps://user:password@host/INBOX, with %40 for the @ of a user.')
  if (password === '' && !grant) throw new ConfigError('HEED_INBOX_URL has no password, and HEED_INBOX_OAUTH_REFRESH_TOKEN is not set.')
  const address = set.HEED_INBOX_ADDRESS ?? addressIn(set.HEED_MAIL_FROM ?? '')
  if (address === null) throw new ConfigError('HEED_INBOX_ADDRESS is not set, and HEED_MAIL_FROM has no address that could be read instead.')
  const security = protocol === 'imaps:' ? 'tls' : 'starttls'
  return {
    account: {
      host: hostname, port: port === '' ? IMAP_PORTS[security] : Number(port), security,
      user: decodeURIComponent(username), ...(password !== '' && { password: decodeURIComponent(password) }), grant,
    },
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    address: address.toLowerCase(),
    hasPlus: set.HEED_INBOX_PLUS !== '0',
  }
}

/** The address in `Heed <heed@example.org>`. */
export const addressIn = (from: string): string | null => addressesIn(new Map([['from', [from]]]), 'from')[0]?.address ?? null
