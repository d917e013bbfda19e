import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../tests/support/world.ts'
import * as contract from '../contract.ts'
import { type Company, DAYS, type DepartmentName, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'

let world: World
let company: Company
beforeAll(async () => {
  world = await newAskWorld()
  company = await newCompany(world)
})
beforeEach(() => {
  world.clock.now = SUNDAY
})
afterAll(() => world.close())

/** Says no to an ask, unless a department does something first. Returns the ask. */
async function refuse(id: string, owner: DepartmentName | 'nobody', by: Asker = company.owner) {
  const ownerDepartmentId = owner === 'nobody' ? null : company.departments[owner]
  const answer = { kind: 'no_because', reason: 'freeze', condition: { words: `first, ${owner} does it\nreally`, ownerDepartmentId } } as const
  return (await world.call(contract.answer, { id, answer, key: randomUUID() }, by)).body
}

async function promiseAndKeep(id: string): Promise<void> {
  await world.call(contract.answer, { id, answer: { kind: 'yes_by', due: DAYS.monday }, key: randomUUID() }, company.owner)
  await world.call(contract.keepPromise, { id, on: DAYS.sunday }, company.owner)
}

describe('a condition that another department owns', () => {
  it('becomes an ask from those who refused to whoever owns it', async () => {
    const { id } = await company.raise({ worth: 'four hundred orders' })
    const refused = await refuse(id, 'it', company.warehouse)
    const [counter] = refused.counterAsks
    expect(refused).toMatchObject({ state: 'refused', answers: [{ condition: { owner: { department: 'it' }, counterAskId: counter?.id, metAt: null } }] })
    expect(await company.see(counter?.id ?? '')).toMatchObject({
      from: { department: 'warehouse' }, to: { department: 'it' }, title: 'first, it does it', details: 'first, it does it\nreally',
      counterTo: id, neededBy: DAYS.nextSunday, worth: 'four hundred orders', state: 'asked',
    })
  })

  it('is met when that ask’s promise is kept: the first is asked again', async () => {
    const { id } = await company.raise()
    const [counter] = (await refuse(id, 'it')).counterAsks
    await promiseAndKeep(counter?.id ?? '')
    expect(await company.see(id)).toMatchObject({
      state: 'asked', round: 2, delivery: 'not_sent', neededBy: DAYS.nextSunday, answers: [{ round: 1, condition: { metAt: SUNDAY.toISOString() } }],
    })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'ask.condition_met', 'ask.asked_again'])
  })

  it('stays open when that ask is refused or withdrawn', async () => {
    const { id } = await company.raise()
    const [counter] = (await refuse(id, 'it')).counterAsks
    await refuse(counter?.id ?? '', 'nobody')
    expect(await company.see(id)).toMatchObject({ state: 'refused', answers: [{ condition: { metAt: null } }] })
    await world.call(contract.withdraw, { id: counter?.id ?? '' }, company.owner)
    expect(await company.see(id)).toMatchObject({ state: 'refused', answers: [{ condition: { metAt: null } }] })
  })

  it('does not ask again what was answered otherwise meanwhile', async () => {
    const { id } = await company.raise()
    const [counter] = (await refuse(id, 'it')).counterAsks
    await world.call(contract.answer, { id, answer: { kind: 'yes_by', due: DAYS.tuesday }, key: randomUUID() }, company.owner)
    await promiseAndKeep(counter?.id ?? '')
    expect(await company.see(id)).toMatchObject({ state: 'promised', round: 1 })
  })

  it('is needed by today when the day has passed', async () => {
    const { id } = await company.raise({ neededBy: DAYS.sunday })
    world.clock.now = new Date('2026-03-17T10:00:00+02:00')
    const [counter] = (await refuse(id, 'it')).counterAsks
    expect((await company.see(counter?.id ?? '')).neededBy).toBe(DAYS.tuesday)
    expect((await world.call(contract.meetCondition, { id }, company.it)).body).toMatchObject({ state: 'asked', neededBy: DAYS.tuesday })
  })
})

describe('a condition without an ask of its own', () => {
  it('is the asking side’s, the refusing side’s, or nobody’s', async () => {
    for (const owner of ['shop', 'warehouse', 'nobody'] as const) {
      const { id } = await company.raise()
      expect(await refuse(id, owner)).toMatchObject({ counterAsks: [], answers: [{ condition: { counterAskId: null } }] })
    }
  })

  it('is met by the word of the asking side or its owner, and of nobody else', async () => {
    const { id } = await company.raise()
    await refuse(id, 'it')
    const meet = (as: Asker) => world.call(contract.meetCondition, { id, words: 'it is done' }, as)
    expect((await meet(company.warehouse)).body.code).toBe('ask.not_your_side')
    expect((await meet(company.it)).body).toMatchObject({ state: 'asked', round: 2 })
    expect((await meet(company.shop)).body.code).toBe('ask.not_now')
  })

  it('cannot be met where there is none', async () => {
    const { id } = await company.raise()
    await world.call(contract.answer, { id, answer: { kind: 'no_because', reason: 'duplicate' }, key: randomUUID() }, company.warehouse)
    const refused = await company.see(id, company.shop)
    expect(refused.may).not.toContain('meet_condition')
    expect((await world.call(contract.meetCondition, { id }, company.shop)).body.code).toBe('ask.not_now')
  })
})

describe('conditions of conditions', () => {
  it('are asked for in turn, and met in turn', async () => {
    const { id } = await company.raise()
    const [second] = (await refuse(id, 'it')).counterAsks
    const [third] = (await refuse(second?.id ?? '', 'agency')).counterAsks
    await promiseAndKeep(third?.id ?? '')
    expect(await company.see(second?.id ?? '')).toMatchObject({ state: 'asked', round: 2 })
    await promiseAndKeep(second?.id ?? '')
    expect(await company.see(id)).toMatchObject({ state: 'asked', round: 2 })
  })

  it('end where departments refuse in a circle: nobody asks the same twice', async () => {
    let { id } = await company.raise() // the shop asks the warehouse
    let asks = 0
    for (const owner of ['it', 'agency', 'warehouse', 'it', 'agency', 'warehouse'] as const) {
      const [counter] = (await refuse(id, owner)).counterAsks
      if (!counter) break
      asks += 1
      id = counter.id
    }
    expect(asks).toBe(3) // warehouse asks it, it asks the agency, the agency asks the warehouse
    expect(await company.see(id)).toMatchObject({ state: 'refused', counterAsks: [] })
  })
})
