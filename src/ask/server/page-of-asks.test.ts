import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNetwork, type Saying } from '../../../tests/support/hear.ts'
import type { Asker, World } from '../../../tests/support/world.ts'
import type { InputOf } from '../../base/endpoint.ts'
import { addQuery } from '../../listen/contract.ts'
import * as contract from '../contract.ts'
import { type Company, DAYS, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'

let world: World
let company: Company
beforeAll(async () => {
  world = await newAskWorld()
})
beforeEach(async () => {
  world.clock.now = SUNDAY
  company = await newCompany(world)
})
afterAll(() => world.close())

/** Raises an ask a second later than the one before. */
async function raise(title: string, draft: Partial<InputOf<typeof contract.raise>> = {}, as?: Asker): Promise<string> {
  world.clock.now = new Date(world.clock.now.getTime() + 1_000)
  return (await company.raise({ title, ...draft }, as)).id
}

const answer = (id: string, given: InputOf<typeof contract.answer>['answer'], as: Asker = company.owner) =>
  world.call(contract.answer, { id, answer: given, key: randomUUID() }, as)

const titles = async (input: Partial<InputOf<typeof contract.asks>>, as: Asker = company.shop) =>
  (await world.call(contract.asks, input, as)).body.asks.map(({ title }) => title)

describe('a list of asks', () => {
  it('is newest first, in pages that miss none and repeat none', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await raise(title)
    const first = (await world.call(contract.asks, { limit: 2 }, company.shop)).body
    const second = (await world.call(contract.asks, { limit: 2, after: first.next ?? '' }, company.shop)).body
    const third = (await world.call(contract.asks, { limit: 2, after: second.next ?? '' }, company.shop)).body
    expect([first, second, third].map(({ asks }) => asks.map(({ title }) => title))).toEqual([['e', 'd'], ['c', 'b'], ['a']])
    expect(third.next).toBeNull()
    expect((await world.call(contract.asks, { after: 'nonsense' }, company.shop)).status).toBe(400)
  })

  it('is of those one answers, or of those one follows', async () => {
    await raise('mine', {}, company.shop)
    await raise('for me', { toDepartmentId: company.departments.shop }, company.it)
    await raise('for me alone', { toDepartmentId: null, toPersonId: company.shop.personId }, company.it)
    await raise('of others', {}, company.it)
    await raise('in our name', { fromDepartmentId: company.departments.shop }, company.owner)
    expect(await titles({ box: 'to_follow' })).toEqual(['in our name', 'mine'])
    expect(await titles({ box: 'to_answer' })).toEqual(['for me alone', 'for me'])
    expect(await titles({ box: 'to_follow' }, company.owner)).toEqual(['in our name'])
    expect((await world.call(contract.counts, {}, company.shop)).body).toEqual({ toAnswer: 2, toFollow: 2, silent: 0, dueSoon: 0, overdue: 0 })
  })

  it('is of one column of a board', async () => {
    await raise('waiting')
    await answer(await raise('without a date'), { kind: 'yes_needs_date' })
    await answer(await raise('countered'), { kind: 'yes_but', words: 'half' })
    await answer(await raise('refused'), { kind: 'no_because', reason: 'capacity' })
    await answer(await raise('promised'), { kind: 'yes_by', due: DAYS.monday })
    await world.call(contract.withdraw, { id: await raise('withdrawn') }, company.shop)
    const silent = await raise('silent')
    await world.db.updateTable('ask').set({ silent_at: SUNDAY }).where('id', '=', silent).execute()
    expect(await titles({ state: 'waiting' })).toEqual(['silent', 'without a date', 'waiting'])
    for (const state of ['countered', 'refused', 'promised', 'silent'] as const) expect(await titles({ state })).toEqual([state])
    expect(await titles({ state: 'over' })).toEqual(['withdrawn'])
    expect(await titles({ state: 'overdue' })).toEqual([])
    expect(await titles({ state: 'open' })).toHaveLength(6)
    expect((await world.call(contract.counts, {}, company.shop)).body).toEqual({ toAnswer: 0, toFollow: 6, silent: 1, dueSoon: 1, overdue: 0 })
  })

  it('finds by number and by words of the title, whatever letters they have', async () => {
    await raise('100% wool_socks')
    await raise('באנר לדף הבית')
    expect(await titles({ find: '#1' })).toEqual(['100% wool_socks'])
    expect(await titles({ find: '2' })).toEqual(['באנר לדף הבית'])
    expect(await titles({ find: 'הבית' })).toEqual(['באנר לדף הבית'])
    expect(await titles({ find: 'WOOL_' })).toEqual(['100% wool_socks'])
    expect(await titles({ find: '0%_' })).toEqual([])
    expect(await titles({ find: '99999999999' })).toEqual([])
  })

  it('is of one department, on whichever side', async () => {
    await raise('to it', { toDepartmentId: company.departments.it })
    await raise('from it', {}, company.it)
    await raise('neither')
    expect(await titles({ departmentId: company.departments.it })).toEqual(['from it', 'to it'])
  })
})

