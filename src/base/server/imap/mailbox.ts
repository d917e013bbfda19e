import { isIP } from 'node:net'
import { type FetchMessageObject, type FetchQueryObject, ImapFlow, type MailboxObject, type SearchObject } from 'imapflow'
import { SourceError } from '../../error.ts'
import type { Io } from '../../io.ts'
import { fetchToken } from '../access-token.ts'
import { refusePublic } from '../private-only.ts'
import type { Account } from './account.ts'
import { asKnownError, refusal } from './failure.ts'

const CONNECT_TIMEOUT_MS = 20_000
/** A server that leaves a command unanswered for longer is gone. */
const ANSWER_TIMEOUT_MS = 90_000
/** What one answer may weigh, so that no message and no server can fill our memory. */
const LITERAL_BYTES_MAX = 1024 * 1024
const LINE_BYTES_MAX = 1024 * 1024
const ANSWER_BYTES_MAX = 6 * 1024 * 1024
const ANSWER_TOKENS_MAX = 50_000

/** A mailbox that is read and never changed: folders are opened with EXAMINE, bodies fetched with PEEK (RFC 9051). */
export type Mailbox = {
  /** Opens a folder anew: how it is numbered now. SourceError `stop` where there is none of this name. */
  examine(folder: string): Promise<Pick<MailboxObject, 'uidValidity' | 'uidNext'>>
  /** Numbers of messages of the open folder, the oldest first. */
  search(query: SearchObject): Promise<number[]>
  /** Messages of the open folder by their numbers; without those that are gone. Throws `NoUsableAnswer` too. */
  fetch(uids: readonly number[], query: FetchQueryObject): Promise<FetchMessageObject[]>
  /** True as soon as something arrives in the open folder, if the server tells by itself (IDLE, RFC 2177); false when `end` comes first. */
  isNewsBefore(end: Promise<void>): Promise<boolean>
  /** When the sign-in should be renewed; null: never. */
  readonly until: Date | null
  close(): void
}

/** Signs in. The line ends when `io.signal` aborts. Throws SourceError. */
export async function openMailbox(io: Io, { host, port, security, user, password, grant }: Account): Promise<Mailbox> {
  const url = `https://${host}:${port}`
  const { address } = await io.mayReach(url)
  const name = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (security === 'plain') refusePublic(host, address)
  const access = grant ? await fetchToken(io, grant) : null
  const client = new ImapFlow({
    host: address,
    port,
    ...(isIP(name) === 0 && { servername: name }),
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls' ? true : security === 'plain' ? false : undefined,
    auth: { user, ...(access ? { accessToken: access.token } : { pass: password }) },
    ...LINE,
  })
  const mailbox = new OpenMailbox(client, host, io.signal, access?.until ?? null)
  try {
    await mailbox.connect()
    return mailbox
  } catch (error) {
    mailbox.close()
    throw error
  }
}

const LINE = {
  clientInfo: { name: 'Heed', version: false, vendor: false, 'support-url': false },
  logger: false,
  disableAutoIdle: true,
  disableAutoEnable: true,
  disableCompression: true,
  disableBinary: true,
  connectionTimeout: CONNECT_TIMEOUT_MS,
  greetingTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: ANSWER_TIMEOUT_MS,
  maxLiteralSize: LITERAL_BYTES_MAX,
  maxLineLength: LINE_BYTES_MAX,
  maxResponseSize: ANSWER_BYTES_MAX,
  maxResponseTokens: ANSWER_TOKENS_MAX,
} as const

class OpenMailbox implements Mailbox {
  readonly until: Date | null
  readonly #client: ImapFlow
  readonly #host: string
  readonly #signal: AbortSignal
  readonly #close = (): void => this.close()
  /** Why the line broke, which says more than the command that it took along. */
  #broken: unknown = null
  #isNews = false
  #tell = (): void => undefined

  constructor(client: ImapFlow, host: string, signal: AbortSignal, until: Date | null) {
    this.#client = client
    this.#host = host
    this.#signal = signal
    this.until = until
    signal.addEventListener('abort', this.#close, { once: true })
    client.on('error', (error: unknown) => { this.#broken ??= error })
    client.on('close', () => this.#tell())
    client.on('exists', () => {
      this.#isNews = true
      this.#tell()
    })
  }

  connect(): Promise<void> {
    return this.#asking(() => this.#client.connect())
  }

  async examine(folder: string): Promise<Pick<MailboxObject, 'uidValidity' | 'uidNext'>> {
    const open = await this.#asking(() => this.#client.mailboxOpen(folder, { readOnly: true }), (error) => {
      const isMissing = error instanceof Error && 'mailboxMissing' in error
      return isMissing ? new SourceError('stop', `${this.#host} has no folder “${folder}” for this user.`) : null
    })
    this.#isNews = false
    const { uidValidity, uidNext = (await this.#lastUid()) + 1 } = open // old servers do not tell it
    return { uidValidity, uidNext }
  }

  async #lastUid(): Promise<number> {
    return (await this.search({ uid: '*' })).at(-1) ?? 0
  }

  async search(query: SearchObject): Promise<number[]> {
    const found = await this.#asking(() => this.#client.search(query, { uid: true }))
    if (!found) throw new SourceError('retry', `${this.#host} did not say which messages there are.`)
    return found.toSorted((a, b) => a - b)
  }

  async fetch(uids: readonly number[], query: FetchQueryObject): Promise<FetchMessageObject[]> {
    const found = new Map<number, FetchMessageObject>()
    await this.#asking(async () => {
      for await (const message of this.#client.fetch([...uids], query, { uid: true })) {
        if (uids.includes(message.uid)) found.set(message.uid, message) // whatever else a server sends is not kept
      }
    }, refusal)
    return uids.flatMap((uid) => found.get(uid) ?? [])
  }

  async isNewsBefore(end: Promise<void>): Promise<boolean> {
    const told = new Promise<void>((resolve) => { this.#tell = resolve })
    if (this.#isNews || this.#client.isClosed) this.#tell()
    else if (this.#client.capabilities.has('IDLE')) this.#client.idle().catch(() => undefined) // a line that broke is noticed below
    const isNews = await Promise.race([end.then(() => false, () => false), told.then(() => true)])
    await this.#asking(() => this.#client.noop())
    return isNews
  }

  close(): void {
    this.#signal.removeEventListener('abort', this.#close)
    this.#client.close()
  }

  /** Asks one thing. What goes wrong becomes the caller's own reason, a SourceError, or what `known` makes of it. */
  async #asking<T>(ask: () => Promise<T>, known: (error: unknown) => Error | null = () => null): Promise<T> {
    this.#signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      this.#signal.throwIfAborted()
      throw known(error) ?? asKnownError(this.#broken ?? error, this.#host)
    }
  }
}
