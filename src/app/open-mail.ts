import { keepToken } from '../base/server/access-token.ts'
import { createMail, type Mail } from '../base/server/mail.ts'
import { createIo } from '../base/server/safe-fetch.ts'
import type { Config } from './config.ts'
import { userAgent } from './version.ts'

/** The way out for mail that is configured: with a password, or with OAuth. */
export function openMail(config: Config['mail']): Mail {
  if (config === null) return createMail(null)
  const { grant, ...server } = config
  // Whoever sets up the installation says where its own servers are: also within the house.
  const io = createIo({ allowPrivate: true, userAgent, signal: new AbortController().signal })
  return createMail({ ...server, token: grant && keepToken(io, grant) })
}
