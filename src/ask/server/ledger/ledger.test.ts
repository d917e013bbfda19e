import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { World } from '../../../../tests/support/world.ts'
import { removeDepartment, removePerson } from '../../../people/contract.ts'
import * as contract from '../../contract.ts'
import { DAYS, memberOf, newAskWorld, SUNDAY } from '../asks.test-support.ts'
import { type Books, newBooks } from './ledger.test-support.ts'

let world: World
let books: Books
beforeAll(async () => {
  world = await newAskWorld()
})
beforeEach(async () => {
  world.clock.now = SUNDAY
  books = await newBooks(world)
})
afterAll(() => world.close())

const refusal = { kind: 'no_because', reason: 'capacity', condition: { words: 'a trust sheet' } } as const

describe('what is private first', () => {
  it('a department sees what happened at once, the other side 14 days later, management 14 days after that, others never', async () => {
    const { id } = await books.raise({ neededBy: '2026-05-31' })
    await books.staySilent(id)
    const seen = async () => [
      (await books.figures(books.warehouse)).silent,
      (await books.read(books.shop)).askedOf[0]?.figures.silent,
      (await books.figures(books.owner, books.departments.warehouse)).silent,
      (await world.call(contract.ledger, { departmentId: books.departments.warehouse }, books.it)).status,
    ]
    expect(await seen()).toEqual([1, 0, 0, 403])
    books.pass(13)
    expect(await seen()).toEqual([1, 0, 0, 403]) // the days run from when silence was noticed, not from when it fell
    books.pass(1)
    expect(await seen()).toEqual([1, 1, 0, 403])
    books.pass(14)
    expect(await seen()).toEqual([1, 1, 1, 403])
    await books.rollUp()
    expect(await seen()).toEqual([1, 1, 1, 403])
  })

  it('what others do not see yet reads as if it had not happened, in figures and in their asks', async () => {
    const { id } = await books.raise()
    await books.keepOn(id, '2026-03-18')
    expect(await books.figures(books.warehouse)).toMatchObject({ asked: 1, yes: 1, waiting: 0, inTime: 1, late: 1, keptOf: 0, medianDays: 0 })
    expect((await books.read(books.shop)).askedOf[0]?.figures).toMatchObject({ asked: 1, yes: 0, waiting: 1, inTime: 0, inTimeOf: 0, late: 0, open: 0, medianDays: null })
    expect(await books.asksOf(books.shop, { figure: 'waiting', fromId: books.departments.shop })).toMatchObject([{ askId: id, answer: null, promise: null, days: null }])
    books.pass(12)
    expect((await books.read(books.shop)).askedOf[0]?.figures).toMatchObject({ yes: 1, open: 1, late: 0 })
  })

  it('short notice and missing evidence are the asking side’s, which sees them first, and do not count against the asked', async () => {
    const { id } = await books.raise() // from nothing: without evidence
    await books.staySilent(id)
    expect((await books.read(books.shop)).asking).toMatchObject({ asked: 1, noEvidence: 1 })
    expect(await books.figures(books.warehouse)).toMatchObject({ silent: 1, inTimeOf: 0, noEvidence: 0 })
    books.pass(14)
    expect(await books.figures(books.warehouse)).toMatchObject({ noEvidence: 1 })
  })

  it('all see all when every department that asked or was asked agrees, until one takes it back; nobody agrees for another', async () => {
    const { id } = await books.raise()
    await books.answer(id, { kind: 'yes_by', due: DAYS.tuesday })
    books.pass(30)
    const ofAll = async () => (await world.call(contract.ledgerOfAll, { span: 'all' }, books.it)).body
    expect(await ofAll()).toMatchObject({ departments: [], sharing: { readsAll: false, agreed: { departments: 0, of: 2, own: null } } })
    expect((await world.call(contract.agreeToShow, {}, books.owner)).body.code).toBe('ask.no_department')
    expect((await world.call(contract.agreeToShow, {}, books.agency)).body.code).toBe('ask.no_department')
    expect((await world.call(contract.agreeToShow, {}, books.shop)).body.agreed).toEqual({ departments: 1, of: 2, own: true })
    expect((await ofAll()).departments).toEqual([])
    expect((await world.call(contract.agreeToShow, {}, books.warehouse)).body.readsAll).toBe(true)
    expect((await ofAll()).departments.map(({ department, asked }) => [department.name, asked.asked, asked.yes])).toEqual([['shop', 0, 0], ['warehouse', 1, 1]])
    expect((await world.call(contract.ledger, { departmentId: books.departments.warehouse }, books.it)).status).toBe(200)
    await world.call(contract.takeBackAgreement, {}, books.warehouse)
    expect((await ofAll()).departments).toEqual([])
  })

  it('an agency has rows of its own, sees its own side only, and is shown to nobody but the pair and management', async () => {
    const { id } = await books.raise({ toDepartmentId: books.departments.agency })
    await books.raise()
    await books.answer(id, { kind: 'yes_by', due: DAYS.tuesday }, books.agency)
    books.pass(40)
    expect((await books.read(books.agency)).askedBy.map(({ department, figures }) => [department?.name, figures.asked])).toEqual([['shop', 1]])
    expect((await world.call(contract.ledger, { departmentId: books.departments.warehouse }, books.agency)).status).toBe(403)
    expect((await world.call(contract.ledgerAsks, { toId: books.departments.warehouse }, books.agency)).status).toBe(403)
    expect((await books.asksOf(books.agency, {})).map(({ askId }) => askId)).toEqual([id])
    for (const member of [books.shop, books.warehouse]) await world.call(contract.agreeToShow, {}, member)
    expect((await world.call(contract.ledger, { departmentId: books.departments.agency }, books.it)).status).toBe(403)
    expect((await world.call(contract.ledgerOfAll, { span: 'all' }, books.it)).body.departments.map(({ department }) => department.name)).not.toContain('agency')
    expect((await world.call(contract.ledgerOfAll, { span: 'all' }, books.owner)).body.departments.map(({ department }) => department.name)).toContain('agency')
    expect((await books.asksOf(books.it, {})).map(({ to }) => to.name)).toEqual(['warehouse'])
  })
})

