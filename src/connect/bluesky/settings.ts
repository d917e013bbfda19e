import { z } from 'zod'

/** The connector’s id, and the network of its posts. */
export const NETWORK = 'bluesky'
/** Where accounts sign in that have no server of their own. */
const PUBLIC_SERVICE = 'https://bsky.social'
/** Run by Bluesky for everybody; each hears the whole network. */
const PUBLIC_HOSTS = [
  'wss://jetstream2.us-east.bsky.network/subscribe',
  'wss://jetstream1.us-east.bsky.network/subscribe',
  'wss://jetstream2.us-west.bsky.network/subscribe',
  'wss://jetstream1.us-west.bsky.network/subscribe',
]
const HOSTS_MAX = 10
const ADDRESS_LENGTH_MAX = 500

const Address = z.url({ protocol: /^(wss?|https?)$/ }).max(ADDRESS_LENGTH_MAX)

/** One of the two, or nothing for the public hosts. */
export const Settings = z.object({
  jetstream: z.union([Address, z.array(Address).min(1).max(HOSTS_MAX)]).optional()
    .describe('One or more Jetstream hosts that hear the same network, tried in turn. Empty: the public hosts of Bluesky'),
  firehose: Address.optional()
    .describe('Instead of Jetstream: a personal data server or a relay, such as https://pds.example'),
  appview: z.url({ protocol: /^https?$/ }).max(ADDRESS_LENGTH_MAX).optional()
    .describe('The host that is asked for the names of authors, and searched. Empty: the public one for the hosts of Bluesky, the personal data server itself for names, nobody for other hosts'),
  handle: z.string().trim().regex(/^@?[\w-]+(\.[\w-]+)+$/, { error: 'A handle such as name.bsky.social.' }).max(253).optional()
    .describe('An account that searches the past: Bluesky seldom lets itself be searched without one. Its stream is then heard for this workspace alone'),
  password: z.string().min(1).max(ADDRESS_LENGTH_MAX).optional()
    .describe('An app password of that account, never its own password').meta({ secret: true }),
  service: z.url({ protocol: /^https?$/ }).max(ADDRESS_LENGTH_MAX).optional()
    .describe('The server of that account. Empty: https://bsky.social').meta({ trusted: true }),
}).refine((settings) => !(settings.jetstream && settings.firehose), { error: 'Give either Jetstream hosts or a firehose, not both.' })
  .refine(({ handle, password }) => (handle === undefined) === (password === undefined), { error: 'A handle and its app password belong together.', path: ['password'] })
export type Settings = z.infer<typeof Settings>

const Heard = z.int().describe('All that was said until then has been handed over: milliseconds since 1970')

/** The place in a Jetstream. Times mean nearly the same on every host, so another host can go on where one ended. */
export const JetstreamCursor = z.object({
  kind: z.literal('jetstream'),
  host: z.string(),
  timeUs: z.int().describe('The last event, as its host dated it: microseconds since 1970'),
  heardUntil: Heard,
  recent: z.array(z.string()).describe('The events of the last seconds: they come again after a rewind'),
})
export type JetstreamCursor = z.infer<typeof JetstreamCursor>

/** The place in the numbering of one firehose; null if it has said nothing yet. */
export const FirehoseCursor = z.object({ kind: z.literal('firehose'), seq: z.int().nonnegative().nullable(), heardUntil: Heard })
export type FirehoseCursor = z.infer<typeof FirehoseCursor>

export const Cursor = z.discriminatedUnion('kind', [JetstreamCursor, FirehoseCursor])
export type Cursor = z.infer<typeof Cursor>

/** What to listen to, with addresses in one form. */
export type Stream = { readonly kind: 'jetstream'; readonly hosts: readonly string[] } | { readonly kind: 'firehose'; readonly url: string }

/** Reads the settings. */
export function streamOf(settings: Settings): Stream {
  if (settings.firehose) return { kind: 'firehose', url: asWebSocket(settings.firehose, '') }
  const hosts = settings.jetstream ?? PUBLIC_HOSTS
  return { kind: 'jetstream', hosts: [hosts].flat().map((host) => asWebSocket(host, '/subscribe')) }
}

/** An account that searches, and where it signs in. */
export type Account = { readonly service: string; readonly handle: string; readonly password: string }

/** The account that searches the past, if there is one. */
export function accountOf({ service = PUBLIC_SERVICE, handle, password }: Settings): Account | null {
  return handle && password ? { service: new URL(service).origin, handle: handle.replace(/^@/, ''), password } : null
}

/** Equal for settings that hear the same stream, and ask the same host for names; with an account it is heard alone. */
export function streamKey(settings: Settings): string | null {
  if (accountOf(settings)) return null
  const stream = streamOf(settings)
  const heard = stream.kind === 'firehose' ? `firehose ${stream.url}` : `jetstream ${stream.hosts.toSorted().join(' ')}`
  return settings.appview ? `${heard} appview ${new URL(settings.appview).origin}` : heard
}

/** Whether Bluesky itself runs the hosts: only then may its AppView be told, unasked, whose posts matter to somebody. */
export function isBlueskys(stream: Stream): boolean {
  const hosts = stream.kind === 'firehose' ? [stream.url] : stream.hosts
  return hosts.every((host) => new URL(host).hostname.endsWith('.bsky.network'))
}

/** The address at which the host of a stream answers questions. */
export const httpOf = (stream: string): string => stream.replace(/^ws/, 'http')

/** `https://host` and `wss://host/` are the same place; only a Jetstream may live below a path of its own. */
function asWebSocket(address: string, path: '/subscribe' | ''): string {
  const url = new URL(address)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.origin.replace(/^http/, 'ws') + (path && (url.pathname === '/' ? path : url.pathname))
}
