import type { Connector } from '../connector.ts'
import { authorsFrom, PUBLIC_APPVIEW } from './appview.ts'
import { proveJetstream, pullJetstream } from './jetstream.ts'
import { SAMPLE_WAIT_MS } from './pace.ts'
import { authorsAtHome, isHome } from './profiles.ts'
import { proveAccount, search } from './search.ts'
import { Cursor, httpOf, isBlueskys, NETWORK, Settings, streamKey, streamOf } from './settings.ts'

/** Asked for when an AppView is to prove that it answers: the account of Bluesky itself, which need not be known there. */
const SOMEBODY = 'did:plc:z72i7hdynmk6r22z27h6tvur'

/** Bluesky and every other network of the AT Protocol, live: through Jetstream hosts, or directly from a server or relay. */
export const bluesky: Connector<Settings, Cursor> = {
  id: NETWORK,
  title: 'Bluesky',
  settings: Settings,
  cursor: Cursor,
  can: { live: true, reply: false, backfill: true, edits: true, deletes: true, addressed: false },
  limits: { requestsPerMinute: 60, pollEveryMs: 0, silentAfterMs: 60_000 },
  terms: {
    keepForDays: null,
    refreshEveryDays: null,
    deleteWithinHours: 24, // “a method for deleting content a user has requested to be deleted”; no period is named
    mayExportText: true,
    mayQuotePublicly: true,
    mayReplyUnasked: false, // “generating automated or bulk interactions” is spam
    needsApproval: false,
    link: 'https://docs.bsky.app/docs/support/developer-guidelines',
    readOn: '2026-11-23',
  },
  streamKey,
  suggest: () => [{ name: 'Bluesky', settings: {} }],
  async prove(io, settings) {
    const stream = streamOf(settings)
    if (settings.appview) await authorsFrom(io, settings.appview, [SOMEBODY])
    await proveAccount(io, settings)
    if (stream.kind === 'jetstream') return { settings, ...await proveJetstream(io, stream.hosts, SAMPLE_WAIT_MS) }
    const { proveFirehose } = await import('./firehose.ts')
    return { settings, ...await proveFirehose(io, stream.url, SAMPLE_WAIT_MS) }
  },
  isFirehose: true,
  async *pull(io, settings, from) {
    const stream = streamOf(settings)
    if (stream.kind === 'jetstream') return yield* pullJetstream(io, stream.hosts, from?.kind === 'jetstream' ? from : null)
    // loaded only when it is used: its library weighs 50 MB in memory
    const { pullFirehose } = await import('./firehose.ts')
    yield* pullFirehose(io, stream.url, from?.kind === 'firehose' ? from : null)
  },
  search,
  async authors(io, settings, ids) {
    const stream = streamOf(settings)
    if (!settings.appview && stream.kind === 'firehose') {
      const host = httpOf(stream.url)
      if (await isHome(io, host)) return authorsAtHome(io, host, ids)
    }
    const appview = settings.appview ?? (isBlueskys(stream) ? PUBLIC_APPVIEW : null)
    return appview === null ? [] : authorsFrom(io, appview, ids)
  },
}
