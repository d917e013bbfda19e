import type { Author } from './connector.ts'

/** A small honest server that behaves as the network does, on an address of this machine. It stands beside its connector. */
export interface FakeNetwork<Settings> {
  /** Settings that listen to this server. */
  readonly settings: Settings
  /** Settings that cannot work: `prove` must refuse each. */
  readonly wrong: readonly Settings[]
  /** Somebody says something; resolves to the `externalId` that its post will have. */
  say(text: string): Promise<string>
  /** Required if the connector can hear edits. */
  edit?(externalId: string, text: string): Promise<void>
  /** Required if the connector can hear deletions. */
  remove?(externalId: string): Promise<void>
  /** Required if the connector has `authors`: whom the network can tell of, by an id it would use. */
  readonly known?: readonly Author[]
  /** Required if it can be searched: the author of `say` said this then, before anybody listened; resolves as `say` does. */
  sayBefore?(text: string, at: Date): Promise<string>
  /** The author of `say` deletes the account, for networks that tell of it. */
  leave?(): Promise<void>
  /** The next thing asked of it is answered with this HTTP status and these headers, once. Absent: the connector asks nobody. */
  failNext?(status: number, headers?: Readonly<Record<string, string>>): void
  /** Required if the settings hold a token: it is refused from now on. */
  expireToken?(): void
  /** Required of a live network: resolves once somebody listens, and what is said from then on reaches them. */
  listening?(): Promise<void>
  /** Required of a live network: breaks every open connection, as if a cable were pulled. */
  cut?(): void
  /** Gone, as a host that is down. May be called twice. */
  close(): Promise<void>
}
