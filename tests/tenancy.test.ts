/** The wall between workspaces, read from the database's own catalogue, and then leaned against. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Db, type Doors, openDb, openDoors, openPool } from '../src/base/server/database.ts'
import { enqueue, job } from '../src/base/server/jobs.ts'
import { type Full, fillWorkspace } from './support/full-workspace.ts'
import { type TestDatabase, testDatabase } from './support/postgres.ts'

/** Tables of the whole installation. Every other table belongs to workspaces. */
const SYSTEM = ['gap', 'migration', 'recent_change', 'stream']

/** What is unique across all workspaces, though their tables are not: the name in addresses. */
const UNIQUE_EVERYWHERE = ['workspace_slug_key']

/** Who may do what to a table; of those not named here the app may do all, and ingest nothing. */
const GRANTS: Record<string, { app: string[]; ingest: string[] }> = {
  fact: { app: ['insert', 'select'], ingest: ['insert'] },
  mention: { app: ['select', 'update'], ingest: ['delete', 'insert', 'select', 'update'] },
  mention_match: { app: ['select'], ingest: ['delete', 'insert', 'select', 'update'] },
  forgotten_post: { app: ['delete', 'insert', 'select', 'update'], ingest: ['insert', 'select'] },
  block: { app: ['delete', 'insert', 'select', 'update'], ingest: ['select'] },
  query: { app: ['delete', 'insert', 'select', 'update'], ingest: ['select'] },
  source: { app: ['delete', 'insert', 'select', 'update'], ingest: ['select'] },
  gap: { app: ['select'], ingest: ['insert', 'select', 'update'] },
  stream: { app: ['select'], ingest: ['select', 'update'] },
  recent_change: { app: [], ingest: ['delete', 'insert', 'select', 'update'] },
  migration: { app: [], ingest: [] },
}
const USUAL = { app: ['delete', 'insert', 'select', 'update'], ingest: [] }

/** Functions that look over the wall, and who may call them. */
const DEFINERS: Record<string, string[]> = {
  also_serve_holders: ['heed_ingest'],
  enqueue: ['heed_app', 'heed_ingest'],
  every_workspace: ['heed_ingest'],
  retry_stream: ['heed_app'],
  search_mentions: ['heed_app'],
  subscribe_stream: ['heed_app'],
  subscriptions: ['heed_ingest'],
}

const [A, B] = ['0197a000-0000-7000-8000-00000000000a', '0197a000-0000-7000-8000-00000000000b']

let database: TestDatabase
let owner: Db
let doors: Doors
let full: Full
let tables: string[]

