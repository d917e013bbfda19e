import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import type { InputOf } from '../../../base/endpoint.ts'
import { addDepartment, addPerson, history } from '../../../people/contract.ts'
import { addKind, card, cards, kinds, parties, publishCard, removeKind, saveCard, unpublishCard } from '../../contract.ts'

/** A Tuesday. */
const NOW = new Date('2026-03-10T09:00:00Z')

let world: World
let owner: Asker & { workspaceId: string }
let departmentId: string
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = NOW
  owner = await world.owner()
  departmentId = await department('IT')
})

const department = async (name: string, isOutside = false): Promise<string> => (await world.call(addDepartment, { name, isOutside }, owner)).body.id

/** Somebody with this role who is a person of this department. */
async function at(role: 'manager' | 'agent' | 'viewer' | 'partner', ofDepartment: string | null) {
  const asker = await world.as(role, owner.workspaceId)
  const { body } = await world.call(addPerson, { name: `${role} person`, language: 'en', departmentId: ofDepartment, userId: asker.user.id }, owner)
  return { ...asker, personId: body.id }
}

const words = (change: Partial<InputOf<typeof saveCard>> = {}): InputOf<typeof saveCard> => ({
  departmentId, revision: 0, about: 'We keep the site running.', answerDays: 2, items: [{ kind: 'link', leadDays: 5, needs: 'The address' }], freezes: [], ...change,
})

