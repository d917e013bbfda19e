import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addDepartment, addPerson } from '../../../people/contract.ts'
import { standInOf } from './stand-in.ts'

const DAY = '2026-03-10'

let world: World
let owner: Asker & { workspaceId: string }
let department: string
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  owner = await world.owner()
  department = (await world.call(addDepartment, { name: 'IT' }, owner)).body.id
})

async function person(name: string, email: string | null, departmentId: string | null = department): Promise<string> {
  world.clock.now = new Date(world.clock.now.getTime() + 1)
  return (await world.call(addPerson, { name, email, language: 'en', departmentId }, owner)).body.id
}

const away = (personId: string, until: string, deputyId: string | null = null) => world.db.insertInto('absence').values({
  workspace_id: owner.workspaceId, id: crypto.randomUUID(), person_id: personId, from_day: '2026-03-09', until_day: until, deputy_id: deputyId,
}).execute()

const card = (contactId: string | null, deputyId: string | null = null) => world.db.insertInto('service_card').values({
  workspace_id: owner.workspaceId, department_id: department, contact_id: contactId, deputy_id: deputyId, ticket_address: null, published_at: null,
}).execute()

/** Names only: to whom, who is away, who else. */
async function standIn(asked: { departmentId?: string; personId?: string } = { departmentId: department }, day = DAY) {
  const { to, away: gone, deputies } = await world.doors.inWorkspace(owner.workspaceId, (db) =>
    standInOf(db, owner.workspaceId, { departmentId: asked.departmentId ?? null, personId: asked.personId ?? null }, day))
  return [to?.name ?? null, gone && `${gone.name} until ${gone.until}`, deputies.map(({ name }) => name)]
}

describe('an ask to a department', () => {
  it('goes to nobody where nobody works whom it could reach', async () => {
    await person('Without an address', null)
    expect(await standIn()).toEqual([null, null, []])
  })

  it('goes to its first person with an address where there is no card', async () => {
    await person('No address', null)
    await person('First', 'first@example.org')
    await person('Second', 'second@example.org')
    expect(await standIn()).toEqual(['First', null, ['Second']])
  })

  it('goes to the contact of its card, who may have no address', async () => {
    await person('First', 'first@example.org')
    await card(await person('Contact', null))
    expect(await standIn()).toEqual(['Contact', null, ['First']])
  })

  it('goes to the deputy of an absence, else of the card, else to a colleague', async () => {
    const [contact, deputy, other] = [await person('Contact', 'c@example.org'), await person('Deputy', 'd@example.org', null), await person('Other', 'o@example.org')]
    await person('Colleague', 'x@example.org')
    await card(contact, deputy)
    await away(contact, '2026-03-12', other)
    expect(await standIn()).toEqual(['Other', 'Contact until 2026-03-12', ['Deputy', 'Colleague']])
    await away(other, '2026-03-10')
    expect(await standIn()).toEqual(['Deputy', 'Contact until 2026-03-12', ['Colleague']])
    await away(deputy, '2026-03-10')
    expect(await standIn()).toEqual(['Colleague', 'Contact until 2026-03-12', []])
    expect(await standIn({ departmentId: department }, '2026-03-13')).toEqual(['Contact', null, ['Deputy', 'Other', 'Colleague']])
  })

  it('goes to whom it would have gone anyway when everybody is away', async () => {
    const [one, two] = [await person('One', 'one@example.org'), await person('Two', 'two@example.org')]
    await away(one, '2026-03-12')
    await away(two, '2026-03-12')
    expect(await standIn()).toEqual(['One', 'One until 2026-03-12', []])
  })
})

describe('an ask to a person', () => {
  it('goes to them, and while they are away to a deputy of theirs or of their department', async () => {
    const [contact, asked] = [await person('Contact', 'c@example.org'), await person('Asked', 'a@example.org')]
    await card(contact, contact)
    expect(await standIn({ personId: asked })).toEqual(['Asked', null, ['Contact']])
    await away(asked, '2026-03-31')
    expect(await standIn({ personId: asked })).toEqual(['Contact', 'Asked until 2026-03-31', []])
  })

  it('who is alone goes to them all the same', async () => {
    const alone = await person('Alone', 'alone@example.org', null)
    await person('Another without a department', 'b@example.org', null)
    await away(alone, '2026-03-31')
    expect(await standIn({ personId: alone })).toEqual(['Alone', 'Alone until 2026-03-31', []])
  })
})
