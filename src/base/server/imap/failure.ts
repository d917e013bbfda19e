import { type Remedy, SourceError } from '../../error.ts'

/** What the IMAP library’s errors carry; all of it may be missing. */
type ImapError = Error & {
  readonly code?: unknown
  readonly response?: unknown
  readonly responseStatus?: unknown
  readonly responseText?: unknown
  readonly authenticationFailed?: unknown
  readonly mailboxMissing?: unknown
  readonly throttleReset?: unknown
}

/** What a server said, on the health card. */
const SAYING_LENGTH_MAX = 200
const THROTTLED_MS = 60_000
/** Answers that pass with time (RFC 5530), and what Gmail and Microsoft say when they are asked too often. */
const PASSING = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'THROTTLED', 'OVERQUOTA'])

/**
 * A question has no answer that can be used, and never will: it was refused, or larger or more tangled than any that can be read, which has
 * closed the line. `message` says what the server did, without its name.
 */
export class NoUsableAnswer extends Error {
  override name = 'NoUsableAnswer'
}

const TOO_LARGE = /^(?:(?:Line|Literal|Response)TooLarge|TooManyTokens|MAX_IMAP_NESTING_REACHED|ParserError\w*|ResponseProcessingFailed)$/

/** What ended an exchange with the server: too large an answer, or a sentence and what there is to do about it. */
export function asKnownError(error: unknown, host: string): SourceError | NoUsableAnswer {
  if (error instanceof SourceError) return error
  const failed: ImapError = error instanceof Error ? error : new Error(String(error))
  if (TOO_LARGE.test(nameOf(failed))) return new NoUsableAnswer('answers with more than can be read', { cause: error })
  const [then, what, waitMs] = saidBy(failed) ?? ofTheLine(failed)
  return new SourceError(then, `${host} ${what}.`, waitMs, { cause: error })
}

/** What it means that a question about a message is refused: the message is broken, unless the server says that this passes. */
export function refusal(error: unknown): NoUsableAnswer | null {
  if (!(error instanceof Error)) return null
  const failed: ImapError = error
  const isRefused = (failed.responseStatus === 'NO' || failed.responseStatus === 'BAD') && nameOf(failed) !== 'ETHROTTLE'
  return isRefused && !PASSING.has(codeIn(failed)) ? new NoUsableAnswer(`refused what it was asked${sayingOf(failed)}`, { cause: error }) : null
}

type Meaning = readonly [then: Remedy, what: string, waitMs?: number]

/** What the server said no to. */
function saidBy(failed: ImapError): Meaning | null {
  const saying = sayingOf(failed)
  if (nameOf(failed) === 'ETHROTTLE') {
    const askedMs = typeof failed.throttleReset === 'number' ? failed.throttleReset : 0
    return ['retry', `asks us to come back later${saying}`, Math.max(askedMs, THROTTLED_MS)]
  }
  if (PASSING.has(codeIn(failed))) return ['retry', `cannot serve us just now${saying}`]
  if (failed.authenticationFailed === true) return ['reauthorize', `refuses this user name or password${saying}`]
  return failed.responseStatus === 'NO' || failed.responseStatus === 'BAD' ? ['retry', `refused what it was asked${saying}`] : null
}

/** The line itself: its encryption, or that it could not be had. */
function ofTheLine(failed: ImapError): Meaning {
  const name = nameOf(failed)
  if (name === 'ERR_TLS_CERT_ALTNAME_INVALID') return ['stop', 'shows a certificate for another name. Use the name that its provider gives']
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(name)) return ['stop', 'shows a certificate that nobody known has signed']
  if (name.includes('CERT')) return ['retry', `shows a certificate that is not good now (${name})`]
  if (/WRONG_VERSION_NUMBER|EPROTO|SSL/.test(name)) return ['stop', 'does not speak TLS at this port. Try STARTTLS, or another port']
  if (failed.message.includes('STARTTLS')) return ['stop', 'does not offer STARTTLS at this port']
  return ['retry', WIRE[name] ?? 'ended the connection']
}

const nameOf = ({ code }: ImapError): string => (typeof code === 'string' ? code : '')

const WIRE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'does not answer at this port',
  EHOSTUNREACH: 'cannot be reached: there is no way to it',
  ENETUNREACH: 'cannot be reached: there is no way to it',
  ETIMEDOUT: 'does not pick up',
  ETIMEOUT: 'has fallen silent',
  CONNECT_TIMEOUT: 'does not pick up',
  GREETING_TIMEOUT: 'does not greet as an IMAP server does',
  UPGRADE_TIMEOUT: 'does not finish its TLS handshake',
}

/** The response code of a tagged answer: `NO [LIMIT] Too many connections`. */
function codeIn({ response }: ImapError): string {
  return typeof response === 'string' ? /\[([A-Z]+)[ \]]/.exec(response.slice(0, SAYING_LENGTH_MAX))?.[1] ?? '' : ''
}

function sayingOf({ responseText }: ImapError): string {
  if (typeof responseText !== 'string') return ''
  const words = responseText.slice(0, SAYING_LENGTH_MAX).replace(/[\p{Cc}\s]+/gu, ' ').replace(/[ .]+$/, '')
  return words === '' ? '' : `: “${words}”`
}
