import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../tests/support/world.ts'
import { addPerson } from '../../people/contract.ts'
import * as contract from '../contract.ts'
import { answerAsk, type From } from './answer-ask.ts'
import { type Company, DAYS, memberOf, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'
import { commentOnAsk } from './comment.ts'
import { confirmAnswer } from './confirm-answer.ts'
import { lockAsk } from './lock-ask.ts'
import { seeAsk } from './see-ask.ts'

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
})
afterAll(() => world.close())

const YES: contract.AnswerGiven = { kind: 'yes_by', due: DAYS.tuesday, words: 'on Tuesday' }
const BUT: contract.AnswerGiven = { kind: 'yes_but', due: DAYS.nextSunday, words: 'only the footer' }
const NO: contract.AnswerGiven = { kind: 'no_because', reason: 'capacity', words: 'stock-taking', managementOnly: false, condition: null }

const answer = (given: contract.AnswerGiven, as: Asker = company.warehouse, more: { key?: string; revision?: number } = {}) =>
  world.call(contract.answer, { id, answer: given, key: randomUUID(), ...more }, as)

const FROM: Omit<From, 'key'> = { way: 'link', personId: null, userId: null, byName: 'Avi', byAddress: null, isConfirmed: true }

/** An answer that does not come through Heed's own pages. */
const answerBy = (given: contract.AnswerGiven, from: Partial<From> = {}) => company.within(async (db, doer) =>
  answerAsk(db, doer, await lockAsk(db, company.workspaceId, id), given, { ...FROM, key: randomUUID(), ...from }))

describe('an answer', () => {
  it('yes, by a date is a promise', async () => {
    const { body } = await answer(YES)
    expect(body).toMatchObject({
      state: 'promised', delivery: 'seen', waitsFor: 'asked', revision: 2,
      promise: { due: DAYS.tuesday, firstDue: DAYS.tuesday, state: 'due', isOverdue: false, moves: 0, scope: '' },
      answers: [{ kind: 'yes_by', way: 'app', due: DAYS.tuesday, isUnconfirmed: false }],
    })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made'])
  })

  it('yes without a date is not yet a promise, and still waits', async () => {
    world.clock.now = new Date('2026-03-17T10:00:00+02:00')
    const { body } = await answer({ kind: 'yes_needs_date', words: '' })
    expect(body).toMatchObject({ state: 'needs_date', promise: null, waitsFor: 'asked', answerBy: '2026-03-22T16:00:00.000Z' })
    world.clock.now = new Date('2026-03-18T10:00:00+02:00')
    expect((await answer({ kind: 'yes_needs_date', words: '' })).body).toMatchObject({ answerBy: '2026-03-22T16:00:00.000Z' })
    expect((await answer(YES)).body.code).toBe('ask.day_past')
    expect((await answer({ ...YES, due: DAYS.nextSunday })).body.state).toBe('promised')
  })

  it('yes, but waits for the asking side, who takes it with its date, without one, or not', async () => {
    expect((await answer(BUT)).body).toMatchObject({ state: 'countered', waitsFor: 'asking' })
    expect((await world.call(contract.acceptCounter, { id }, company.shop)).body).toMatchObject({
      state: 'promised', promise: { due: DAYS.nextSunday, scope: 'only the footer' },
    })
    expect((await answer({ ...BUT, due: null })).body).toMatchObject({ state: 'countered', promise: { state: 'withdrawn' } })
    expect((await world.call(contract.acceptCounter, { id }, company.shop)).body).toMatchObject({ state: 'needs_date' })
    await answer(BUT)
    expect((await world.call(contract.declineCounter, { id, words: 'the footer is no use' }, company.shop)).body.state).toBe('declined')
    expect(await company.facts(id)).toEqual([
      'ask.raised', 'ask.answered', 'ask.counter_accepted', 'promise.made', 'ask.answered', 'promise.withdrawn', 'ask.counter_accepted',
      'ask.answered', 'ask.counter_declined',
    ])
  })

  it('yes, but says what', async () => {
    expect((await answer({ kind: 'yes_but', due: null, words: '' })).body.code).toBe('bad_input')
  })

  it('no says why, and takes back what was promised', async () => {
    await answer(YES)
    expect((await answer(NO)).body).toMatchObject({ state: 'refused', promise: { state: 'withdrawn' }, answers: [{ kind: 'yes_by' }, { reason: 'capacity', condition: null }] })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made', 'ask.answered', 'promise.withdrawn'])
  })

  it('yes, by another date moves the promise there is', async () => {
    await answer(YES)
    expect((await answer({ ...YES, due: DAYS.nextSunday })).body).toMatchObject({ state: 'promised', promise: { firstDue: DAYS.tuesday, due: DAYS.nextSunday, moves: 1 } })
    expect((await company.facts(id)).slice(-2)).toEqual(['ask.answered', 'promise.moved'])
  })

  it('cannot be for a day that has passed, on which nobody works, or ten years away', async () => {
    expect((await answer({ ...YES, due: DAYS.saturday })).body.code).toBe('ask.day_past')
    expect((await answer({ ...YES, due: DAYS.friday })).body).toMatchObject({ code: 'ask.day_off', details: { next: DAYS.nextSunday } })
    expect((await answer({ ...BUT, due: '2026-04-02' })).body).toMatchObject({ code: 'ask.day_off', details: { next: '2026-04-05' } })
    expect((await answer({ ...YES, due: '2037-03-15' })).body.code).toBe('ask.too_far')
    expect(await company.facts(id)).toEqual(['ask.raised'])
  })

  it('may be for any day in a department that never works', async () => {
    company = await newCompany(world)
    id = (await company.raise()).id
    await world.db.updateTable('market').set({ hours: '[[],[],[],[],[],[],[]]' }).where('workspace_id', '=', company.workspaceId).execute()
    expect((await answer({ ...YES, due: DAYS.friday })).body.state).toBe('promised')
  })
})

