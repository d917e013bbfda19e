import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../tests/support/world.ts'
import { addQuery, archiveQuery, changeQuery, listQueries } from '../contract.ts'

let world: World
let owner: Asker

beforeAll(async () => {
  world = await newWorld()
  owner = await world.owner()
})

afterAll(() => world.close())

describe('a standing query', () => {
  it('is kept as it was written and as Heed reads it, and told as a fact', async () => {
    const { status, body } = await world.call(addQuery, { name: 'Lift', text: ' lift  OR "elevator" ' }, owner)
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'Lift', text: ' lift  OR "elevator" ', revision: 1 })
    expect((await world.call(listQueries, {}, owner)).body.queries).toContainEqual(body)
    const facts = await world.db.selectFrom('fact').select(['name', 'data']).where('name', '=', 'listen.query_added').execute()
    expect(facts).toMatchObject([{ data: { queryId: body.id, name: 'Lift' } }])
  })

  it('that cannot be read is refused with the position of each problem, and nothing is written', async () => {
    const { status, body } = await world.call(addQuery, { name: 'Broken', text: 'lift AND (stairs' }, owner)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'listen.bad_query', details: { problems: [{ from: 9 }] } })
    expect((await world.call(listQueries, {}, owner)).body.queries.map(({ name }) => name)).not.toContain('Broken')
  })

  it('of more than 5 000 terms is refused in a sentence', async () => {
    const text = Array.from({ length: 5_001 }, () => 'ab').join(' ')
    const { status, body } = await world.call(addQuery, { name: 'Huge', text }, owner)
    expect([status, body.code]).toEqual([422, 'listen.bad_query'])
  })

  it('has a name of its own, whatever the case, also when two add it at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => world.call(addQuery, { name: 'Twice', text: 'twice' }, owner)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await world.call(addQuery, { name: 'TWICE', text: 'twice' }, owner)).body.code).toBe('listen.name_taken')
  })

  it('edited by two people at once keeps the first edit and shows it to the second', async () => {
    const { body: query } = await world.call(addQuery, { name: 'Shared', text: 'one' }, owner)
    const edit = { queryId: query.id, revision: 1, name: 'Shared' }
    const first = await world.call(changeQuery, { ...edit, text: 'two' }, owner)
    const second = await world.call(changeQuery, { ...edit, text: 'three' }, owner)
    expect(first.body).toMatchObject({ text: 'two', revision: 2 })
    expect(second).toMatchObject({ status: 409, body: { code: 'conflict', details: { now: { text: 'two', revision: 2 } } } })
  })

  it('that is archived is gone from the list, and its name is free', async () => {
    const { body: query } = await world.call(addQuery, { name: 'Passing', text: 'passing' }, owner)
    expect((await world.call(archiveQuery, { queryId: query.id }, owner)).status).toBe(200)
    expect((await world.call(archiveQuery, { queryId: query.id }, owner)).status).toBe(404)
    expect((await world.call(addQuery, { name: 'Passing', text: 'passing' }, owner)).status).toBe(200)
  })

  it('belongs to one workspace: another neither sees nor changes it', async () => {
    const { body: query } = await world.call(addQuery, { name: 'Ours', text: 'ours' }, owner)
    const stranger = await world.owner('Other')
    expect((await world.call(listQueries, {}, stranger)).body.queries).toEqual([])
    const change = { queryId: query.id, revision: 1, name: 'Theirs', text: 'theirs' }
    expect((await world.call(changeQuery, change, stranger)).status).toBe(404)
    expect((await world.call(archiveQuery, { queryId: query.id }, stranger)).status).toBe(404)
  })
})
