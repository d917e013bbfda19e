import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addView, changeView, listViews, removeView } from '../contract.ts'
import { VIEWS_MAX } from './views.ts'

let world: World
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.owner()
})
afterAll(() => world.close())

const views = async (as: Asker = owner) => (await world.call(listViews, {}, as)).body.views

describe('a saved view', () => {
  it('is kept with its filter, for everybody in the workspace, and told as facts', async () => {
    const filter = { places: 'Forum', langs: 'he,en', find: 'מעלית', from: '2026-05-01T00:00:00Z' }
    const { body: view } = await world.call(addView, { name: ' Forum ', filter }, owner)
    expect(view).toMatchObject({ name: 'Forum', filter, revision: 1 })
    expect(await views(await world.as('viewer', owner.workspaceId))).toContainEqual(view)
    await world.call(changeView, { viewId: view.id, revision: 1, name: 'The forum', filter: {} }, owner)
    await world.call(removeView, { viewId: view.id }, owner)
    expect((await world.call(removeView, { viewId: view.id }, owner)).status).toBe(404)
    const facts = await world.db.selectFrom('fact').select(['name', 'data']).where('name', 'like', 'listen.view%').orderBy('id').execute()
    expect(facts.map(({ name }) => name)).toEqual(['listen.view_added', 'listen.view_changed', 'listen.view_removed'])
    expect(facts[2]?.data).toEqual({ viewId: view.id, name: 'The forum' })
  })

  it('edited in two browsers keeps the first edit and shows it to the second, also at the same moment', async () => {
    const { body: view } = await world.call(addView, { name: 'Shared', filter: {} }, owner)
    const answers = await Promise.all(['en', 'he', 'ar'].map((langs) => (
      world.call(changeView, { viewId: view.id, revision: 1, name: 'Shared', filter: { langs } }, owner))))
    const [winner, ...others] = answers.toSorted((a, b) => a.status - b.status)
    expect([winner?.status, winner?.body.revision]).toEqual([200, 2])
    for (const { status, body } of others) {
      expect([status, body]).toMatchObject([409, { code: 'conflict', details: { now: { filter: winner?.body.filter, revision: 2 } } }])
    }
    expect((await views()).find(({ id }) => id === view.id)).toEqual(winner?.body)
  })

  it('has a name of its own, whatever the case, also when two save it at once or rename', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => world.call(addView, { name: 'Twice', filter: {} }, owner)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    const { body: other } = await world.call(addView, { name: 'Other', filter: {} }, owner)
    expect((await world.call(changeView, { viewId: other.id, revision: 1, name: 'TWICE', filter: {} }, owner)).body.code).toBe('listen.name_taken')
  })

  it.each([
    ['a list with an empty value', { langs: 'en,' }, 'bad_input'],
    ['words that cannot be read', { find: '(' }, 'listen.bad_query'],
    ['a query that is none', { queryId: 'x' }, 'bad_input'],
  ])('with %s is refused', async (_name, filter, code) => {
    expect((await world.call(addView, { name: 'Bad', filter }, owner)).body.code).toBe(code)
    expect((await views()).map(({ name }) => name)).not.toContain('Bad')
  })

  it('may hold any text', async () => {
    for (const find of ['"half a letter \ud800"', "it's", '🙂 lift', '\u202e lift']) {
      expect((await world.call(addView, { name: `${find} saved`, filter: { find } }, owner)).status).toBeLessThan(500)
    }
  })

  it('belongs to one workspace: another neither sees, changes nor removes it', async () => {
    const { body: view } = await world.call(addView, { name: 'Ours', filter: {} }, owner)
    const stranger = await world.owner('Other')
    expect(await views(stranger)).toEqual([])
    expect((await world.call(changeView, { viewId: view.id, revision: 1, name: 'Theirs', filter: {} }, stranger)).status).toBe(404)
    expect((await world.call(removeView, { viewId: view.id }, stranger)).status).toBe(404)
  })

  it(`is refused when there are ${VIEWS_MAX}`, async () => {
    const home = await world.owner('Full')
    await sql`
      insert into view (workspace_id, id, name, filter, created_at, changed_at)
      select ${home.workspaceId}, gen_random_uuid(), 'view ' || n, '{}', now(), now() from generate_series(1, ${VIEWS_MAX}::int) n`.execute(world.db)
    expect((await world.call(addView, { name: 'one more', filter: {} }, home)).body).toMatchObject({ code: 'listen.too_many_views' })
  })
})