describe('the same answer twice', () => {
  it('is one, also at once and when much has happened since', async () => {
    const key = randomUUID()
    await Promise.all([1, 2, 3].map(() => answer(YES, company.warehouse, { key })))
    await answer(NO)
    expect((await answer(YES, company.warehouse, { key, revision: 1 })).body).toMatchObject({ state: 'refused', answers: [{ kind: 'yes_by' }, { kind: 'no_because' }] })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answered', 'promise.made', 'ask.answered', 'promise.withdrawn'])
  })

  it('is told from two people who answer at once: each is a fact, the later one counts', async () => {
    const colleague = await memberOf(world, company.owner, company.departments.warehouse, 'agent')
    const both = await Promise.all([answer(NO), answer(NO, colleague)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect((await company.see(id)).answers).toHaveLength(2)
    expect((await company.facts(id)).filter((name) => name === 'ask.answered')).toHaveLength(2)
  })

  it('is refused as changed when it was chosen before another one', async () => {
    await answer(NO)
    expect((await answer(YES, company.warehouse, { revision: 1 })).body.code).toBe('conflict')
  })
})

describe('an answer that comes too late', () => {
  it('after the ask was withdrawn changes nothing, and its words are kept', async () => {
    await world.call(contract.withdraw, { id, words: 'done otherwise' }, company.shop)
    const key = randomUUID()
    const late: contract.AnswerGiven = { ...NO, condition: { words: 'two days more', ownerDepartmentId: null, ownerPersonId: null } }
    expect((await answer(late, company.warehouse, { key })).body.code).toBe('ask.not_now')
    expect((await answer(late, company.warehouse, { key })).body.code).toBe('ask.not_now')
    expect(await company.see(id)).toMatchObject({ state: 'withdrawn', answers: [], comments: [{ words: 'stock-taking\ntwo days more', isUnreadMail: false }] })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.withdrawn', 'ask.commented'])
  })
})

describe('an answer that waits for its code', () => {
  it('changes nothing until it is confirmed, once', async () => {
    const { answerId } = await answerBy(YES, { isConfirmed: false })
    expect(await company.see(id)).toMatchObject({ state: 'asked', delivery: 'not_sent', answers: [{ isUnconfirmed: true }] })
    const confirm = () => company.within(async (db, doer) => confirmAnswer(db, doer, await lockAsk(db, company.workspaceId, id), answerId))
    await confirm()
    await confirm()
    expect(await company.see(id)).toMatchObject({ state: 'promised', answers: [{ isUnconfirmed: false }] })
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.answer_unconfirmed', 'ask.answered', 'promise.made'])
  })

  it('does not count in a later round, nor when its day has passed, nor for another ask', async () => {
    const { answerId } = await answerBy(YES, { isConfirmed: false })
    const confirm = (of = id) => company.within(async (db, doer) => confirmAnswer(db, doer, await lockAsk(db, company.workspaceId, of), answerId))
    await expect(confirm((await company.raise()).id)).rejects.toMatchObject({ code: 'not_found' })
    world.clock.now = new Date('2026-03-18T10:00:00+02:00')
    await expect(confirm()).rejects.toMatchObject({ code: 'ask.day_past' })
    await answer(NO)
    await world.call(contract.askAgain, { id, neededBy: DAYS.nextSunday }, company.shop)
    await expect(confirm()).rejects.toMatchObject({ code: 'ask.not_now' })
  })
})

describe('an answer by phone', () => {
  const told = { by: 'Avi', toldOn: DAYS.sunday }
  const writeDown = (more: object, as: Asker = company.shop) => world.call(contract.writeDown, { id, answer: YES, key: randomUUID(), ...told, ...more }, as)

  it('is written down by either side, with who said it and when', async () => {
    expect((await writeDown({ personId: company.warehouse.personId })).body).toMatchObject({
      state: 'promised', answers: [{ way: 'told', by: 'Avi', toldOn: DAYS.sunday, writtenBy: company.shop.user.name }],
    })
  })

  it('was not given in the future, and may have named a day that has passed since', async () => {
    expect((await writeDown({ toldOn: DAYS.monday })).body.code).toBe('ask.told_in_future')
    world.clock.now = new Date('2026-03-18T10:00:00+02:00')
    expect((await writeDown({ toldOn: DAYS.monday })).body).toMatchObject({ state: 'promised', promise: { due: DAYS.tuesday, isOverdue: true } })
  })

  it('is not written down by whoever has nothing to do with it', async () => {
    expect((await writeDown({}, company.it)).body.code).toBe('ask.not_your_side')
    expect((await writeDown({ personId: randomUUID() })).body.code).toBe('not_found')
  })
})

describe('only the asked side answers', () => {
  it('every person of the department, its contact and deputy, the person asked, and management', async () => {
    expect((await answer(NO, company.shop)).body.code).toBe('ask.not_your_side')
    expect((await answer(NO, company.it)).body.code).toBe('ask.not_your_side')
    expect((await answer(NO, company.owner)).status).toBe(200)
    const own = { workspace_id: company.workspaceId, department_id: company.departments.agency }
    id = (await company.raise({ toDepartmentId: company.departments.agency })).id
    expect((await answer(NO, company.it)).body.code).toBe('ask.not_your_side')
    await world.db.insertInto('service_card').values({ ...own, contact_id: null, deputy_id: company.it.personId, ticket_address: null, published_at: null }).execute()
    expect((await answer(NO, company.it)).status).toBe(200)
  })

  it('whoever stands in while the person asked is away', async () => {
    id = (await company.raise({ toDepartmentId: null, toPersonId: company.warehouse.personId })).id
    expect((await answer(NO, company.it)).body.code).toBe('ask.not_your_side')
    await world.db.insertInto('absence').values({
      workspace_id: company.workspaceId, id: randomUUID(), person_id: company.warehouse.personId, from_day: DAYS.saturday, until_day: DAYS.tuesday, deputy_id: company.it.personId,
    }).execute()
    expect((await answer(NO, company.it)).status).toBe(200)
  })

  it('a person of another workspace may not own the condition', async () => {
    const other = await world.owner()
    const { body } = await world.call(addPerson, { name: 'Noa', language: 'he' }, other)
    const given = { ...NO, condition: { words: 'x', ownerDepartmentId: null, ownerPersonId: body.id } }
    expect((await answer(given)).body.code).toBe('not_found')
  })
})

describe('an ask is seen', () => {
  it('once, whoever says it again, and never after it was answered', async () => {
    const see = () => company.within(async (db, doer) => seeAsk(db, doer, await lockAsk(db, company.workspaceId, id), { way: 'link', by: 'Avi' }))
    await Promise.all([see(), see()])
    expect((await world.call(contract.see, { id }, company.warehouse)).body).toMatchObject({ state: 'seen', delivery: 'seen' })
    await answer(NO)
    await see()
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.seen', 'ask.answered'])
    expect((await world.call(contract.see, { id }, company.shop)).body.code).toBe('ask.not_your_side')
  })
})

describe('words', () => {
  it('may be said in any state, and a letter that comes twice is kept once', async () => {
    await world.call(contract.withdraw, { id }, company.shop)
    expect((await world.call(contract.comment, { id, words: 'thanks anyway' }, company.warehouse)).body.comments).toMatchObject([{ words: 'thanks anyway' }])
    const mail = { words: 'received', userId: null, personId: null, byName: 'Avi', isUnreadMail: true, key: '<1@mail>' }
    const keep = () => company.within(async (db, doer) => commentOnAsk(db, doer, await lockAsk(db, company.workspaceId, id), mail))
    expect([(await keep()).isNew, (await keep()).isNew]).toEqual([true, false])
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.withdrawn', 'ask.commented', 'ask.mail_unread'])
  })

  it('of nobody’s are refused', async () => {
    expect((await world.call(contract.comment, { id, words: 'hm' }, company.it)).body.code).toBe('ask.not_your_side')
    expect((await world.call(contract.comment, { id, words: '  ' }, company.shop)).body.code).toBe('bad_input')
  })
})

describe('files', () => {
  it('are attached by either side, ten at most, and handed out again', async () => {
    const attach = (name: string) => world.call(contract.attach, { id, name, type: 'text/plain', base64: Buffer.from('שלום').toString('base64') }, company.warehouse)
    for (let n = 1; n <= 10; n++) expect((await attach(`${n}.txt`)).status).toBe(200)
    expect((await attach('11.txt')).body).toMatchObject({ code: 'ask.too_many_files', details: { most: 10 } })
    const { files } = await company.see(id)
    expect(files).toHaveLength(10)
    expect(files[0]).toMatchObject({ type: 'text/plain', bytes: 8 })
  })
})
