import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../tests/support/world.ts'
import * as contract from '../contract.ts'
import { type Company, DAYS, type Member, memberOf, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'

let world: World
let company: Company
let manager: Member
let viewer: Member
beforeAll(async () => {
  world = await newAskWorld()
  company = await newCompany(world)
  manager = await memberOf(world, company.owner, company.departments.shop, 'manager')
  viewer = await memberOf(world, company.owner, null, 'viewer')
})
beforeEach(() => {
  world.clock.now = SUNDAY
})
afterAll(() => world.close())

const answer = (id: string, given: object, as: Asker) =>
  world.call(contract.answer, { id, answer: contract.AnswerGiven.parse(given), key: randomUUID() }, as)
const SECRET = { kind: 'no_because', reason: 'law_or_privacy', words: 'a lawsuit', managementOnly: true, condition: { words: 'after the verdict' } }

describe('a reason for management only', () => {
  it('is seen by owners, managers and the department itself; others see the condition and that there is a reason', async () => {
    const { id } = await company.raise()
    await answer(id, SECRET, company.warehouse)
    const seenBy = async (as: Asker) => {
      const { answers: [given] } = await company.see(id, as)
      return [given?.reason, given?.words, given?.managementOnly, given?.condition?.words]
    }
    for (const as of [company.owner, manager, company.warehouse]) expect(await seenBy(as)).toEqual(['law_or_privacy', 'a lawsuit', true, 'after the verdict'])
    for (const as of [company.shop, company.it, viewer]) expect(await seenBy(as)).toEqual([null, '', true, 'after the verdict'])
  })

  it('is in no fact, and so not in what happened', async () => {
    const { id } = await company.raise()
    await answer(id, SECRET, company.warehouse)
    const { history } = await company.see(id, company.shop)
    expect(history.find(({ name }) => name === 'ask.answered')?.data).toMatchObject({ kind: 'no_because', reason: null })
    expect(JSON.stringify(history)).not.toContain('lawsuit')
  })

  it('an open one is everybody’s', async () => {
    const { id } = await company.raise()
    await answer(id, { ...SECRET, managementOnly: false }, company.warehouse)
    expect((await company.see(id, viewer)).answers).toMatchObject([{ reason: 'law_or_privacy', words: 'a lawsuit' }])
  })
})

describe('a partner', () => {
  it('sees and does what concerns their own side, and of the rest not even that it is there', async () => {
    const foreign = await company.raise({ title: 'of others' })
    const asked = await company.raise({ title: 'to the agency', toDepartmentId: company.departments.agency })
    const raised = await company.raise({ title: 'by the agency', toDepartmentId: company.departments.it }, company.agency)
    const { body } = await world.call(contract.asks, {}, company.agency)
    expect(body.asks.map(({ title }) => title).toSorted()).toEqual(['by the agency', 'to the agency'])
    expect((await world.call(contract.ask, { id: foreign.id }, company.agency)).status).toBe(404)
    expect((await world.call(contract.comment, { id: foreign.id, words: 'me too' }, company.agency)).status).toBe(404)
    expect((await world.call(contract.attach, { id: foreign.id, name: 'x', type: 'text/plain', base64: '' }, company.agency)).status).toBe(404)
    expect((await answer(asked.id, { kind: 'yes_by', due: DAYS.monday }, company.agency)).body.state).toBe('promised')
    expect((await world.call(contract.withdraw, { id: raised.id }, company.agency)).body.state).toBe('withdrawn')
    expect((await world.call(contract.asks, { find: 'of others' }, company.agency)).body.asks).toEqual([])
    expect((await world.call(contract.counts, {}, company.agency)).body).toMatchObject({ toAnswer: 0, toFollow: 0, dueSoon: 1 })
  })

  it('who is of an inside department, or of none, has no side but what they raised', async () => {
    const inside = await memberOf(world, company.owner, company.departments.warehouse, 'partner')
    const { id } = await company.raise()
    expect((await world.call(contract.ask, { id }, inside)).status).toBe(404)
    const own = await company.raise({ toDepartmentId: company.departments.it }, inside)
    expect(own).toMatchObject({ from: { departmentId: null }, sides: ['asking'] })
    expect((await world.call(contract.asks, {}, inside)).body.asks.map((ask) => ask.id)).toEqual([own.id])
  })
})

describe('what one may do', () => {
  it('is what one’s side can do in that state, and with what was answered', async () => {
    const { id } = await company.raise()
    const may = async (as: Asker) => (await company.see(id, as)).may
    const answers = ['yes_by', 'yes_needs_date', 'yes_but', 'no_because']
    expect(await may(company.shop)).toEqual(['withdraw', 'write_down', 'comment', 'attach', 'send'])
    expect(await may(company.warehouse)).toEqual(['see', ...answers, 'write_down', 'comment', 'attach'])
    expect(await may(viewer)).toEqual([])
    await answer(id, { kind: 'yes_but', words: 'half of it' }, company.warehouse)
    expect(await may(company.shop)).toEqual(['accept_undated', 'decline', 'withdraw', 'write_down', 'comment', 'attach', 'send'])
    await answer(id, { kind: 'yes_but', due: DAYS.monday, words: 'half of it' }, company.warehouse)
    expect(await may(company.shop)).toContain('accept')
    await answer(id, { kind: 'yes_by', due: DAYS.monday }, company.warehouse)
    expect(await may(company.shop)).toEqual(['withdraw', 'keep', 'write_down', 'comment', 'attach', 'send'])
    expect(await may(company.warehouse)).toEqual(['yes_but', 'no_because', 'move', 'keep', 'not_keep', 'write_down', 'comment', 'attach'])
    world.clock.now = new Date('2026-03-17T10:00:00+02:00')
    expect(await may(company.shop)).toContain('not_keep')
  })

  it('a viewer does on their own side what needs no raising', async () => {
    const watching = await memberOf(world, company.owner, company.departments.shop, 'viewer')
    const { id } = await company.raise()
    const { may } = await company.see(id, watching)
    expect(may).toEqual(['write_down', 'comment', 'attach'])
    expect((await world.call(contract.withdraw, { id }, watching)).body.code).toBe('not_allowed')
  })

  it('is said once more by the ask itself: whatever it offers works, whatever it does not offer is refused', async () => {
    const { id } = await company.raise()
    await answer(id, { kind: 'yes_by', due: DAYS.monday }, company.warehouse)
    for (const contractOf of [contract.acceptCounter, contract.declineCounter, contract.see] as const) {
      const { body } = await world.call(contractOf, { id }, company.owner)
      expect([contractOf.name, contractOf === contract.see ? body.state : body.code]).toEqual([contractOf.name, contractOf === contract.see ? 'promised' : 'ask.not_now'])
    }
  })
})

describe('an ask', () => {
  it('is refused to who chose the deed before it changed', async () => {
    const { id, revision } = await company.raise()
    await world.call(contract.see, { id, revision }, company.warehouse)
    expect((await world.call(contract.withdraw, { id, revision }, company.shop)).body.code).toBe('conflict')
  })

  it('keeps the names of nobody who is gone', async () => {
    const { id } = await company.raise({ toDepartmentId: null, toPersonId: company.it.personId })
    await world.db.deleteFrom('person').where('id', '=', company.it.personId).execute()
    expect(await company.see(id)).toMatchObject({ to: { department: 'it', personId: null, person: null } })
  })
})
