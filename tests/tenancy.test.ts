/** The wall between workspaces, as the database's own catalogue tells it. tenancy-tried.test.ts leans against it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, type TwoWorkspaces, grantsOn, twoWorkspaces } from './support/two-workspaces.ts'

/** What is unique across all workspaces, though their tables are not: the name in addresses. */
const UNIQUE_EVERYWHERE = ['workspace_slug_key', 'only_demo']

/** Functions that look over the wall, and who may call them. */
const DEFINERS: Record<string, string[] | null> = {
  also_serve_holders: ['heed_ingest'],
  assist_notice: ['heed_app'],
  call_outward: null, // a trigger: called by nobody
  change_stream: ['heed_app'],
  count_matches_found: null, // triggers: called by nobody
  count_matches_lost: null,
  count_mentions_changed: null,
  count_mentions_removed: null,
  count_mentions_said: null,
  demo_workspace: ['heed_app'],
  enqueue: ['heed_app', 'heed_ingest'],
  every_workspace: ['heed_ingest'],
  firsts_like: ['heed_ingest'],
  note_themes_changed: null, // triggers: called by nobody
  note_themes_removed: null,
  note_themes_said: null,
  privacy_notice: ['heed_app'],
  remove_matches_first: null,
  retry_stream: ['heed_app'],
  sample_mentions: ['heed_app'],
  search_mentions: ['heed_app'],
  subscribe_stream: ['heed_app'],
  subscriptions: ['heed_ingest'],
  workspace_of_link: ['heed_app'],
}

let house: TwoWorkspaces
beforeAll(async () => {
  house = await twoWorkspaces()
})
afterAll(() => house.close())

describe('the catalogue', () => {
  it('has no schema, view or foreign table that this test does not know', async () => {
    const schemas = await house.rows<{ name: string }>(`
      select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by nspname`)
    expect(schemas.map(({ name }) => name)).toEqual(['auth', 'graphile_worker', 'public'])
    const others = await house.rows(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`)
    expect(others).toEqual([])
    expect(SYSTEM.filter((name) => !house.tables.includes(name))).toEqual([])
  })

  it('has workspace_id first in every key of every workspace’s table', async () => {
    const keys = await house.rows<{ table: string; key: string; first: string }>(`
      select t.relname as table, i.relname as key, a.attname as first
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisprimary)`)
    const wrong = keys.filter(({ table, first }) => house.ofWorkspaces.includes(table) && first !== 'workspace_id')
    expect(wrong.map(({ key }) => key)).toEqual(UNIQUE_EVERYWHERE)
    const primary = await house.rows<{ name: string }>(`
      select conrelid::regclass::text as name from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace`)
    expect(primary.map(({ name }) => name).toSorted()).toEqual(house.tables)
  })

  it('has workspace_id first in every reference from one workspace’s table to another', async () => {
    const references = await house.rows<{ from: string; to: string; first: string; target: string }>(`
      select f.relname as from, t.relname as to, fa.attname as first, ta.attname as target
      from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
        join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = c.conkey[1]
        join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = c.confkey[1]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace`)
    const inside = references.filter(({ to }) => house.ofWorkspaces.includes(to))
    expect(inside.length).toBeGreaterThan(0)
    expect(inside.filter(({ first, target }) => first !== 'workspace_id' || target !== 'workspace_id')).toEqual([])
  })

  it('has the same two policies on every workspace’s table, and no other but to see one’s own memberships', async () => {
    const policies = await house.rows<{ table: string; name: string; roles: string; cmd: string; rule: string; check: string | null }>(`
      select tablename as table, policyname as name, roles::text, cmd, qual as rule, with_check as check from pg_policies
      where schemaname = 'public' order by tablename, policyname`)
    const own = '(workspace_id = current_workspace())'
    const ingest = '(workspace_id = ANY (ingest_workspaces()))'
    for (const table of house.ofWorkspaces) {
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
    const open = await house.rows<{ name: string }>(`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`)
    expect(open.map(({ name }) => name)).toEqual(['migration'])
  })

  it('grants to our roles what this test says and nothing more, and nothing to everyone', async () => {
    const granted = await house.rows<{ table: string; grantee: string; privilege: string }>(`
      select relname as table, coalesce(r.rolname, 'everyone') as grantee, lower(privilege_type) as privilege
      from pg_class, aclexplode(relacl) g left join pg_roles r on r.oid = g.grantee
      where relnamespace = 'public'::regnamespace and g.grantee <> relowner order by 1, 2, 3`)
    const of = (table: string, grantee: string) =>
      granted.filter((grant) => grant.table === table && grant.grantee === grantee).map(({ privilege }) => privilege)
    const actual = Object.fromEntries(house.tables.map((table) =>
      [table, { app: of(table, 'heed_app'), ingest: of(table, 'heed_ingest') }]))
    expect(actual).toEqual(Object.fromEntries(house.tables.map((table) => [table, grantsOn(table)])))
    expect(granted.filter(({ grantee }) => !['heed_app', 'heed_ingest'].includes(grantee))).toEqual([])
    const byColumn = await house.rows(`
      select relname, attname from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and attacl is not null`)
    expect(byColumn).toEqual([])
    expect(await house.rows('select * from pg_default_acl')).toEqual([])
  })

  it('gives our roles no power: they own nothing, bypass nothing, belong to no other role', async () => {
    const roles = await house.rows(`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
      from pg_roles where rolname in ('heed_app', 'heed_ingest') order by 1`)
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }
    expect(roles).toEqual([{ rolname: 'heed_app', ...none }, { rolname: 'heed_ingest', ...none }])
    const ours = "(select oid from pg_roles where rolname in ('heed_app', 'heed_ingest'))"
    expect(await house.rows(`select * from pg_shdepend where deptype = 'o' and refobjid in ${ours}`)).toEqual([])
    expect(await house.rows(`select * from pg_auth_members where member in ${ours}`)).toEqual([])
  })

  it('lets our roles make nothing in any schema', async () => {
    const may = await house.rows<{ schema: string; role: string; create: boolean; usage: boolean }>(`
      select nspname as schema, role,
        has_schema_privilege(role, nspname, 'create') as create, has_schema_privilege(role, nspname, 'usage') as usage
      from pg_namespace, unnest(array['heed_app', 'heed_ingest']) role
      where nspname in ('public', 'auth', 'graphile_worker') order by 1, 2`)
    expect(may.filter(({ create }) => create)).toEqual([])
    const enter = may.filter(({ usage }) => usage).map(({ schema, role }) => `${role} ${schema}`)
    expect(enter).toEqual(['heed_app auth', 'heed_app public', 'heed_ingest public'])
  })

  it('lets few functions look over the wall, each with a fixed search path and named callers', async () => {
    const functions = await house.rows<{ name: string; config: string[] | null; definer: boolean; callers: string[] | null }>(`
      select proname as name, proconfig as config, prosecdef as definer,
        (select array_agg(coalesce(r.rolname::text, 'everyone') order by 1)
          from aclexplode(proacl) g left join pg_roles r on r.oid = g.grantee where g.grantee <> proowner) as callers
      from pg_proc where pronamespace = 'public'::regnamespace`)
    const definers = functions.filter(({ definer }) => definer)
    expect(Object.fromEntries(definers.map(({ name, callers }) => [name, callers]))).toEqual(DEFINERS)
    for (const { config } of definers) {
      expect(config?.filter((setting) => setting !== 'enable_seqscan=off'), 'a plan may be steered, a path may not').toEqual(['search_path=pg_catalog, pg_temp'])
    }
    expect(functions.find(({ name }) => name === 'own_workspace_only')?.callers).toBeNull()
  })
})
