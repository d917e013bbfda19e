import { createTransport } from 'nodemailer'
import { type Remedy, SourceError } from '../error.ts'

const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 20_000

/** One letter to one person, in plain text. */
export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

/** The way out for mail. */
export type Mail = {
  /** Whether a mail server is set up; where none is, links are copied by hand. */
  readonly configured: boolean
  /**
   * Resolves when the server has taken the letter. Throws SourceError: `retry` (busy, unreachable), `reauthorize` (password),
   * `stop` (refused).
   */
  readonly send: (letter: Letter) => Promise<void>
}

/** Mail through an SMTP server: `url` as `smtp://user:password@host:587` or `smtps://…`, `from` as `Heed <heed@example.org>`. */
export function createMail(server: { readonly url: string; readonly from: string } | null): Mail {
  if (server === null) {
    return {
      configured: false,
      send: () => Promise.reject(new SourceError('stop', 'no mail server is set up')),
    }
  }
  const { url, from } = server
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    configured: true,
    send: async (letter) => {
      try {
        await transport.sendMail({ from, ...letter })
      } catch (error) {
        throw new SourceError(remedyFor(error), `mail: ${error instanceof Error ? error.message : error}`, 0, { cause: error })
      }
    },
  }
}

/** RFC 5321, section 4.2.1: a reply of 4xx is for now, of 5xx for good; nodemailer says `EAUTH` when it is the password. */
function remedyFor(error: unknown): Remedy {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  if (code === 'EAUTH') return 'reauthorize'
  return typeof responseCode === 'number' && responseCode >= 500 ? 'stop' : 'retry'
}
