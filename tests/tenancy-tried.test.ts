/** Leans against the wall between workspaces: whatever one of them tries, it reaches only its own. */
import { sql } from 'kysely'
import { Client, DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Db } from '../src/base/server/database.ts'
import { enqueue, job } from '../src/base/server/jobs.ts'
import { A, B, type TwoWorkspaces, grantsOn, twoWorkspaces } from './support/two-workspaces.ts'

let house: TwoWorkspaces
beforeAll(async () => {
  house = await twoWorkspaces()
})
afterAll(() => house.close())

async function countIn(db: Db, table: string, where = 'true'): Promise<number> {
  const { rows } = await sql.raw<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`).execute(db)
  return rows[0]?.n ?? -1
}

const allOfA = async (): Promise<string> =>
  JSON.stringify(await Promise.all(house.ofWorkspaces.map((table) => house.rows(`select * from ${table} where workspace_id = '${A}'`))))

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(() => undefined, (error: unknown) => (error instanceof DatabaseError ? error.code : String(error)))
}
const NOT_ALLOWED = '42501'

/** What B may try with a table to reach A, as far as it is granted at all: in vain, or refused. */
function triesOf(table: string): { query: string; answer: string | undefined }[] {
  const tries = [
    { needs: 'update', query: `update ${table} set workspace_id = workspace_id where workspace_id = '${A}'`, answer: undefined },
    { needs: 'delete', query: `delete from ${table} where workspace_id = '${A}'`, answer: undefined },
    { needs: 'update', query: `update ${table} set workspace_id = '${A}' where workspace_id = '${B}'`, answer: NOT_ALLOWED },
    {
      needs: 'insert',
      query: `insert into ${table} overriding user value select (jsonb_populate_record(t, '{"workspace_id": "${A}"}')).* from ${table} t`,
      answer: NOT_ALLOWED,
    },
  ]
  return tries.filter(({ needs }) => grantsOn(table).app.includes(needs))
}

describe('behind the wall', () => {
  it('there is something in every table, so that the rest of this test means something', async () => {
    for (const table of house.ofWorkspaces) {
      for (const id of [A, B]) expect([table, await countIn(house.owner, table, `workspace_id = '${id}'`)]).not.toEqual([table, 0])
    }
  })

  it('the app sees nothing outside a workspace', async () => {
    const visible = house.tables.filter((table) => grantsOn(table).app.includes('select'))
    for (const table of visible) expect([table, await house.doors.asUser(null, (db) => countIn(db, table))]).toEqual([table, 0])
    const client = new Client(house.database.app)
    await client.connect()
    for (const table of visible) expect([table, (await client.query(`select from ${table}`)).rowCount]).toEqual([table, 0])
    await client.end()
  })

  it('an account sees its own memberships and their workspaces, and nothing in them', async () => {
    const seen: [string, number][] = []
    for (const table of house.ofWorkspaces) seen.push([table, await house.doors.asUser('user of mark-a', (db) => countIn(db, table))])
    expect(seen.filter(([, n]) => n > 0)).toEqual([['membership', 1], ['workspace', 1]])
  })

  it('a workspace sees its own rows and no other’s, also in what belongs to the whole installation', async () => {
    for (const table of house.ofWorkspaces) {
      const seen = await house.doors.inWorkspace(B, (db) => countIn(db, table))
      const theirs = await house.doors.inWorkspace(B, (db) => countIn(db, table, `workspace_id = '${A}'`))
      expect([table, seen, theirs]).toEqual([table, await countIn(house.owner, table, `workspace_id = '${B}'`), 0])
    }
    for (const table of ['stream', 'gap']) {
      expect([table, await house.doors.inWorkspace(B, (db) => countIn(db, table))]).toEqual([table, 1])
    }
    expect(await house.doors.inWorkspace(B, (db) => countIn(db, 'stream', "key = 'mark-a'"))).toBe(0)
  })

  it('a workspace changes and deletes nothing of another’s, and moves nothing there', async () => {
    const before = await allOfA()
    for (const table of house.ofWorkspaces) {
      for (const { query, answer } of triesOf(table)) {
        expect([query, await codeOf(house.doors.inWorkspace(B, (db) => sql.raw(query).execute(db)))]).toEqual([query, answer])
      }
    }
    expect(await allOfA()).toBe(before)
  })

  it('the list of facts is added to and never changed', async () => {
    for (const change of ["update fact set name = 'x.y'", 'delete from fact', 'truncate fact']) {
      expect(await codeOf(house.doors.inWorkspace(A, (db) => sql.raw(change).execute(db)))).toBe(NOT_ALLOWED)
    }
  })

  it('ingest sees the workspaces it serves and no others', async () => {
    const visible = house.ofWorkspaces.filter((table) => grantsOn(table).ingest.includes('select'))
    for (const table of visible) {
      expect([table, await house.doors.asIngest([], (db) => countIn(db, table))]).toEqual([table, 0])
      expect([table, await house.doors.asIngest([B], (db) => countIn(db, table, `workspace_id = '${A}'`))]).toEqual([table, 0])
      expect([table, await house.doors.asIngest([A, B], (db) => countIn(db, table, `workspace_id = '${A}'`))]).not.toEqual([table, 0])
    }
    const foreign = house.doors.asIngest([B], (db) =>
      sql`insert into fact (workspace_id, name, data, at) values (${A}, 'a.b', '{}', now())`.execute(db))
    expect(await codeOf(foreign)).toBe(NOT_ALLOWED)
  })

  it('only the app reaches accounts, and nobody the queue or the list of migrations', async () => {
    const tries = [
      'select from graphile_worker.jobs', 'select from graphile_worker._private_jobs', "select graphile_worker.add_job('x', '{}')",
      'select from migration',
    ]
    for (const query of tries) {
      expect([query, await codeOf(house.doors.inWorkspace(A, (db) => sql.raw(query).execute(db)))]).toEqual([query, NOT_ALLOWED])
      expect([query, await codeOf(house.doors.asIngest([A], (db) => sql.raw(query).execute(db)))]).toEqual([query, NOT_ALLOWED])
    }
    expect(await codeOf(house.doors.asIngest([A], (db) => sql.raw('select from auth."user"').execute(db)))).toBe(NOT_ALLOWED)
  })
})

const search = (db: Db) => sql<{ workspace_id: string; id: string }>`
  select workspace_id, id from search_mentions('everywhere'::tsquery, '-infinity', 'infinity', ${A}::uuid, 100)`.execute(db)

const sample = (db: Db) => sql<{ of_bar: number; workspace_id: string; id: string }>`
  select of_bar, (mention).workspace_id, (mention).id from sample_mentions('everywhere'::tsquery, '{-infinity,infinity}', 100)`.execute(db)

/** What waits in the queue under this name. */
const queued = (name: string) => house.rows<{ payload: unknown }>(`
  select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where t.identifier = '${name}'`)

describe('the functions over the wall', () => {
  it('search finds the mentions of the workspace asking and never another’s', async () => {
    const found = await house.doors.inWorkspace(A, search)
    expect(found.rows).toEqual([{ workspace_id: A, id: house.full.mention }])
    expect((await house.doors.inWorkspace(B, search)).rows.map(({ workspace_id }) => workspace_id)).toEqual([B])
    expect((await house.doors.asUser('user of mark-a', search)).rows).toEqual([])
  })

  it('a sample counts and holds mentions of the workspace asking and never another’s', async () => {
    expect((await house.doors.inWorkspace(A, sample)).rows).toEqual([{ of_bar: 1, workspace_id: A, id: house.full.mention }])
    expect((await house.doors.inWorkspace(B, sample)).rows.map(({ of_bar, workspace_id }) => [of_bar, workspace_id])).toEqual([[1, B]])
    expect((await house.doors.asUser('user of mark-a', sample)).rows).toEqual([])
  })

  it('work is enqueued in the workspace of the transaction, whatever its payload says', async () => {
    const work = job({ name: 'test.work', data: z.unknown(), run: async () => undefined })
    await house.doors.inWorkspace(A, (db) => enqueue(db, work, { workspaceId: B }))
    expect(await queued('test.work')).toEqual([{ payload: { workspaceId: A, data: { workspaceId: B } } }])
  })

  it('work is enqueued exactly if its transaction commits', async () => {
    const work = job({ name: 'test.undone', data: z.unknown(), run: async () => undefined })
    const undone = house.doors.inWorkspace(A, (db) => enqueue(db, work, {}).then(() => Promise.reject(new Error('changed our mind'))))
    await expect(undone).rejects.toThrow('changed our mind')
    expect(await queued('test.undone')).toEqual([])
  })

  it('a stream that another workspace hears is neither told of nor set in motion', async () => {
    await sql`update stream set state = 'stopped' where id = ${house.full.stream}`.execute(house.owner)
    await house.doors.inWorkspace(B, (db) => sql`select retry_stream(${house.full.stream})`.execute(db))
    expect(await countIn(house.owner, 'stream', `id = '${house.full.stream}' and state = 'stopped'`)).toBe(1)
    await house.doors.inWorkspace(A, (db) => sql`select retry_stream(${house.full.stream})`.execute(db))
    expect(await countIn(house.owner, 'stream', `id = '${house.full.stream}' and state = 'waiting'`)).toBe(1)
  })
})
