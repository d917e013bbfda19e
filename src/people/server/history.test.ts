import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addDepartment, history } from '../contract.ts'
import { DONE } from './history.ts'

let world: World
let owner: Asker & { workspaceId: string }
beforeAll(async () => {
  world = await newWorld()
  owner = await world.owner()
})
afterAll(() => world.close())

const facts = async (input: { limit?: number; after?: string } = {}) => (await world.call(history, input, owner)).body

it('tells what was done, by whom, newest first and page by page, and not what was heard', async () => {
  await world.call(addDepartment, { name: 'מחסן' }, owner)
  await world.db.insertInto('fact').values({
    workspace_id: owner.workspaceId, name: 'ingest.mentions_heard', user_id: null, data: sql`'{"mentionIds":[],"count":1}'::jsonb`, at: world.clock.now,
  }).execute()
  const all = await facts()
  expect(all.facts.map(({ name, by }) => [name, by])).toEqual([
    ['people.department_added', owner.user.name], ['people.market_added', owner.user.name], ['people.workspace_created', owner.user.name],
  ])
  expect(all.facts[0]?.data).toMatchObject({ name: 'מחסן' })
  const first = await facts({ limit: 1 })
  const second = await facts({ limit: 2, after: first.next ?? '' })
  expect([...first.facts, ...second.facts]).toEqual(all.facts)
  expect(second.next).toBeNull()
})

it('is read by managers and owners only', async () => {
  const statuses = await Promise.all((['manager', 'agent', 'viewer', 'partner'] as const).map(async (role) => (
    (await world.call(history, {}, await world.as(role, owner.workspaceId))).status
  )))
  expect(statuses).toEqual([200, 403, 403, 403])
})

it('is found by its own index, however much was heard', async () => {
  await world.db.insertInto('fact').expression((eb) => eb.selectFrom(sql<{ n: number }>`generate_series(1, 20000)`.as('n')).select([
    sql<string>`${owner.workspaceId}::uuid`.as('workspace_id'), sql<string>`'ingest.mentions_heard'`.as('name'), sql<string>`'{}'::jsonb`.as('data'), sql<Date>`now()`.as('at'),
  ])).columns(['workspace_id', 'name', 'data', 'at']).execute()
  await sql`analyze fact`.execute(world.db)
  const plan = await world.doors.inWorkspace(owner.workspaceId, (db) => sql<{ 'QUERY PLAN': string }>`
    explain select id from fact where ${DONE} order by fact.id desc limit 51`.execute(db))
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('fact_done')
})
