import { resolve } from 'node:path'
import { z } from 'zod'
import { Obstacle } from '../base/error.ts'

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
  HEED_TRUST_PROXY: flag,
  HEED_SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  HEED_MAIL_FROM: optional(z.string().min(3)),
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
  readonly trustProxy: boolean
  readonly mail: { readonly url: string; readonly from: string } | null
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
    trustProxy: set.HEED_TRUST_PROXY === '1',
    mail: set.HEED_SMTP_URL && set.HEED_MAIL_FROM ? { url: set.HEED_SMTP_URL, from: set.HEED_MAIL_FROM } : null,
    metricsToken: set.HEED_METRICS_TOKEN ?? null,
    requestsPerMinute: set.HEED_REQUESTS_PER_MINUTE ?? 1_200,
    logLevel: set.HEED_LOG ?? 'warn',
  }
}
