import type { Command } from './command.ts'
import { version } from './version.ts'

/** What `heed --help` prints, or `heed COMMAND --help`: of the commands that what was typed begins, or of all where it begins none. */
export function help(commands: readonly Command[], typed: readonly string[] = []): string {
  const asked = commands.filter(({ name }) => isBeginning(name.split(' '), typed))
  return asked.length > 0 ? `${verbs(asked)}\n` : overview(commands)
}

/** `query` begins `query add` and all its like; `query add x` is that one alone. */
const isBeginning = (name: readonly string[], typed: readonly string[]): boolean => (
  typed.length > 0 && name.every((word, at) => at >= typed.length || typed[at] === word)
)

const verbs = (commands: readonly Command[]): string => (
  commands.flatMap(({ name, usage, about }) => [`  heed ${name} ${usage}`.trimEnd(), `      ${about}`]).join('\n')
)

function overview(commands: readonly Command[]): string {
  return `Heed ${version}: listen to what people say about you, answer, act, and prove it.

${verbs(commands)}

Ends with 0 when it is done, and with 1 when it could not be: standard error then says why. Of posts that are read one on each line, one
that cannot be read is answered in its place with {id?, error}, and changes neither the others nor the end.

Settings are environment variables (docs/operations.md): HEED_PORT, HEED_HOST, HEED_URL, HEED_DATA, DATABASE_URL,
HEED_SECRET, HEED_ALLOW_PRIVATE, HEED_SMTP_URL and HEED_MAIL_FROM, HEED_METRICS_TOKEN, HEED_TRUST_PROXY,
HEED_REQUESTS_PER_MINUTE, HEED_LOG.
`
}
