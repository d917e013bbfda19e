import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, newWorld } from '../../../tests/support/world.ts'
import {
  addDepartment, addMarket, addPerson, departments, holidays, market, markets, persons, removeDepartment, removeMarket, removeMember,
  removePerson, updateDepartment, updateMarket, updatePerson,
} from '../contract.ts'
import { calendarOf } from './markets.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

describe('departments', () => {
  it('are added, renamed and removed; no two have one name', async () => {
    const owner = await world.owner()
    const it = await world.call(addDepartment, { name: 'IT' }, owner)
    expect(it.body).toMatchObject({ name: 'IT', marketId: null })
    expect((await world.call(addDepartment, { name: 'IT' }, owner)).body.code).toBe('people.name_taken')
    const sales = await world.call(addDepartment, { name: 'מכירות' }, owner)
    expect((await world.call(updateDepartment, { id: sales.body.id, name: 'IT' }, owner)).body.code).toBe('people.name_taken')
    expect((await world.call(updateDepartment, { id: sales.body.id, name: 'Sales' }, owner)).body.name).toBe('Sales')
    expect((await world.call(removeDepartment, { id: it.body.id }, owner)).status).toBe(200)
    expect((await world.call(departments, {}, owner)).body.departments.map(({ name }) => name)).toEqual(['Sales'])
    expect((await world.call(removeDepartment, { id: it.body.id }, owner)).body.code).toBe('not_found')
  })

  it('leave their persons behind when they go', async () => {
    const owner = await world.owner()
    const { body: department } = await world.call(addDepartment, { name: 'IT' }, owner)
    await world.call(addPerson, { name: 'Dana', language: 'he', departmentId: department.id }, owner)
    await world.call(removeDepartment, { id: department.id }, owner)
    expect((await world.call(persons, {}, owner)).body.persons).toMatchObject([{ name: 'Dana', departmentId: null }])
  })

  it('belong to no other workspace’s market', async () => {
    const [one, two] = [await world.owner(), await world.owner()]
    const [theirs] = (await world.call(markets, {}, two)).body.markets
    expect((await world.call(addDepartment, { name: 'IT', marketId: theirs?.id ?? '' }, one)).body.code).toBe('not_found')
    const { body } = await world.call(addDepartment, { name: 'IT' }, two)
    expect((await world.call(updateDepartment, { id: body.id, name: 'Ours' }, one)).body.code).toBe('not_found')
    expect((await world.call(removeDepartment, { id: body.id }, one)).body.code).toBe('not_found')
  })

  it('come in pages', async () => {
    const owner = await world.owner()
    for (const name of ['a', 'b', 'c']) {
      world.clock.now = new Date(world.clock.now.getTime() + 1)
      await world.call(addDepartment, { name }, owner)
    }
    const first = await world.call(departments, { limit: 2 }, owner)
    const second = await world.call(departments, { limit: 2, after: first.body.next ?? '' }, owner)
    expect([...first.body.departments, ...second.body.departments].map(({ name }) => name)).toEqual(['c', 'b', 'a'])
    expect(second.body.next).toBeNull()
    expect((await world.call(departments, { after: 'nonsense' }, owner)).status).toBe(400)
  })
})

describe('persons', () => {
  it('need no account, and are found by department', async () => {
    const owner = await world.owner()
    const { body: department } = await world.call(addDepartment, { name: 'IT' }, owner)
    const given = { name: 'Dana', email: 'Dana@Example.org', language: 'he', departmentId: department.id } as const
    const { body: dana } = await world.call(addPerson, given, owner)
    await world.call(addPerson, { name: 'Avi', language: 'en' }, owner)
    expect(dana).toMatchObject({ email: 'dana@example.org', userId: null })
    expect((await world.call(persons, { departmentId: department.id }, owner)).body.persons.map(({ name }) => name)).toEqual(['Dana'])
    const { body: moved } = await world.call(updatePerson, { id: dana.id, departmentId: null }, owner)
    expect(moved).toEqual({ ...dana, departmentId: null })
    expect((await world.call(removePerson, { id: dana.id }, owner)).status).toBe(200)
    expect((await world.call(removePerson, { id: dana.id }, owner)).body.code).toBe('not_found')
  })

  it('are tied to members of this workspace only, each to one', async () => {
    const owner = await world.owner()
    const stranger = await world.stranger()
    expect((await world.call(addPerson, { name: 'X', language: 'en', userId: stranger.user.id }, owner)).body.code).toBe('not_found')
    expect((await world.call(addPerson, { name: 'Me', language: 'en', userId: owner.user.id }, owner)).status).toBe(200)
    expect((await world.call(addPerson, { name: 'Me again', language: 'en', userId: owner.user.id }, owner)).body.code).toBe('conflict')
    expect((await world.call(addPerson, { name: 'X', language: 'en', departmentId: randomUUID() }, owner)).body.code).toBe('not_found')
  })

  it('stay when their membership ends, without an account', async () => {
    const owner = await world.owner()
    const agent = await world.as('agent', owner.workspaceId)
    await world.call(addPerson, { name: 'Dana', language: 'he', userId: agent.user.id }, owner)
    await world.call(removeMember, { userId: agent.user.id }, owner)
    expect((await world.call(persons, {}, owner)).body.persons).toMatchObject([{ name: 'Dana', userId: null }])
  })
})