describe('what is counted', () => {
  it('a promise is kept, moved in advance, late, not kept, taken back, or released', async () => {
    const made = async (due: string = DAYS.tuesday) => {
      const { id } = await books.raise()
      await books.answer(id, { kind: 'yes_by', due })
      return id
    }
    const [kept, moved, late, notKept, takenBack, released, overdue] = [await made(), await made(), await made(), await made(), await made(), await made(), await made()]
    await world.call(contract.movePromise, { id: moved, due: '2026-03-18' }, books.warehouse)
    await books.answer(takenBack, refusal)
    await world.call(contract.withdraw, { id: released }, books.shop)
    world.clock.now = new Date(`${DAYS.tuesday}T12:00:00+02:00`)
    await world.call(contract.keepPromise, { id: kept, on: DAYS.tuesday }, books.warehouse)
    world.clock.now = new Date('2026-03-18T12:00:00+02:00')
    await world.call(contract.keepPromise, { id: moved, on: '2026-03-18' }, books.warehouse)
    await world.call(contract.keepPromise, { id: late, on: '2026-03-18' }, books.warehouse)
    await world.call(contract.notKept, { id: notKept }, books.shop)
    const states = async () => Object.fromEntries((await books.asksOf(books.warehouse, {})).map(({ askId, promise }) => [askId, promise]))
    expect(await states()).toEqual({
      [kept]: 'kept', [moved]: 'moved', [late]: 'late', [notKept]: 'not_kept', [takenBack]: 'taken_back', [released]: null, [overdue]: 'late',
    })
    books.pass(40)
    await books.rollUp()
    const figures = { yes: 6, no: 1, kept: 1, moved: 1, late: 2, notKept: 1, takenBack: 1, open: 0, keptOf: 2 } // raised without evidence: only what was kept counts
    expect(await books.figures(books.warehouse)).toMatchObject(figures)
  })

  it('a yes without a date is no answer yet, and a reasoned no is as good as a yes', async () => {
    const [undated, refused] = [await books.raise(), await books.raise()]
    await books.answer(undated.id, { kind: 'yes_needs_date' })
    await books.answer(refused.id, refusal)
    expect(await books.figures(books.warehouse)).toMatchObject({ asked: 2, yes: 0, no: 1, waiting: 1, inTime: 1, inTimeOf: 1 })
  })

  it('an answer that was told counts from the day on which it was, and days are working days', async () => {
    const [told, late] = [await books.raise({ neededBy: '2026-05-31' }), await books.raise({ neededBy: '2026-05-31' })]
    books.pass(10) // a Wednesday, seven working days later
    const given = { id: told.id, answer: { kind: 'yes_by', due: '2026-04-15' }, by: 'Dana', toldOn: DAYS.monday, key: crypto.randomUUID() } as const
    expect((await world.call(contract.writeDown, given, books.shop)).status).toBe(200)
    await books.answer(late.id, { kind: 'yes_by', due: '2026-04-15' })
    const found = Object.fromEntries((await books.asksOf(books.warehouse, {})).map(({ askId, inTime, days }) => [askId, { inTime, days }]))
    expect(found).toEqual({ [told.id]: { inTime: true, days: 1 }, [late.id]: { inTime: false, days: 8 } })
  })

  it('what is asked again is another question; a condition that was met and became a yes is counted with its reason', async () => {
    const { id } = await books.raise()
    await books.answer(id, refusal)
    await world.call(contract.meetCondition, { id, neededBy: DAYS.nextSunday }, books.shop)
    books.pass(1)
    await books.answer(id, { kind: 'yes_by', due: DAYS.tuesday })
    expect(await books.figures(books.warehouse)).toMatchObject({ asked: 2, no: 1, yes: 1 })
    const told = async (as: typeof books.shop | typeof books.owner, input: object) => (await world.call(contract.reasons, { span: 'all', ...input }, as)).body.reasons
    const line = { reason: 'capacity', no: 1, conditions: 1, met: 1, turned: 1 }
    expect(await told(books.warehouse, {})).toEqual([line])
    expect(await told(books.shop, { side: 'received' })).toEqual([])
    books.pass(40)
    await books.rollUp()
    expect(await told(books.warehouse, {})).toEqual([line])
    expect(await told(books.shop, { side: 'received' })).toEqual([line])
    expect(await told(books.owner, { side: 'all' })).toEqual([line])
    expect((await world.call(contract.reasons, { side: 'all' }, books.it)).body.code).toBe('ask.not_your_side')
  })

  it('a reason for management only is told to management and to the department itself, and to others as one that they are not told', async () => {
    const { id } = await books.raise()
    await books.answer(id, { kind: 'no_because', reason: 'security', managementOnly: true })
    books.pass(30)
    const reasons = async (as: typeof books.shop | typeof books.owner, input: object = {}) =>
      (await world.call(contract.reasons, { span: 'all', ...input }, as)).body.reasons.map(({ reason }) => reason)
    expect(await reasons(books.warehouse)).toEqual(['security'])
    expect(await reasons(books.owner, { departmentId: books.departments.warehouse })).toEqual(['security'])
    expect(await reasons(books.shop, { side: 'received' })).toEqual([null])
    const asks = async (reason: 'security' | 'hidden') => (await books.asksOf(books.shop, { figure: 'no', fromId: books.departments.shop, reason })).length
    expect([await asks('hidden'), await asks('security')]).toEqual([1, 0])
  })

  it('what was taken back before an answer counts nowhere, and nothing that is asked of a person of no department', async () => {
    const { id } = await books.raise()
    const nobody = await memberOf(world, books.owner, null, 'agent')
    await books.raise({ toDepartmentId: null, toPersonId: nobody.personId })
    await world.call(contract.withdraw, { id }, books.shop)
    expect(await books.figures(books.warehouse)).toMatchObject({ asked: 0 })
    expect(await books.read(nobody)).toMatchObject({ department: null, askedBy: [], total: { asked: 0 } })
  })

  it('only asks of the span are counted, by the month in which they were asked', async () => {
    await books.raise()
    books.pass(31)
    await books.raise({ neededBy: '2026-06-01' })
    const asked = async (span: contract.LedgerSpan) => (await world.call(contract.ledger, { span }, books.warehouse)).body.total.asked
    expect([await asked('month'), await asked('quarter'), await asked('all')]).toEqual([1, 2, 2])
    books.pass(365)
    expect([await asked('year'), await asked('all')]).toEqual([0, 2])
  })

  it('a department that is no more is in no line, also of what was rolled up', async () => {
    const { id } = await books.raise({ toDepartmentId: books.departments.it })
    await books.answer(id, { kind: 'yes_by', due: DAYS.tuesday }, books.it)
    books.pass(60)
    await books.rollUp()
    expect((await books.read(books.shop)).asking.asked).toBe(1)
    await world.call(removePerson, { id: books.it.personId }, books.owner)
    expect((await world.call(removeDepartment, { id: books.departments.it }, books.owner)).status).toBe(200)
    expect(await books.read(books.shop)).toMatchObject({ asking: { asked: 0 }, askedOf: [] })
    await books.rollUp()
    expect(await books.read(books.shop)).toMatchObject({ asking: { asked: 0 }, askedOf: [] })
  })

  it('tells open conditions and whose they are, and thanks for what was kept where it was asked for', async () => {
    const [refused, kept] = [await books.raise(), await books.raise()]
    await books.answer(refused.id, { kind: 'no_because', reason: 'security', condition: { words: 'a trust sheet', ownerDepartmentId: books.departments.it } })
    await books.keepOn(kept.id, DAYS.monday)
    for (const member of [books.shop, books.warehouse, books.it]) {
      expect((await world.call(contract.conditions, {}, member)).body.conditions).toMatchObject([{ askId: refused.id, words: 'a trust sheet', owner: { name: 'it' } }])
    }
    expect((await world.call(contract.conditions, {}, books.agency)).body.conditions).toEqual([])
    expect((await world.call(contract.thanks, {}, books.warehouse)).body.thanks).toMatchObject([{ askId: kept.id, by: { name: 'warehouse' }, for: { name: 'shop' } }])
    expect((await world.call(contract.thanks, { side: 'for' }, books.shop)).body.thanks).toMatchObject([{ askId: kept.id }])
    expect((await world.call(contract.thanks, { departmentId: books.departments.warehouse }, books.it)).status).toBe(403)
  })
})
