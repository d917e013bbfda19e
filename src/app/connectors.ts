import { bluesky } from '../connect/bluesky/connector.ts'
import { clip } from '../connect/clip/connector.ts'
import { demo } from '../connect/demo/connector.ts'
import { feed } from '../connect/feed/connector.ts'
import { hear } from '../connect/hear/connector.ts'
import { importConnector } from '../connect/import/connector.ts'
import type { Connectors, Files, TrayDoor } from '../connect/index.ts'
import { mail } from '../connect/mail/connector.ts'
import { webhook } from '../connect/webhook/connector.ts'

/** What connectors are handed that know nothing of the database. */
export type Handed = { readonly trays: TrayDoor; readonly files: Files }

/** Every network this installation can listen to. */
export const connectorsWith = ({ trays, files }: Handed): Connectors =>
  new Map([bluesky, feed, mail, webhook(trays), clip(trays), hear(trays), importConnector(files), demo].map((connector) => [connector.id, connector]))
