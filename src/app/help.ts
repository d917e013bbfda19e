import type { Command } from './command.ts'
import { version } from './version.ts'

/** What `heed --help` prints. */
export function help(commands: readonly Command[]): string {
  const verbs = commands.flatMap(({ name, usage, about }) => [`  heed ${name} ${usage}`.trimEnd(), `      ${about}`])
  return `Heed ${version}: listen to what people say about you, answer, act, and prove it.

${verbs.join('\n')}

Settings are environment variables (docs/operations.md): HEED_PORT, HEED_HOST, HEED_URL, HEED_DATA, DATABASE_URL,
HEED_SECRET, HEED_ALLOW_PRIVATE, HEED_SMTP_URL and HEED_MAIL_FROM, HEED_METRICS_TOKEN, HEED_TRUST_PROXY,
HEED_REQUESTS_PER_MINUTE, HEED_LOG.
`
}
