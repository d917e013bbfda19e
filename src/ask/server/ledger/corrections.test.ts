import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../../tests/support/world.ts'
import type { InputOf } from '../../../base/endpoint.ts'
import * as contract from '../../contract.ts'
import { newAskWorld, SUNDAY } from '../asks.test-support.ts'
import { type Books, newBooks } from './ledger.test-support.ts'

let world: World
let books: Books
let id: string
beforeAll(async () => {
  world = await newAskWorld()
})
/** An ask of the shop that the warehouse let fall silent. */
beforeEach(async () => {
  world.clock.now = SUNDAY
  books = await newBooks(world)
  id = (await books.raise({ neededBy: '2026-06-30' })).id
  await books.staySilent(id)
})
afterAll(() => world.close())

const correct = (input: Partial<InputOf<typeof contract.correct>> = {}, as: Asker = books.warehouse) =>
  world.call(contract.correct, { askId: id, round: 1, about: 'silent', truth: 'not_counted', words: 'the letter went to somebody who had left', ...input }, as)
const settle = (correctionId: string, accept: boolean, as: Asker = books.shop) => world.call(contract.settleCorrection, { id: correctionId, accept, words: 'we looked' }, as)
const silent = async () => [
  (await books.figures(books.warehouse)).silent, (await books.read(books.shop)).askedOf[0]?.figures.silent, (await books.figures(books.owner, books.departments.warehouse)).silent,
]

describe('a correction', () => {
  it('that the other side accepts counts: in what others see, and in what was rolled up', async () => {
    const { body } = await correct()
    expect(body).toMatchObject({ about: 'silent', truth: 'not_counted', state: 'open', maySettle: false })
    expect((await world.call(contract.openCorrections, {}, books.shop)).body.asks).toMatchObject([{ askId: id, answer: null, corrections: [{ id: body.id, maySettle: true }] }])
    books.pass(40)
    expect(await silent()).toEqual([1, 1, 1])
    await books.rollUp()
    expect((await settle(body.id, true)).body).toMatchObject({ state: 'accepted', settledWords: 'we looked' })
    expect(await silent()).toEqual([0, 0, 0])
    await books.rollUp()
    expect(await silent()).toEqual([0, 0, 0])
    expect((await books.asksOf(books.owner, { toId: books.departments.warehouse }))[0]?.corrections).toMatchObject([{ state: 'accepted' }])
    expect((await world.call(contract.openCorrections, {}, books.shop)).body.asks).toEqual([])
  })

  it('that is contested leaves it as it was, with both versions beside it', async () => {
    const { body } = await correct()
    await settle(body.id, false)
    books.pass(30)
    expect(await silent()).toEqual([1, 1, 1])
    const [seen] = await books.asksOf(books.owner, { toId: books.departments.warehouse })
    expect(seen?.corrections).toMatchObject([{ words: 'the letter went to somebody who had left', state: 'contested', settledWords: 'we looked' }])
  })

  it('holds what it is about back from others while it is open, for 14 days at most', async () => {
    books.pass(10)
    await correct()
    books.pass(7)
    expect(await silent()).toEqual([1, 0, 0]) // without it, the other side saw it by now
    books.pass(8)
    expect(await silent()).toEqual([1, 1, 0])
  })

  it('is for the department itself, within 14 days, about what stands there, and once', async () => {
    for (const other of [books.shop, books.it, books.agency, books.owner]) expect((await correct({}, other)).body.code).toBe('ask.not_your_side')
    expect((await correct({ about: 'late' })).body.code).toBe('conflict')
    expect((await correct({ truth: 'kept' })).body.code).toBe('ask.correction_late') // silence cannot have been a promise kept
    const [first, second] = await Promise.all([correct(), correct()])
    expect([first.status, second.status].toSorted()).toEqual([200, 409])
    const made = first.status === 200 ? first : second
    for (const other of [books.warehouse, books.it, books.owner]) expect((await settle(made.body.id, true, other)).body.code).toBe('ask.not_your_side')
    expect((await settle(made.body.id, false)).status).toBe(200)
    expect((await settle(made.body.id, true)).body.code).toBe('conflict')
    expect((await correct()).body.code).toBe('conflict')
  })

  it('after 14 days is refused; a comment is not, and changes nothing', async () => {
    books.pass(15)
    expect((await correct()).body.code).toBe('ask.correction_late')
    expect((await correct({ truth: null })).body).toMatchObject({ state: 'said', truth: null })
    expect(await silent()).toEqual([1, 1, 0])
    const told = async (as: Asker) => (await books.asksOf(as, { toId: books.departments.warehouse, fromId: books.departments.shop }))[0]?.corrections.length
    expect([await told(books.warehouse), await told(books.shop), await told(books.owner)]).toEqual([1, 1, 0])
  })

  it('is about what happened then, and not about what happens later', async () => {
    const { body } = await correct()
    await settle(body.id, true)
    books.pass(1)
    await books.answer(id, { kind: 'yes_by', due: '2026-06-15' })
    expect((await books.asksOf(books.warehouse, {}))[0]).toMatchObject({ answer: 'yes', inTime: false, mayCorrect: [{ about: 'late_answer', truths: ['in_time', 'not_counted'] }] })
    const late = await correct({ about: 'late_answer', truth: 'in_time' })
    await settle(late.body.id, true)
    expect((await books.asksOf(books.warehouse, {}))[0]).toMatchObject({ answer: 'yes', inTime: true, mayCorrect: [] })
  })
})
