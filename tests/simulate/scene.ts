/** Workspaces that listen, on a real database: what tests of ingest set before they begin. */
import { openDb, openDoors, openPool, type Db, type Doors } from '../../src/base/server/database.ts'
import type { PgConnection } from '../../src/base/postgres/connection.ts'
import { uuidv7 } from '../../src/base/server/uuid.ts'
import type { Post } from '../../src/connect/connector.ts'

/** The database seen by its owner (who sees everything) and through the doors. */
export type Scene = { readonly db: Db; readonly doors: Doors; readonly connections: Connections; close(): Promise<void> }
export type Connections = { readonly owner: PgConnection; readonly app: PgConnection; readonly ingest: PgConnection }

export function openScene(connections: Connections): Scene {
  const db = openDb(openPool(connections.owner, { max: 2, name: 'scene' }))
  const doors = openDoors(connections)
  return {
    db,
    doors,
    connections,
    close: async () => {
      await Promise.all([db.destroy(), doors.close()])
    },
  }
}

const THEN = new Date('2026-01-01T00:00:00Z')

/** A new workspace with these standing queries; returns its id and theirs. */
export async function workspaceListeningFor(db: Db, texts: readonly string[]): Promise<{ workspaceId: string; queryIds: string[] }> {
  const workspaceId = uuidv7(new Date())
  await db
    .insertInto('workspace')
    .values({ workspace_id: workspaceId, slug: `s-${workspaceId.slice(-12)}`, name: 'A workspace', language: 'en', created_at: THEN })
    .execute()
  const queryIds: string[] = []
  for (const text of texts) queryIds.push(await addQuery(db, workspaceId, text))
  return { workspaceId, queryIds }
}

export async function addQuery(db: Db, workspaceId: string, text: string): Promise<string> {
  const id = uuidv7(new Date())
  await db
    .insertInto('query')
    .values({ workspace_id: workspaceId, id, name: id, text, canonical: text, created_at: THEN, changed_at: THEN })
    .execute()
  return id
}

/** A stream of this network, and a source of each workspace that hears it. */
export async function streamHeardBy(db: Db, connector: string, workspaceIds: readonly string[], settings: Record<string, unknown> = {}): Promise<string> {
  const id = uuidv7(new Date())
  await db
    .insertInto('stream')
    .values({ id, connector, key: id, settings: JSON.stringify(settings), created_at: THEN })
    .execute()
  for (const workspaceId of workspaceIds) {
    await db
      .insertInto('source')
      .values({ workspace_id: workspaceId, id: uuidv7(new Date()), connector, name: `source of ${connector}`, stream_id: id, created_at: THEN })
      .execute()
  }
  return id
}

/** A post of a network, with what the test cares about. */
export function postOf(parts: Partial<Post> & { readonly externalId: string }): Post {
  return {
    kind: 'said',
    form: 'post',
    author: { id: 'author-1', handle: 'ada.example', name: 'Ada', followers: 3 },
    text: '',
    lang: 'en',
    url: `https://network.example/${encodeURIComponent(parts.externalId.slice(0, 20))}`,
    saidAt: THEN,
    links: [],
    tags: [],
    media: [],
    replyTo: null,
    ...parts,
  }
}
