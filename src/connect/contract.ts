import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

export * from './handed-in-contract.ts'
export * from './import-contract.ts'
export * from './suggest-contract.ts'

/** How a source fares, and who must act: the card people look at when they wonder whether Heed still hears. */
export const SourceHealth = z.object({
  state: z.enum(['waiting', 'listening', 'retrying', 'reauthorize', 'stopped', 'paused']),
  /** What the network or the wire said, in its own words; null when all is well. */
  problem: z.string().nullable(),
  /** Nobody, Heed itself (it tries again), or a person of the workspace. */
  whoMustAct: z.enum(['nobody', 'heed', 'you']),
  lastEventAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  nextTryAt: z.iso.datetime().nullable(),
  /** All that was said until then has been heard. */
  heardUntil: z.iso.datetime().nullable(),
  /** Seconds between what was said last and now, while listening; null when unknown. */
  lagS: z.number().nonnegative().nullable(),
  postsHeard: z.number().int().nonnegative(),
  quotaLeft: z.number().int().nullable(),
  quotaResetsAt: z.iso.datetime().nullable(),
})
export type SourceHealth = z.infer<typeof SourceHealth>

/** One connected stream of a workspace. */
export const Source = z.object({
  id: z.uuid(),
  connector: z.string(),
  /** The network's own name. */
  network: z.string(),
  name: z.string(),
  /** Without secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** Whether they can be changed: a stream that others hear too stays as it is, and some have nothing to set. */
  canChange: z.boolean(),
  createdAt: z.iso.datetime(),
  health: SourceHealth,
})
export type Source = z.infer<typeof Source>

/** What a network's terms allow, as its connector declares them. */
export const Terms = z.object({
  keepForDays: z.number().nullable(),
  refreshEveryDays: z.number().nullable(),
  deleteWithinHours: z.number().nullable(),
  mayExportText: z.boolean(),
  mayQuotePublicly: z.boolean(),
  mayReplyUnasked: z.boolean(),
  needsApproval: z.boolean(),
  link: z.string(),
  readOn: z.string(),
})

/** A network that can be listened to. */
export const ConnectorCard = z.object({
  id: z.string(),
  title: z.string(),
  /** JSON Schema of the settings: draws the form. A field with `secret: true` is never given back. */
  settings: z.record(z.string(), z.unknown()),
  can: z.object({ live: z.boolean(), reply: z.boolean(), backfill: z.boolean(), edits: z.boolean(), deletes: z.boolean(), addressed: z.boolean() }),
  limits: z.object({ requestsPerMinute: z.number(), pollEveryMs: z.number(), silentAfterMs: z.number() }),
  terms: Terms,
})
export type ConnectorCard = z.infer<typeof ConnectorCard>

const Settings = z.record(z.string().max(64), z.unknown())

export const connectors = endpoint({
  name: 'connect.connectors',
  kind: 'read',
  needs: 'source:read',
  about: 'Every network that can be listened to, with its settings, abilities, limits and terms.',
  input: z.object({}),
  output: z.object({ connectors: z.array(ConnectorCard) }),
})

export const listSources = endpoint({
  name: 'connect.sources',
  kind: 'read',
  needs: 'source:read',
  about: 'The workspace’s sources, each with its health.',
  input: Page,
  output: z.object({ sources: z.array(Source), next: z.string().nullable() }),
})

export const addSource = endpoint({
  name: 'connect.add_source',
  kind: 'act',
  needs: 'source:manage',
  about: 'Begins to listen to a stream, after proof that its settings work.',
  input: z.object({ connector: z.string().max(40), settings: Settings, name: z.string().trim().min(1).max(200).optional() }),
  output: z.object({ source: Source, sample: z.string().nullable() }),
})

export const changeSettings = endpoint({
  name: 'connect.change_settings',
  kind: 'act',
  needs: 'source:manage',
  about: 'Gives a source of this workspace alone other settings, after proof that they work. A secret that is left out stays; null takes it away.',
  input: z.object({ sourceId: z.uuid(), settings: Settings }),
  output: Source,
})

export const pauseSource = endpoint({
  name: 'connect.pause_source',
  kind: 'act',
  needs: 'source:manage',
  about: 'Stops listening to a source, or starts again. What is said meanwhile is not heard.',
  input: z.object({ sourceId: z.uuid(), paused: z.boolean() }),
  output: Source,
})

export const removeSource = endpoint({
  name: 'connect.remove_source',
  kind: 'act',
  needs: 'source:manage',
  about: 'Ends a subscription. Mentions already heard stay.',
  input: z.object({ sourceId: z.uuid() }),
  output: z.object({}),
})

export const retrySource = endpoint({
  name: 'connect.retry_source',
  kind: 'act',
  needs: 'source:manage',
  about: 'Tries a stopped source again, now that somebody has looked at its problem.',
  input: z.object({ sourceId: z.uuid() }),
  output: Source,
})