describe('a card', () => {
  it('is written, read and published, and taken back', async () => {
    expect((await world.call(card, { departmentId }, owner)).body).toMatchObject({ department: 'IT', card: null, mayEdit: true, today: '2026-03-10' })
    const saved = await world.call(saveCard, words({ ticketAddress: 'Help@IT.example' }), owner)
    expect(saved.body).toMatchObject({
      card: { revision: 1, isPublished: false, answerDays: 2, ticketAddress: 'help@it.example', items: [{ kind: 'link', kindName: null, leadDays: 5, needs: 'The address' }] },
    })
    expect((await world.call(cards, {}, owner)).body).toMatchObject({ cards: [], without: [{ department: 'IT', isDraft: true }] })
    await world.call(publishCard, { departmentId }, owner)
    expect((await world.call(cards, {}, owner)).body).toMatchObject({ cards: [{ department: 'IT', card: { isPublished: true } }], without: [] })
    expect((await world.call(unpublishCard, { departmentId }, owner)).body.card?.isPublished).toBe(false)
    const facts = (await world.call(history, {}, owner)).body.facts.map(({ name }) => name)
    expect(facts.slice(0, 3)).toEqual(['ask.card_unpublished', 'ask.card_published', 'ask.card_saved'])
  })

  it('is seen as a draft, and with its ticket system, by those alone who may change it', async () => {
    const [own, other] = [await at('viewer', departmentId), await at('agent', await department('Sales'))]
    await world.call(saveCard, words({ ticketAddress: 'help@it.example' }), owner)
    expect((await world.call(card, { departmentId }, own)).body).toMatchObject({ isOwn: true, mayEdit: true, card: { isPublished: false } })
    expect((await world.call(card, { departmentId }, other)).body).toMatchObject({ isOwn: false, mayEdit: false, card: null, persons: [] })
    expect((await world.call(cards, {}, other)).body.without).toMatchObject([{ department: 'Sales', isDraft: false }, { department: 'IT', isDraft: false }])
    await world.call(publishCard, { departmentId }, own)
    expect((await world.call(card, { departmentId }, other)).body.card).toMatchObject({ ticketAddress: null, about: 'We keep the site running.' })
  })

  it('is changed by two at once: the second is told what the first wrote, and nothing is lost', async () => {
    const both = await Promise.all([world.call(saveCard, words({ about: 'one' }), owner), world.call(saveCard, words({ about: 'two' }), owner)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const won = both.find(({ status }) => status === 200)?.body
    const lost = both.find(({ status }) => status === 409)?.body
    expect(lost).toMatchObject({ code: 'conflict', details: { now: { card: { about: won?.card?.about, revision: 1 } } } })
    expect((await world.call(saveCard, words({ revision: 7 }), owner)).body.code).toBe('conflict')
    expect((await world.call(saveCard, words({ revision: 1, about: 'three' }), owner)).body.card).toMatchObject({ about: 'three', revision: 2 })
  })

  it('leaves out freezes that are over', async () => {
    const freezes = [{ from: '2026-03-01', until: '2026-03-09', why: 'over' }, { from: '2026-03-01', until: '2026-03-10', why: 'today still' }]
    expect((await world.call(saveCard, words({ freezes }), owner)).body.card?.freezes).toEqual([freezes[1]])
  })

  it.each([
    ['two items of one kind', { items: [{ kind: 'link', leadDays: 1 }, { kind: 'link', leadDays: 2 }] }, 'bad_input'],
    ['a freeze that ends before it begins', { freezes: [{ from: '2026-03-11', until: '2026-03-10', why: 'never' }] }, 'bad_input'],
    ['an address that is none', { ticketAddress: 'help at it' }, 'bad_input'],
    ['no day to answer in', { answerDays: 0 }, 'bad_input'],
    ['a kind that there is not', { items: [{ kind: crypto.randomUUID(), leadDays: 1 }] }, 'not_found'],
    ['a contact who is not there', { contactId: crypto.randomUUID() }, 'not_found'],
    ['a department that is not there', { departmentId: crypto.randomUUID() }, 'not_found'],
  ] as const)('is refused with %s', async (_name, wrong, code) => {
    expect((await world.call(saveCard, { ...words(), ...wrong } as InputOf<typeof saveCard>, owner)).body.code).toBe(code)
    expect((await world.call(card, { departmentId }, owner)).body.card).toBeNull()
  })

  it('loses a kind that is no longer offered, and so whoever is writing it hears of that', async () => {
    const { body: kind } = await world.call(addKind, { name: 'Window display' }, owner)
    await world.call(saveCard, words({ items: [{ kind: kind.id, leadDays: 10 }, { kind: 'data', leadDays: 1 }] }), owner)
    await world.call(removeKind, { id: kind.id }, owner)
    expect((await world.call(card, { departmentId }, owner)).body.card).toMatchObject({ revision: 2, items: [{ kind: 'data' }] })
    expect((await world.call(kinds, {}, owner)).body.kinds).toEqual([])
    expect((await world.call(saveCard, words({ revision: 1 }), owner)).body.code).toBe('conflict')
  })
})

describe('whose a card is to write', () => {
  it.each([['manager', true], ['agent', false], ['viewer', false]] as const)('%s of another department: %s', async (role, may) => {
    const somebody = await at(role, await department('Sales'))
    const { body } = await world.call(saveCard, words(), somebody)
    expect(body.code ?? 'saved').toBe(may ? 'saved' : 'ask.not_your_side')
  })

  it.each(['agent', 'viewer'] as const)('%s of the department itself may', async (role) => {
    expect((await world.call(saveCard, words(), await at(role, departmentId))).status).toBe(200)
  })

  it('somebody without a department may not', async () => {
    expect((await world.call(saveCard, words(), await at('agent', null))).body.code).toBe('ask.not_your_side')
    expect((await world.call(publishCard, { departmentId }, await world.as('agent', owner.workspaceId))).body.code).toBe('ask.not_your_side')
  })

  it('a partner writes that of their own outside department, and names its people alone', async () => {
    const agency = await department('Agency', true)
    const partner = await at('partner', agency)
    const insider = await at('agent', departmentId)
    expect((await world.call(saveCard, words(), partner)).body.code).toBe('ask.not_your_side')
    expect((await world.call(saveCard, words({ departmentId: agency, contactId: insider.personId }), partner)).body.code).toBe('not_found')
    const { body } = await world.call(saveCard, words({ departmentId: agency, contactId: partner.personId }), partner)
    expect(body).toMatchObject({ isOwn: true, card: { contact: { name: 'partner person' } }, persons: [{ name: 'partner person' }] })
  })

  it('a partner who is by mistake a person of an inside department may not', async () => {
    expect((await world.call(saveCard, words(), await at('partner', departmentId))).body.code).toBe('ask.not_your_side')
  })
})

describe('whom one may ask', () => {
  it('are the departments with what their cards say, the persons, and all kinds', async () => {
    const sales = await department('Sales')
    const agent = await at('agent', sales)
    const { body: kind } = await world.call(addKind, { name: 'Window display' }, owner)
    await world.call(saveCard, words({ items: [{ kind: kind.id, leadDays: 1 }], contactId: agent.personId }), owner)
    await world.call(publishCard, { departmentId }, owner)
    const { body } = await world.call(parties, {}, agent)
    expect(body.departments).toEqual([
      { id: departmentId, name: 'IT', isOutside: false, hasCard: true, answerDays: 2, kinds: [kind.id], contact: 'agent person', isOwn: false },
      { id: sales, name: 'Sales', isOutside: false, hasCard: false, answerDays: 3, kinds: [], contact: null, isOwn: true },
    ])
    expect(body.persons).toEqual([{ id: agent.personId, name: 'agent person', departmentId: sales, isSelf: true }])
    expect(body.kinds.at(-1)).toEqual({ kind: kind.id, name: 'Window display' })
    expect(body.currency).toBe('ILS')
  })
})
