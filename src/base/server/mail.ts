import { createTransport } from 'nodemailer'
import { type Remedy, SourceError } from '../error.ts'

const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 20_000

/** One letter to one person, in plain text. */
export type Letter = {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where answers go; without it to the sender. */
  readonly replyTo?: string
  /** Its Message-ID (RFC 5322, section 3.6.4), in angle brackets; without it the mail server’s own. */
  readonly messageId?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The line was cut when the server could already have taken the letter: sent again, it might arrive twice. */
export class MaybeTaken extends SourceError {
  override name = 'MaybeTaken'
}

/** The way out for mail. */
export type Mail = {
  /** Whether a mail server is set up; where none is, links are copied by hand. */
  readonly configured: boolean
  /**
   * Resolves when the server has taken the letter. Throws SourceError: `retry` (busy, unreachable), `reauthorize` (password),
   * `stop` (refused; no such address); `MaybeTaken` when nobody knows.
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
  return {
    configured: true,
    send: async (letter) => {
      const transport = createTransport({
        url,
        connectionTimeout: CONNECT_TIMEOUT_MS,
        greetingTimeout: CONNECT_TIMEOUT_MS,
        socketTimeout: SILENCE_TIMEOUT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      let isUnderWay = false
      transport.use('stream', (mail, next) => {
        // The letter's text flows only once the server has said that it takes one (RFC 5321, section 4.1.1.4).
        mail.message.processFunc((text) => text.once('resume', () => (isUnderWay = true)))
        next()
      })
      try {
        await transport.sendMail({ from, ...letter })
      } catch (error) {
        const problem = `mail: ${error instanceof Error ? error.message : error}`
        if (isUnderWay && !hasReply(error)) throw new MaybeTaken('stop', problem, 0, { cause: error })
        throw new SourceError(remedyFor(error), problem, 0, { cause: error })
      }
    },
  }
}

const hasReply = (error: unknown): boolean => typeof (error as { responseCode?: unknown }).responseCode === 'number'

/**
 * RFC 5321, section 4.2.1: a reply of 4xx is for now, of 5xx for good. nodemailer says `EAUTH` when it is the password, and without any
 * reply `EENVELOPE` when it is no address.
 */
function remedyFor(error: unknown): Remedy {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  if (code === 'EAUTH') return 'reauthorize'
  if (typeof responseCode !== 'number') return code === 'EENVELOPE' ? 'stop' : 'retry'
  return responseCode >= 500 ? 'stop' : 'retry'
}
