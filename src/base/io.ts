/**
 * The only way out of the process, handed to whoever must reach the world: connectors, mail, webhooks.
 * Tests hand in another one, whose clock they own and whose fetch reaches only their own servers.
 */
export type Io = {
  /**
   * HTTP(S) with a time limit, a body limit, checked redirects, and no private addresses unless the installation allows
   * them. Throws `SourceError`. The body is read whole: bounded, so never larger than `bodyBytesMax`.
   */
  readonly fetch: (url: string, options?: FetchOptions) => Promise<Fetched>
  /**
   * Throws `SourceError` unless this address may be reached; returns the address to dial. For protocols that are not
   * `fetch` (WebSocket, IMAP): the name was resolved here, so that it cannot turn into a private address afterwards.
   */
  readonly mayReach: (url: string) => Promise<{ readonly address: string; readonly family: 4 | 6 }>
  readonly now: () => Date
  /** Resolves after `ms`, or rejects with the signal's reason. */
  readonly sleep: (ms: number) => Promise<void>
  /** Aborted when the caller wants no more. */
  readonly signal: AbortSignal
}

export type FetchOptions = {
  readonly method?: 'GET' | 'POST' | 'HEAD'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs?: number
  readonly bodyBytesMax?: number
  readonly redirectsMax?: number
}

/** What came back. `status` may be any: an HTTP error is an answer, only an unreachable host is a failure. */
export type Fetched = {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** After redirects. */
  readonly url: string
}
