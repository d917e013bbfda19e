import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Asker, World } from '../../../tests/support/world.ts'
import type { InputOf } from '../../base/endpoint.ts'
import { raise } from '../contract.ts'
import { type Company, DAYS, memberOf, newAskWorld, newCompany, SUNDAY } from './asks.test-support.ts'
import { raiseAsk } from './raise-ask.ts'

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

/** What comes back when somebody of the shop raises this. */
async function codeOf(draft: Partial<InputOf<typeof raise>>, as: Asker = company.shop): Promise<string | undefined> {
  const input = { kind: 'link', title: 'a link', toDepartmentId: company.departments.warehouse, neededBy: DAYS.nextSunday, key: randomUUID(), ...draft } as const
  return (await world.call(raise, input, as)).body.code
}

describe('an ask', () => {
  it('goes from the asker’s department to another, is numbered, and tells what happened', async () => {
    const first = await company.raise()
    const second = await company.raise()
    expect(first).toMatchObject({
      number: 1, state: 'asked', round: 1, delivery: 'not_sent', promise: null, waitsFor: 'asked', neededBy: DAYS.nextSunday, answerBy: '2026-03-18T16:00:00.000Z',
      from: { department: 'shop' }, to: { department: 'warehouse', personId: null }, noEvidence: true, shortNotice: false, sides: ['asking'],
    })
    expect(second.number).toBe(2)
    expect(first.history).toMatchObject([{ name: 'ask.raised', data: { number: 1, title: 'a link on the home page' } }])
  })

  it('to a person goes to the department they are of', async () => {
    const ask = await company.raise({ toDepartmentId: null, toPersonId: company.it.personId })
    expect(ask.to).toMatchObject({ departmentId: company.departments.it, personId: company.it.personId })
  })

  it('is raised once, however often it is sent with one key, also at once', async () => {
    const key = randomUUID()
    const all = await Promise.all([1, 2, 3, 4].map(() => company.raise({ key })))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await company.facts(all[0]?.id ?? '')).toEqual(['ask.raised'])
    expect((await company.raise()).number).toBe(2)
  })

  it('numbers no two alike when many are raised at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => company.raise()))
    expect(all.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('counts as short notice when the card’s working days do not fit before the day', async () => {
    await publish('link', 5)
    expect((await company.raise({ neededBy: DAYS.nextSunday })).shortNotice).toBe(false)
    expect((await company.raise({ neededBy: DAYS.friday })).shortNotice).toBe(true)
    expect((await company.raise({ neededBy: DAYS.friday, kind: 'data' })).shortNotice).toBe(false)
  })

  it('is answered in as many working days as the card says', async () => {
    await publish('link', 5)
    expect((await company.raise()).answerBy).toBe('2026-03-16T16:00:00.000Z')
  })

  it('may be raised by Heed in the name of a department', async () => {
    const raised = await company.within((db, doer) => raiseAsk(db, doer, raise.input.parse({
      kind: 'other', title: 'x', fromDepartmentId: company.departments.it, toDepartmentId: company.departments.shop, neededBy: DAYS.monday, key: randomUUID(),
    }), { key: randomUUID() }))
    expect(raised).toMatchObject({ raised_by: null, from_department_id: company.departments.it })
  })
})

describe('what cannot be asked', () => {
  it('is to ask nobody, or one’s own department, or oneself', async () => {
    expect(await codeOf({ toDepartmentId: null })).toBe('ask.nobody_asked')
    expect(await codeOf({ toDepartmentId: company.departments.shop })).toBe('ask.own_department')
    expect(await codeOf({ toDepartmentId: null, toPersonId: company.shop.personId })).toBe('ask.own_department')
    const alone = await memberOf(world, company.owner, null, 'agent')
    expect(await codeOf({ toDepartmentId: null, toPersonId: alone.personId }, alone)).toBe('ask.own_department')
  })

  it('is a mailing without those who get it', async () => {
    expect(await codeOf({ kind: 'mailing' })).toBe('ask.recipients_missing')
    expect(await codeOf({ kind: 'mailing', recipients: '  ' })).toBe('ask.recipients_missing')
    expect(await codeOf({ kind: 'mailing', recipients: 'customers who signed up' })).toBeUndefined()
  })

  it('is a day that has passed where the asked side works, or that is too far', async () => {
    expect(await codeOf({ neededBy: DAYS.saturday })).toBe('ask.day_past')
    expect(await codeOf({ neededBy: DAYS.sunday })).toBeUndefined()
    world.clock.now = new Date('2026-03-15T22:30:00Z') // Monday has begun there
    expect(await codeOf({ neededBy: DAYS.sunday })).toBe('ask.day_past')
    expect(await codeOf({ neededBy: '2037-01-01' })).toBe('ask.too_far')
  })

  it('is of, to or about what this workspace does not have', async () => {
    const other = await newCompany(world)
    expect(await codeOf({ toDepartmentId: other.departments.warehouse })).toBe('not_found')
    expect(await codeOf({ toPersonId: other.it.personId })).toBe('not_found')
    expect(await codeOf({ fromDepartmentId: other.departments.shop }, company.owner)).toBe('not_found')
    expect(await codeOf({ mentionIds: [randomUUID()] })).toBe('not_found')
    expect(await codeOf({ queryId: randomUUID() })).toBe('not_found')
    expect(await codeOf({ kind: randomUUID() })).toBe('not_found')
  })

  it('is in the name of others, but for owners and managers', async () => {
    expect(await codeOf({ fromDepartmentId: company.departments.it })).toBe('ask.not_your_side')
    expect(await codeOf({ fromDepartmentId: company.departments.it }, company.agency)).toBe('ask.not_your_side')
    expect(await codeOf({ fromDepartmentId: company.departments.it }, company.owner)).toBeUndefined()
  })
})

/** The warehouse offers one kind, answers within a day and needs so many days for it. */
async function publish(kind: string, leadDays: number): Promise<void> {
  const own = { workspace_id: company.workspaceId, department_id: company.departments.warehouse }
  await world.db.insertInto('service_card').values({ ...own, answer_days: 1, contact_id: null, deputy_id: null, ticket_address: null, published_at: SUNDAY }).execute()
  await world.db.insertInto('service_item').values({ ...own, kind, lead_days: leadDays, place: 0 }).execute()
}
