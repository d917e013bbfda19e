import { createTransport, type SendMailOptions } from 'nodemailer'
import { assert, type Remedy, SourceError } from '../error.ts'

const CONNECT_TIMEOUT_MS = 10_000
/** Filters look at a letter before a server says that it has it (RFC 5321, section 4.5.3.2.6): impatience would leave it unknown. */
const SILENCE_TIMEOUT_MS = 120_000

/** Domains for examples, which nobody can have (RFC 2606, section 2): made-up stories use them, and no server is bothered with them. */
const NOBODYS = /\.(?:example|invalid|test)$/i

/** One letter to one person, in plain text. */
export type Letter = {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where answers go, if not to the sender. */
  readonly replyTo?: string
  /** Where the letter is given back to when it cannot be delivered, if not to the sender: an address of the sender's own domain. */
  readonly returnTo?: string
  /** Its Message-ID (RFC 5322, section 3.6.4), in angle brackets. Without, it gets one of its own. */
  readonly messageId?: string
  /** Message-IDs of the letters it follows, the oldest first; it answers the last one. What is none is left out. */
  readonly references?: readonly string[]
  /** Further fields, such as `Auto-Submitted`; none of those that a letter has anyway. Each is one line, whatever is in it. */
  readonly headers?: Readonly<Record<string, string>>
}

/** The way out for mail. */
export type Mail = {
  /** Whether a mail server is set up; where none is, links are copied by hand. */
  readonly configured: boolean
  /**
   * Resolves when the server has taken the letter. Throws SourceError when it has not: `retry` (busy, unreachable), `reauthorize`
   * (password), `stop` (refused; no such address). Throws MaybeTaken when nobody can know.
   */
  readonly send: (letter: Letter) => Promise<void>
}

/** The whole letter was handed over, and the line broke before the server said whether it has it. Never to be sent again by itself. */
export class MaybeTaken extends SourceError {
  override name = 'MaybeTaken'
}

/** A mail server that takes letters from us (SMTP). */
export type MailServer = {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string
  /** `Heed <heed@example.org>`. */
  readonly from: string
  /** An access token for the user of `url`, in the password's stead (XOAUTH2). Throws SourceError. */
  readonly token?: (() => Promise<string>) | undefined
}

/** Mail through an SMTP server. */
export function createMail(server: MailServer | null): Mail {
  if (server === null) {
    return {
      configured: false,
      send: () => Promise.reject(new SourceError('stop', 'no mail server is set up')),
    }
  }
  return {
    configured: true,
    send: async (letter) => {
      if (NOBODYS.test(letter.to)) throw new SourceError('stop', `mail: nobody can have the address ${letter.to} (RFC 2606)`)
      const message = messageOf(letter, server.from)
      await hand(await signedIn(server), message)
    },
  }
}

type SignIn = { readonly url: string; readonly auth?: { type: 'OAuth2'; user: string; accessToken: string } }

async function signedIn({ url, token }: MailServer): Promise<SignIn> {
  if (!token) return { url }
  const bare = new URL(url)
  const user = decodeURIComponent(bare.username)
  bare.username = bare.password = ''
  return { url: bare.href, auth: { type: 'OAuth2', user, accessToken: await token() } }
}

/** Hands one message over, on a line of its own. Not every server lets us say where letters are given back: then they come to the sender. */
async function hand(server: SignIn, { envelope, ...message }: SendMailOptions): Promise<void> {
  try {
    await handOnce(server, { ...message, ...(envelope && { envelope }) })
  } catch (error) {
    const isRefusedSender = error instanceof SourceError && error.then === 'stop' && (error.cause as { command?: unknown }).command === 'MAIL FROM'
    if (!envelope || !isRefusedSender) throw error
    await handOnce(server, message)
  }
}

async function handOnce(server: SignIn, message: SendMailOptions): Promise<void> {
  const transport = createTransport({
    ...server,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let isWholeOut = false // until its end has left, no server takes a letter
  transport.use('stream', ({ message: text }, done) => {
    text.processFunc((stream) => stream.once('end', () => { isWholeOut = true }))
    done()
  })
  try {
    await transport.sendMail(message)
  } catch (error) {
    const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
    const reply = typeof responseCode === 'number' ? responseCode : null
    const told = `mail: ${error instanceof Error ? error.message : error}`
    if (isWholeOut && reply === null) throw new MaybeTaken('stop', told, 0, { cause: error })
    throw new SourceError(remedyFor(code, reply), told, 0, { cause: error })
  }
}

/**
 * RFC 5321, section 4.2.1: a reply of 4xx is for now, of 5xx for good. nodemailer says `EAUTH` when it is the password, and without any
 * reply `EENVELOPE` when it is no address.
 */
function remedyFor(code: unknown, reply: number | null): Remedy {
  if (reply !== null && reply < 500) return 'retry'
  if (code === 'EAUTH') return 'reauthorize'
  return reply !== null || code === 'EENVELOPE' ? 'stop' : 'retry'
}

const FIELD = /^[A-Za-z][A-Za-z0-9-]{0,60}$/
/** What a letter has anyway. */
const OWN_FIELD = /^(?:from|sender|to|cc|bcc|subject|date|reply-to|return-path|message-id|in-reply-to|references|mime-version|received|dkim-.*|content-.*)$/i
const ID = /^<[^\s<>@]{1,200}@[^\s<>@]{1,255}>$/

function messageOf(letter: Letter, from: string): SendMailOptions {
  const { to, subject, text, replyTo, returnTo, messageId, references = [], headers = {} } = letter
  assert(messageId === undefined || ID.test(messageId), 'a message id is <one@another>')
  for (const name of Object.keys(headers)) assert(FIELD.test(name) && !OWN_FIELD.test(name), 'a further field has a name of its own')
  const followed = references.filter((id) => ID.test(id))
  const answered = followed.at(-1)
  return {
    from, to, subject, text,
    ...(replyTo !== undefined && { replyTo }),
    ...(returnTo !== undefined && { envelope: { from: returnTo, to } }),
    ...(messageId !== undefined && { messageId }),
    ...(answered !== undefined && { references: followed.join(' '), inReplyTo: answered }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[\p{Cc}\s]+/gu, ' ').trim()])),
  }
}
