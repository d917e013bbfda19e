import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../tests/support/world.ts'
import * as contract from '../contract.ts'
import { type Company, DAYS, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'

let world: World
let company: Company
let id: string
beforeAll(async () => {
  world = await newAskWorld()
  company = await newCompany(world)
})
beforeEach(async () => {
  world.clock.now = SUNDAY
  id = (await company.raise()).id
  await world.call(contract.answer, { id, answer: { kind: 'yes_by', due: DAYS.tuesday }, key: randomUUID() }, company.warehouse)
})
afterAll(() => world.close())

const on = (day: string) => {
  world.clock.now = new Date(`${day}T10:00:00+02:00`)
}
const move = (due: string, as: Asker = company.warehouse) => world.call(contract.movePromise, { id, due, words: 'a strike' }, as)
const keep = (day: string, as: Asker = company.warehouse) => world.call(contract.keepPromise, { id, on: day }, as)
const notKept = (as: Asker = company.shop) => world.call(contract.notKept, { id, words: 'no word' }, as)
const dispute = (as: Asker = company.shop) => world.call(contract.dispute, { id, words: 'the page shows nothing' }, as)
/** What was said of the last fact. */
const last = async () => (await company.see(id)).history.at(-1)

describe('a promise', () => {
  it('moved before its day has passed is moved in advance, however often; afterwards it is late', async () => {
    expect((await move('2026-03-18')).body.promise).toMatchObject({ due: '2026-03-18', firstDue: DAYS.tuesday, moves: 1, movedLate: false })
    on('2026-03-18') // on the day itself it has not passed
    expect((await move('2026-03-19')).body.promise).toMatchObject({ moves: 2, movedLate: false })
    on(DAYS.nextSunday)
    expect((await company.see(id)).promise).toMatchObject({ isOverdue: true })
    expect((await move('2026-03-23')).body.promise).toMatchObject({ moves: 2, movedLate: true, isOverdue: false })
    expect(await last()).toMatchObject({ name: 'promise.moved', data: { from: '2026-03-19', to: '2026-03-23', inAdvance: false, words: 'a strike' } })
  })

  it('moved to the day it has is not moved; nor to one that has passed or is off', async () => {
    expect((await move(DAYS.tuesday)).body).toMatchObject({ revision: 2, promise: { moves: 0 } })
    expect((await move(DAYS.saturday)).body.code).toBe('ask.day_past')
    expect((await move(DAYS.friday)).body.code).toBe('ask.day_off')
    expect((await move('2026-03-18', company.shop)).body.code).toBe('ask.not_your_side')
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made'])
  })

  it('is kept on a day up to today, by the word of either side, in time or late', async () => {
    on('2026-03-18')
    expect((await keep('2026-03-19')).body.code).toBe('ask.day_to_come')
    expect((await keep(DAYS.saturday)).body.code).toBe('ask.day_before_promise')
    expect((await keep(DAYS.monday, company.shop)).body).toMatchObject({ state: 'kept', waitsFor: 'nobody', promise: { state: 'kept', keptOn: DAYS.monday, isOverdue: false } })
    expect(await last()).toMatchObject({ name: 'promise.kept', data: { isLate: false, departmentId: company.departments.warehouse } })
    expect((await keep(DAYS.monday)).body.code).toBe('ask.not_now')
  })

  it('kept after its day is late, also when it was called not kept before', async () => {
    on('2026-03-18')
    expect((await notKept()).body).toMatchObject({ state: 'not_kept', promise: { state: 'not_kept' } })
    expect((await keep('2026-03-18')).body).toMatchObject({ state: 'kept', promise: { state: 'kept' } })
    expect(await last()).toMatchObject({ name: 'promise.kept', data: { isLate: true } })
  })

  it('is called not kept by the asking side once its day has passed, by whoever promised at any time', async () => {
    on(DAYS.tuesday)
    expect((await notKept()).body.code).toBe('ask.day_to_come')
    expect((await notKept(company.warehouse)).body.state).toBe('not_kept')
    expect((await world.call(contract.askAgain, { id, neededBy: DAYS.nextSunday }, company.shop)).body).toMatchObject({ state: 'asked', round: 2, delivery: 'not_sent' })
  })

  it('called kept may be disputed for 14 days, and is then open again', async () => {
    await keep(DAYS.sunday)
    expect((await dispute(company.warehouse)).body.code).toBe('ask.not_your_side')
    on('2026-03-28')
    expect((await dispute()).body).toMatchObject({ state: 'promised', promise: { state: 'due', keptOn: null, isOverdue: true } })
    await keep('2026-03-28')
    on('2026-04-13')
    expect((await dispute()).body.code).toBe('ask.dispute_late')
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made', 'promise.kept', 'promise.disputed', 'promise.kept'])
  })

  it('is released when the ask is withdrawn', async () => {
    expect((await world.call(contract.withdraw, { id, words: 'not needed' }, company.shop)).body).toMatchObject({ state: 'withdrawn', promise: { state: 'withdrawn' }, may: ['comment', 'attach'] })
    expect((await keep(DAYS.sunday)).body.code).toBe('ask.not_now')
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made', 'ask.withdrawn', 'promise.withdrawn'])
  })

  it('is overdue by the calendar of whoever promised', async () => {
    world.clock.now = new Date('2026-03-17T21:59:00Z')
    expect((await company.see(id)).promise).toMatchObject({ isOverdue: false })
    world.clock.now = new Date('2026-03-17T22:00:00Z')
    expect((await company.see(id)).promise).toMatchObject({ isOverdue: true })
  })
})

describe('the promises due', () => {
  it('are told overdue ones first, and counted as what they open to', async () => {
    company = await newCompany(world)
    const promised = async (due: string) => {
      id = (await company.raise({ title: due })).id
      await world.call(contract.answer, { id, answer: { kind: 'yes_by', due }, key: randomUUID() }, company.warehouse)
    }
    for (const due of ['2026-03-25', DAYS.monday, '2026-03-24', DAYS.sunday]) await promised(due)
    on(DAYS.tuesday)
    const due = async (days: number) => (await world.call(contract.promisesDue, { days }, company.shop)).body.asks.map(({ title }) => title)
    expect(await due(7)).toEqual([DAYS.sunday, DAYS.monday, '2026-03-24'])
    expect(await due(8)).toEqual([DAYS.sunday, DAYS.monday, '2026-03-24', '2026-03-25'])
    expect((await world.call(contract.counts, {}, company.shop)).body).toMatchObject({ dueSoon: 1, overdue: 2 })
    expect((await world.call(contract.asks, { state: 'overdue' }, company.shop)).body.asks.map(({ title }) => title).toSorted()).toEqual([DAYS.sunday, DAYS.monday])
  })
})