beforeAll(async () => {
  database = await testDatabase()
  owner = openDb(openPool(database.owner, { max: 2, name: 'test' }))
  doors = openDoors(database)
  for (const [workspaceId, mark] of [[A, 'mark-a'], [B, 'mark-b']] as const) {
    await owner.insertInto('workspace').values({ workspace_id: workspaceId, slug: mark, name: mark, language: 'en', created_at: new Date() }).execute()
    await owner.insertInto('membership').values({ workspace_id: workspaceId, user_id: `user of ${mark}`, role: 'owner', created_at: new Date() }).execute()
  }
  full = await fillWorkspace(owner, A, 'mark-a')
  await fillWorkspace(owner, B, 'mark-b')
  tables = (await rows<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname")).map(({ name }) => name)
})
afterAll(async () => {
  await Promise.all([owner.destroy(), doors.close()])
  await database.close()
})

async function rows<Row>(query: string): Promise<Row[]> {
  return (await sql.raw<Row>(query).execute(owner)).rows
}

const ofWorkspaces = (): string[] => tables.filter((name) => !SYSTEM.includes(name))

async function countIn(db: Db, table: string, where = 'true'): Promise<number> {
  const { rows } = await sql.raw<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`).execute(db)
  return rows[0]?.n ?? -1
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(() => undefined, (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)))
}
const NOT_ALLOWED = '42501'

describe('the catalogue', () => {
  it('has no schema, view or foreign table that this test does not know', async () => {
    const schemas = await rows<{ name: string }>("select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by nspname")
    expect(schemas.map(({ name }) => name)).toEqual(['auth', 'graphile_worker', 'public'])
    expect(await rows("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')")).toEqual([])
    expect(SYSTEM.filter((name) => !tables.includes(name))).toEqual([])
  })

  it('has workspace_id first in every key of every workspace’s table', async () => {
    const keys = await rows<{ table: string; key: string; first: string }>(`
      select t.relname as table, i.relname as key, a.attname as first
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisprimary)`)
    const wrong = keys.filter(({ table, key, first }) => ofWorkspaces().includes(table) && first !== 'workspace_id' && !UNIQUE_EVERYWHERE.includes(key))
    expect(wrong).toEqual([])
    const primary = await rows<{ name: string }>("select conrelid::regclass::text as name from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace")
    expect(primary.map(({ name }) => name).toSorted()).toEqual(tables)
  })

  it('has workspace_id first in every reference from one workspace’s table to another', async () => {
    const references = await rows<{ from: string; to: string; first: string; target: string }>(`
      select f.relname as from, t.relname as to, fa.attname as first, ta.attname as target
      from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
        join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = c.conkey[1] join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = c.confkey[1]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace`)
    const inside = references.filter(({ to }) => ofWorkspaces().includes(to))
    expect(inside.length).toBeGreaterThan(0)
    expect(inside.filter(({ first, target }) => first !== 'workspace_id' || target !== 'workspace_id')).toEqual([])
  })

  it('has the same two policies on every workspace’s table, and no other but to see one’s own memberships', async () => {
    const policies = await rows<{ table: string; name: string; roles: string; cmd: string; rule: string; check: string | null }>(`
      select tablename as table, policyname as name, roles::text, cmd, qual as rule, with_check as check from pg_policies
      where schemaname = 'public' order by tablename, policyname`)
    const own = '(workspace_id = current_workspace())'
    const ingest = '(workspace_id = ANY (ingest_workspaces()))'
    for (const table of ofWorkspaces()) {
      const here = policies.filter((policy) => policy.table === table && policy.name !== 'own_membership')
      expect(here).toEqual([
        { table, name: 'ingest', roles: '{heed_ingest}', cmd: 'ALL', rule: ingest, check: ingest },
        { table, name: 'own_workspace', roles: '{heed_app}', cmd: 'ALL', rule: own, check: own },
      ])
    }
    const special = policies.filter(({ name }) => name === 'own_membership').map(({ table, cmd }) => `${cmd} ${table}`)
    expect(special).toEqual(['SELECT membership', 'SELECT workspace'])
  })

  it('has row-level security on every table that a role of ours may touch', async () => {
    const open = await rows<{ name: string }>("select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity")
    expect(open.map(({ name }) => name)).toEqual(['migration'])
  })

  it('grants to our roles what this test says and nothing more, and nothing to everyone', async () => {
    const granted = await rows<{ table: string; grantee: string; privilege: string }>(`
      select relname as table, coalesce(r.rolname, 'everyone') as grantee, lower(privilege_type) as privilege
      from pg_class, aclexplode(relacl) g left join pg_roles r on r.oid = g.grantee
      where relnamespace = 'public'::regnamespace and g.grantee <> relowner order by 1, 2, 3`)
    const of = (table: string, grantee: string) => granted.filter((grant) => grant.table === table && grant.grantee === grantee).map(({ privilege }) => privilege)
    const actual = Object.fromEntries(tables.map((table) => [table, { app: of(table, 'heed_app'), ingest: of(table, 'heed_ingest') }]))
    expect(actual).toEqual(Object.fromEntries(tables.map((table) => [table, GRANTS[table] ?? USUAL])))
    expect(granted.filter(({ grantee }) => !['heed_app', 'heed_ingest'].includes(grantee))).toEqual([])
    expect(await rows("select attrelid::regclass from pg_attribute where attacl is not null and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)")).toEqual([])
    expect(await rows('select * from pg_default_acl')).toEqual([])
  })

  it('gives our roles no power: they own nothing, bypass nothing, belong to no other role', async () => {
    const roles = await rows(`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname in ('heed_app', 'heed_ingest') order by 1`)
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }
    expect(roles).toEqual([{ rolname: 'heed_app', ...none }, { rolname: 'heed_ingest', ...none }])
    const ours = "(select oid from pg_roles where rolname in ('heed_app', 'heed_ingest'))"
    expect(await rows(`select * from pg_shdepend where deptype = 'o' and refobjid in ${ours}`)).toEqual([])
    expect(await rows(`select * from pg_auth_members where member in ${ours}`)).toEqual([])
  })

  it('lets our roles make nothing in any schema', async () => {
    const may = await rows<{ schema: string; role: string; create: boolean; usage: boolean }>(`
      select nspname as schema, role, has_schema_privilege(role, nspname, 'create') as create, has_schema_privilege(role, nspname, 'usage') as usage
      from pg_namespace, unnest(array['heed_app', 'heed_ingest']) role where nspname in ('public', 'auth', 'graphile_worker') order by 1, 2`)
    expect(may.filter(({ create }) => create)).toEqual([])
    expect(may.filter(({ usage }) => usage).map(({ schema, role }) => `${role} ${schema}`)).toEqual(['heed_app auth', 'heed_app public', 'heed_ingest public'])
  })

  it('lets few functions look over the wall, each with a fixed search path and named callers', async () => {
    const functions = await rows<{ name: string; config: string[] | null; definer: boolean; callers: string[] | null }>(`
      select proname as name, proconfig as config, prosecdef as definer,
        (select array_agg(coalesce(r.rolname::text, 'everyone') order by 1) from aclexplode(proacl) g left join pg_roles r on r.oid = g.grantee where g.grantee <> proowner) as callers
      from pg_proc where pronamespace = 'public'::regnamespace`)
    const definers = functions.filter(({ definer }) => definer)
    expect(Object.fromEntries(definers.map(({ name, callers }) => [name, callers]))).toEqual(DEFINERS)
    for (const { config } of definers) expect(config).toEqual(['search_path=pg_catalog, pg_temp'])
    expect(functions.find(({ name }) => name === 'own_workspace_only')?.callers).toBeNull()
  })
})

describe('behind the wall', () => {
  it('there is something in every table, so that the rest of this test means something', async () => {
    for (const table of ofWorkspaces()) {
      for (const id of [A, B]) expect([table, await countIn(owner, table, `workspace_id = '${id}'`)]).not.toEqual([table, 0])
    }
  })

  it('the app sees nothing outside a workspace', async () => {
    const visible = tables.filter((table) => (GRANTS[table] ?? USUAL).app.includes('select'))
    for (const table of visible) expect([table, await doors.asUser(null, (db) => countIn(db, table))]).toEqual([table, 0])
    const client = new pg.Client(database.app)
    await client.connect()
    for (const table of visible) expect([table, (await client.query(`select from ${table}`)).rowCount]).toEqual([table, 0])
    await client.end()
  })

  it('an account sees its own memberships and their workspaces, and nothing in them', async () => {
    const seen = await doors.asUser('user of mark-a', async (db) => {
      const counts: Record<string, number> = {}
      for (const table of ofWorkspaces()) counts[table] = await countIn(db, table)
      return Object.entries(counts).filter(([, n]) => n > 0)
    })
    expect(seen).toEqual([['membership', 1], ['workspace', 1]])
  })

  it('a workspace sees its own rows and no other’s, also in what belongs to the whole installation', async () => {
    for (const table of ofWorkspaces()) {
      const [mine, theirs] = await doors.inWorkspace(B, async (db) => [await countIn(db, table), await countIn(db, table, `workspace_id = '${A}'`)])
      expect([table, theirs]).toEqual([table, 0])
      expect(mine).toBe(await countIn(owner, table, `workspace_id = '${B}'`))
    }
    const streams = await doors.inWorkspace(B, async (db) => [await countIn(db, 'stream'), await countIn(db, 'gap'), await countIn(db, 'stream', "key = 'mark-a'")])
    expect(streams).toEqual([1, 1, 0])
  })

  it('a workspace changes and deletes nothing of another’s, and moves nothing there', async () => {
    const all = async () => JSON.stringify(await Promise.all(ofWorkspaces().map((table) => rows(`select * from ${table} where workspace_id = '${A}'`))))
    const before = await all()
    for (const table of ofWorkspaces()) {
      const may = (GRANTS[table] ?? USUAL).app
      if (may.includes('update')) {
        await doors.inWorkspace(B, (db) => sql.raw(`update ${table} set workspace_id = workspace_id where workspace_id = '${A}'`).execute(db))
        const moved = codeOf(doors.inWorkspace(B, (db) => sql.raw(`update ${table} set workspace_id = '${A}' where workspace_id = '${B}'`).execute(db)))
        expect([table, await moved]).toEqual([table, NOT_ALLOWED])
      }
      if (may.includes('delete')) await doors.inWorkspace(B, (db) => sql.raw(`delete from ${table} where workspace_id = '${A}'`).execute(db))
      if (may.includes('insert')) {
        const copied = codeOf(doors.inWorkspace(B, (db) => sql.raw(`insert into ${table} overriding user value select (jsonb_populate_record(t, '{"workspace_id": "${A}"}')).* from ${table} t`).execute(db)))
        expect([table, await copied]).toEqual([table, NOT_ALLOWED])
      }
    }
    expect(await all()).toBe(before)
  })

  it('the list of facts is added to and never changed', async () => {
    for (const change of ["update fact set name = 'x.y'", 'delete from fact', 'truncate fact']) {
      expect(await codeOf(doors.inWorkspace(A, (db) => sql.raw(change).execute(db)))).toBe(NOT_ALLOWED)
    }
  })

  it('ingest sees the workspaces it serves and no others', async () => {
    const visible = ofWorkspaces().filter((table) => (GRANTS[table] ?? USUAL).ingest.includes('select'))
    for (const table of visible) {
      expect([table, await doors.asIngest([], (db) => countIn(db, table))]).toEqual([table, 0])
      expect([table, await doors.asIngest([B], (db) => countIn(db, table, `workspace_id = '${A}'`))]).toEqual([table, 0])
      expect([table, await doors.asIngest([A, B], (db) => countIn(db, table, `workspace_id = '${A}'`))]).not.toEqual([table, 0])
    }
    const foreign = doors.asIngest([B], (db) => sql`insert into fact (workspace_id, name, data, at) values (${A}, 'a.b', '{}', now())`.execute(db))
    expect(await codeOf(foreign)).toBe(NOT_ALLOWED)
  })

  it('only the app reaches accounts, and nobody the queue or the list of migrations', async () => {
    const tries = ['select from graphile_worker.jobs', 'select from graphile_worker._private_jobs', "select graphile_worker.add_job('x', '{}')", 'select from migration']
    for (const query of tries) {
      expect([query, await codeOf(doors.inWorkspace(A, (db) => sql.raw(query).execute(db)))]).toEqual([query, NOT_ALLOWED])
      expect([query, await codeOf(doors.asIngest([A], (db) => sql.raw(query).execute(db)))]).toEqual([query, NOT_ALLOWED])
    }
    expect(await codeOf(doors.asIngest([A], (db) => sql.raw('select from auth."user"').execute(db)))).toBe(NOT_ALLOWED)
  })
})

describe('the functions over the wall', () => {
  const search = (db: Db) => sql<{ workspace_id: string; id: string }>`select workspace_id, id from search_mentions('everywhere'::tsquery, 'infinity', ${A}::uuid, 100)`.execute(db)

  it('search finds the mentions of the workspace asking and never another’s', async () => {
    const found = await doors.inWorkspace(A, search)
    expect(found.rows).toEqual([{ workspace_id: A, id: full.mention }])
    expect((await doors.inWorkspace(B, search)).rows.map(({ workspace_id }) => workspace_id)).toEqual([B])
    expect((await doors.asUser('user of mark-a', search)).rows).toEqual([])
  })

  it('work is enqueued in the workspace of the transaction, whatever its payload says', async () => {
    const work = job({ name: 'test.work', data: z.unknown(), run: async () => undefined })
    await doors.inWorkspace(A, (db) => enqueue(db, work, { workspaceId: B }))
    const queued = await rows<{ payload: unknown }>("select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'test.work'")
    expect(queued).toEqual([{ payload: { workspaceId: A, data: { workspaceId: B } } }])
  })

  it('work is enqueued exactly if its transaction commits', async () => {
    const work = job({ name: 'test.undone', data: z.unknown(), run: async () => undefined })
    const undone = doors.inWorkspace(A, async (db) => {
      await enqueue(db, work, {})
      throw new Error('changed our mind')
    })
    await expect(undone).rejects.toThrow('changed our mind')
    expect(await rows("select from graphile_worker._private_tasks t join graphile_worker._private_jobs j on t.id = j.task_id where t.identifier = 'test.undone'")).toEqual([])
  })

  it('a stream that another workspace hears is neither told of nor set in motion', async () => {
    await sql`update stream set state = 'stopped' where id = ${full.stream}`.execute(owner)
    await doors.inWorkspace(B, (db) => sql`select retry_stream(${full.stream})`.execute(db))
    expect(await countIn(owner, 'stream', `id = '${full.stream}' and state = 'stopped'`)).toBe(1)
    await doors.inWorkspace(A, (db) => sql`select retry_stream(${full.stream})`.execute(db))
    expect(await countIn(owner, 'stream', `id = '${full.stream}' and state = 'waiting'`)).toBe(1)
  })
})