describe('asks with voices', () => {
  let say: (...sayings: Saying[]) => Promise<void>
  beforeEach(async () => {
    await world.call(addQuery, { name: 'Lantern', text: 'lantern' }, company.owner)
    say = await newNetwork(world, company.workspaceId)
  })

  const mentions = () => world.db.selectFrom('mention').select(['id', 'text']).where('workspace_id', '=', company.workspaceId).orderBy('said_at').orderBy('external_id').execute()

  it('show them in the order chosen, are found by them, and tell mentions what they wait for', async () => {
    await say({ externalId: 'a', text: 'Where is my lantern?' }, { externalId: 'b', text: 'Lantern, again!' })
    const [first, second] = (await mentions()).map(({ id }) => id)
    const id = await raise('with voices', { mentionIds: [second ?? '', first ?? '', second ?? ''] })
    await raise('without')
    expect(await company.see(id)).toMatchObject({ noEvidence: false, voices: 2, evidence: [{ mentionId: second, text: 'Lantern, again!' }, { mentionId: first }] })
    expect(await titles({ mentionId: first ?? '' })).toEqual(['with voices'])
    const { body } = await world.call(contract.ofMentions, { ids: `${first},${second}` }, company.shop)
    expect(body.asks.map(({ mentionId, state, title }) => [mentionId, state, title]).toSorted()).toEqual([[first, 'asked', 'with voices'], [second, 'asked', 'with voices']].toSorted())
    expect((await world.call(contract.ofMentions, { ids: `${first}` }, company.agency)).body.asks).toEqual([])
    expect((await world.call(contract.ofMentions, { ids: 'x,y' }, company.shop)).body.code).toBe('bad_input')
    expect((await world.call(contract.ofMentions, { ids: '' }, company.shop)).body.asks).toEqual([])
  })

  it('show none that was deleted or blocked since', async () => {
    await say({ externalId: 'a', text: 'Where is my lantern?' }, { externalId: 'b', text: 'Lantern, again!' })
    const all = await mentions()
    const id = await raise('with voices', { mentionIds: all.map((mention) => mention.id) })
    await world.db.updateTable('mention').set({ text: '', deleted_at: SUNDAY }).where('id', '=', all[0]?.id ?? '').execute()
    expect((await company.see(id)).evidence).toHaveLength(1)
  })

  it('remember how often their query was heard in the four weeks before', async () => {
    const weeksAgo = (weeks: number) => new Date(SUNDAY.getTime() - weeks * 7 * 86_400_000)
    await say(...[0, 1, 3, 5].map((weeks) => ({ externalId: `w${weeks}`, text: 'lantern', saidAt: weeksAgo(weeks) })))
    const { id: queryId } = await world.db.selectFrom('query').select('id').where('workspace_id', '=', company.workspaceId).executeTakeFirstOrThrow()
    expect((await company.see(await raise('a theme', { queryId }))).query).toEqual({ id: queryId, name: 'Lantern', mentions: 3 })
  })
})