describe('markets', () => {
  const SPECIAL = { day: '2026-12-31', name: 'x', kind: 'eve' as const, hours: [] }
  const NIGHTS = Array.from({ length: 7 }, () => [[0, 120], [1320, 1440]] as [number, number][])

  it('have hours and special days, which are replaced whole', async () => {
    const owner = await world.owner()
    const { body: added } = await world.call(addMarket, {
      name: 'Nights', country: 'GB', zone: 'Europe/London', hours: NIGHTS,
      specialDays: [{ day: '2026-12-25', name: 'Christmas', kind: 'holiday', hours: [] }],
    }, owner)
    expect(added).toMatchObject({ name: 'Nights', weekStarts: 1, holidays: false, hours: NIGHTS })
    const { body: changed } = await world.call(updateMarket, {
      id: added.id, specialDays: [{ day: '2026-12-31', name: 'New Year’s Eve', kind: 'eve', hours: [[540, 720]] }],
    }, owner)
    expect(changed.specialDays).toEqual([{ day: '2026-12-31', name: 'New Year’s Eve', kind: 'eve', hours: [[540, 720]] }])
    expect((await world.call(market, { id: added.id }, owner)).body).toEqual(changed)
  })

  it('keep time for whoever asks within Heed', async () => {
    const owner = await world.owner()
    const { hours } = await world.doors.inWorkspace(owner.workspaceId, (db) => calendarOf(db, owner.workspaceId, null))
    // Yom Kippur 2026 is a Monday.
    expect(hours.nextOpening(new Date('2026-09-20T14:00:00+03:00'))).toEqual(new Date('2026-09-22T09:00:00+03:00'))
  })

  it.each([
    [{ zone: 'Mars/Olympus' }, 'people.unknown_zone'],
    [{ hours: Array.from({ length: 7 }, () => [[600, 540]] as [number, number][]) }, 'people.bad_hours'],
    [{ specialDays: [{ ...SPECIAL, hours: [[0, 100], [50, 200]] as [number, number][] }] }, 'people.bad_hours'],
    [{ hours: [] }, 'bad_input'],
    [{ specialDays: [{ ...SPECIAL, day: '2026-02-30' }] }, 'bad_input'],
    [{ language: 'not a language' }, 'bad_input'],
  ])('refuse %j', async (bad, code) => {
    const owner = await world.owner()
    expect((await world.call(addMarket, { country: 'IL', zone: 'Asia/Jerusalem', ...bad }, owner)).body.code).toBe(code)
    const [israel] = (await world.call(markets, {}, owner)).body.markets
    expect((await world.call(updateMarket, { id: israel?.id ?? '', ...bad }, owner)).body.code).toBe(code)
  })

  it('go, but for the last, also when two go at once', async () => {
    const owner = await world.owner()
    await world.call(addMarket, { country: 'GB', zone: 'Europe/London' }, owner)
    const ids = (await world.call(markets, {}, owner)).body.markets.map(({ id }) => id)
    const answers = await Promise.all(ids.map((id) => world.call(removeMarket, { id }, owner)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await world.call(markets, {}, owner)).body.markets).toHaveLength(1)
  })

  it('of another workspace cannot be seen, changed or removed', async () => {
    const [one, two] = [await world.owner(), await world.owner()]
    const id = (await world.call(markets, {}, two)).body.markets[0]?.id ?? ''
    expect((await world.call(market, { id }, one)).body.code).toBe('not_found')
    expect((await world.call(updateMarket, { id, name: 'Ours' }, one)).body.code).toBe('not_found')
    expect((await world.call(removeMarket, { id }, one)).body.code).toBe('not_found')
  })

  it('offer the holidays of their country', async () => {
    const owner = await world.owner()
    expect((await world.call(holidays, { country: 'IL', year: 2026 }, owner)).body.holidays).toHaveLength(17)
    expect((await world.call(holidays, { country: 'DE', year: 2026 }, owner)).body.holidays).toEqual([])
  })
})
