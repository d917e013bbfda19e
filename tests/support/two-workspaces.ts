import { sql } from 'kysely'
import { type Db, type Doors, openDb, openDoors, openPool } from '../../src/base/server/database.ts'
import { type Full, fillWorkspace } from './full-workspace.ts'
import { type TestDatabase, testDatabase } from './postgres.ts'

/** Tables of the whole installation. Every other table belongs to workspaces. */
export const SYSTEM = ['gap', 'inbox_cursor', 'migration', 'recent_change', 'stream']

const ALL = ['delete', 'insert', 'select', 'update']

/** Who may do what to a table; of those not named here the app may do all, and ingest nothing. */
const GRANTS: Readonly<Record<string, { readonly app: readonly string[]; readonly ingest: readonly string[] }>> = {
  fact: { app: ['insert', 'select'], ingest: ['insert'] },
  mention: { app: ['select', 'update'], ingest: ALL },
  mention_correction: { app: ['insert', 'select'], ingest: ['delete', 'select'] },
  mention_check: { app: ALL, ingest: ['delete', 'select'] },
  calibration: { app: ['insert', 'select'], ingest: ['select'] },
  audience: { app: ['insert', 'select'], ingest: [] },
  mention_match: { app: ['select'], ingest: ALL },
  theme_change: { app: ['delete', 'select'], ingest: [] },
  copy_first: { app: ['select'], ingest: ['delete', 'insert', 'select'] },
  mention_count_change: { app: ['select'], ingest: ['delete', 'select'] },
  mention_count_hour: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  mention_count_hour_kind: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  mention_count_day_kind: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  forgotten_post: { app: ALL, ingest: ['insert', 'select'] },
  back_fill: { app: ALL, ingest: ['select', 'update'] },
  block: { app: ALL, ingest: ['select'] },
  query: { app: ALL, ingest: ['select'] },
  back_test: { app: ALL, ingest: ['select', 'update'] },
  understanding_run: { app: ALL, ingest: ['insert', 'select', 'update'] },
  broad_query: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  source: { app: ALL, ingest: ['select', 'update'] },
  unheard_author: { app: ALL, ingest: ['select'] },
  workspace: { app: ALL, ingest: ['select'] },
  tray: { app: ALL, ingest: ['delete', 'select'] },
  filing: { app: ALL, ingest: ['select', 'update'] },
  clip: { app: ALL, ingest: ['delete', 'select'] },
  inbox_cursor: { app: ['insert', 'select', 'update'], ingest: [] },
  gap: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  stream: { app: ['select'], ingest: ['select', 'update'] },
  recent_change: { app: [], ingest: ALL },
  migration: { app: [], ingest: [] },
}

/** What our roles are to be granted on a table. */
export const grantsOn = (table: string) => GRANTS[table] ?? { app: ALL, ingest: [] }

/** Two workspaces, by id. */
export const [A, B] = ['0197a000-0000-7000-8000-00000000000a', '0197a000-0000-7000-8000-00000000000b'] as const

/**
 * Their database, with at least one row of each in every table. The marks in their texts are `mark-a` and `mark-b`, their only
 * accounts `user of mark-a` and `user of mark-b`.
 */
export type TwoWorkspaces = {
  readonly database: TestDatabase
  readonly owner: Db
  readonly doors: Doors
  /** What is in A. */
  readonly full: Full
  /** All tables in the schema `public`, and those of workspaces. */
  readonly tables: readonly string[]
  readonly ofWorkspaces: readonly string[]
  /** Asks the database as its owner. */
  rows<Row>(query: string): Promise<Row[]>
  close(): Promise<void>
}

/** Makes them, on a database of their own. */
export async function twoWorkspaces(): Promise<TwoWorkspaces> {
  const database = await testDatabase()
  const owner = openDb(openPool(database.owner, { max: 2, name: 'test' }))
  const doors = openDoors(database)
  const rows = async <Row>(query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(owner)).rows
  await begin(owner, A, 'mark-a')
  await begin(owner, B, 'mark-b')
  const full = await fillWorkspace(owner, A, 'mark-a')
  await fillWorkspace(owner, B, 'mark-b')
  const found = await rows<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`)
  const tables = found.map(({ name }) => name)
  const ofWorkspaces = tables.filter((name) => !SYSTEM.includes(name))
  const close = async (): Promise<void> => {
    await Promise.all([owner.destroy(), doors.close()])
    await database.close()
  }
  return { database, owner, doors, full, tables, ofWorkspaces, rows, close }
}

async function begin(owner: Db, workspaceId: string, mark: string): Promise<void> {
  const own = { workspace_id: workspaceId, created_at: new Date() }
  await owner.insertInto('workspace').values({ ...own, slug: mark, name: mark, language: 'en' }).execute()
  await owner.insertInto('membership').values({ ...own, user_id: `user of ${mark}`, role: 'owner' }).execute()
}
