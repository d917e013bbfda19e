import { ASSIST_FACTS } from '../assist/facts.ts'
import { assistRoutes, type ModelHosts } from '../assist/index.ts'
import { ASK_FACTS } from '../ask/facts.ts'
import { askRoutes, type Inbox } from '../ask/index.ts'
import type { Doors } from '../base/server/database.ts'
import type { FactFeed, FactListener } from '../base/server/fact-feed.ts'
import type { Mail } from '../base/server/mail.ts'
import type { Secrets } from '../base/server/secrets.ts'
import type { Routes } from '../base/server/serve.ts'
import { connectRoutes, handedInRoutes, type Connectors } from '../connect/index.ts'
import { ingestRoutes, type Listener } from '../ingest/index.ts'
import { AUDIENCE_FACTS, MEANING_FACTS, SURGE_FACTS } from '../listen/facts.ts'
import { listenRoutes, saidOf } from '../listen/index.ts'
import { type Auth, peopleRoutes } from '../people/index.ts'
import { demoRoutes } from './demo.ts'
import { visitDemoRoutes } from './visit-demo.ts'

/** What other programs may be told of, with its shape: facts whose shapes are promised to stay. */
export const ANNOUNCED = { ...MEANING_FACTS, ...SURGE_FACTS, ...AUDIENCE_FACTS, ...ASSIST_FACTS, ...ASK_FACTS }

const announced = new Map(Object.entries(ANNOUNCED).map(([name, shape]) => [name, shape.description ?? '']))

/** The table of contents: what each slice answers, in the order of the story. */
export const routesOf = (house: { doors: Doors; feed: FactFeed; connectors: Connectors; auth: Auth; mail: Mail; inbox: Inbox; secrets: Secrets; models: ModelHosts; url: string }): Routes[] => [
  peopleRoutes({ ...house, announced }),
  connectRoutes(house),
  handedInRoutes(house),
  ingestRoutes({ ...house, saidOf }),
  listenRoutes(house),
  assistRoutes(house),
  askRoutes(house),
  demoRoutes,
  visitDemoRoutes(house),
]

/** Facts after which ingest looks anew at all that it listens to and for, and those about one query. */
const CHANGES_LISTENING = ['connect.source_', 'connect.import_', 'ingest.block_added', 'ingest.block_removed']
const CHANGES_QUERY = ['listen.query_added', 'listen.query_changed', 'listen.query_archived', 'ingest.query_set_aside']

/** Tells ingest when sources, queries or block lists have changed, whoever changed them: the web, a command, another server. */
export const keepListening = (listener: Listener, onError: (error: unknown) => void): FactListener => ({
  heard: ({ workspaceId, factId, name }) => {
    if (CHANGES_QUERY.includes(name)) listener.takeIn(workspaceId, factId).catch(onError)
    if (CHANGES_LISTENING.some((start) => name.startsWith(start))) listener.refresh().catch(onError)
  },
  missedSome: () => listener.refresh().catch(onError),
})

/** Tells of a workspace that a source was added to it; one that was missed is found by a chore. */
export const onNewSource = (tell: (workspaceId: string) => Promise<void>, onError: (error: unknown) => void): FactListener => ({
  heard: ({ name, workspaceId }) => {
    if (name === 'connect.source_added') tell(workspaceId).catch(onError)
  },
  missedSome: () => undefined,
})
