import { SourceError } from '../../base/error.ts'

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

/** An answer was larger or more tangled than any that can be used. The line is closed; what was asked is not to be asked again. */
export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

const TOO_LARGE = /^(?:LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooManyTokens|MAX_IMAP_NESTING_REACHED|ParserError\w*|ResponseProcessingFailed)$/

/** What ended an exchange with the server: too large an answer, or a sentence and what there is to do about it. */
export function asKnownError(error: unknown, host: string): SourceError | AnswerTooLarge {
  if (error instanceof SourceError) return error
  const failed: ImapError = error instanceof Error ? error : new Error(String(error))
  if (typeof failed.code === 'string' && TOO_LARGE.test(failed.code)) return new AnswerTooLarge(failed.message, { cause: error })
  const because = { cause: error }
  const saying = sayingOf(failed)
  if (failed.code === 'ETHROTTLE') {
    const waitMs = typeof failed.throttleReset === 'number' ? failed.throttleReset : THROTTLED_MS
    return new SourceError('retry', `${host} asks us to come back later${saying}.`, Math.max(waitMs, THROTTLED_MS), because)
  }
  if (PASSING.has(codeIn(failed))) return new SourceError('retry', `${host} cannot serve us just now${saying}.`, 0, because)
  if (failed.authenticationFailed === true) return new SourceError('reauthorize', `${host} refuses this user name or password${saying}.`, 0, because)
  if (failed.responseStatus === 'NO' || failed.responseStatus === 'BAD') return new SourceError('retry', `${host} refused what it was asked${saying}.`, 0, because)
  return ofTheLine(failed, host, because)
}

/** The line itself: its encryption, or that it could not be had. */
function ofTheLine(failed: ImapError, host: string, because: ErrorOptions): SourceError {
  const code = typeof failed.code === 'string' ? failed.code : ''
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return new SourceError('stop', `${host} shows a certificate for another name. Use the name that its provider gives.`, 0, because)
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code)) return new SourceError('stop', `${host} shows a certificate that nobody known has signed.`, 0, because)
  if (/CERT/.test(code)) return new SourceError('retry', `${host} shows a certificate that is not good now (${code}).`, 0, because)
  if (/WRONG_VERSION_NUMBER|EPROTO|SSL/.test(code)) return new SourceError('stop', `${host} does not speak TLS at this port. Try STARTTLS, or another port.`, 0, because)
  if (/STARTTLS/.test(failed.message)) return new SourceError('stop', `${host} does not offer STARTTLS at this port.`, 0, because)
  return new SourceError('retry', `${host} ${WIRE[code] ?? 'ended the connection'}.`, 0, because)
}

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
