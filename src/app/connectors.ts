import { bluesky } from '../connect/bluesky/connector.ts'
import { demo } from '../connect/demo/connector.ts'
import { feed } from '../connect/feed/connector.ts'
import type { Connectors } from '../connect/index.ts'

/** Every network this installation can listen to. */
export const connectors: Connectors = new Map([bluesky, feed, demo].map((connector) => [connector.id, connector]))
