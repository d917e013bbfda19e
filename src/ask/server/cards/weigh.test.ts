import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import type { InputOf } from '../../../base/endpoint.ts'
import { addDepartment, addPerson } from '../../../people/contract.ts'
import { addAbsence, publishCard, raise, saveCard, weigh, withdraw } from '../../contract.ts'
import { likeness } from './asked-already.ts'

/** A Tuesday; the hours are nine to six, Sunday to Thursday. */
const NOW = new Date('2026-03-10T09:00:00Z')

let world: World
let owner: Asker & { workspaceId: string }
let departmentId: string
let dana: string
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = NOW
  owner = await world.owner()
  departmentId = (await world.call(addDepartment, { name: 'IT' }, owner)).body.id
  dana = await person('Dana', 'dana@example.org')
})

const person = async (name: string, email: string | null): Promise<string> =>
  (await world.call(addPerson, { name, email, language: 'he', departmentId }, owner)).body.id

async function publish(change: Partial<InputOf<typeof saveCard>> = {}): Promise<void> {
  await world.call(saveCard, { departmentId, revision: 0, answerDays: 1, items: [{ kind: 'link', leadDays: 3 }], freezes: [], ...change }, owner)
  await world.call(publishCard, { departmentId }, owner)
}

/** What is said to a draft with evidence, unless it says otherwise. */
async function noticesOf(draft: Partial<InputOf<typeof weigh>> = {}) {
  return (await world.call(weigh, { kind: 'link', toDepartmentId: departmentId, hasEvidence: 'yes', ...draft }, owner)).body.notices
}

describe('a draft is told', () => {
  it('the first possible day when it is needed sooner than the card allows', async () => {
    await publish()
    // Wednesday, Thursday, Sunday: the third working day.
    expect(await noticesOf({ neededBy: '2026-03-12' })).toEqual([{ about: 'short_notice', leadDays: 3, possibleFrom: '2026-03-15' }])
    expect(await noticesOf({ neededBy: '2026-03-15' })).toEqual([])
  })

  it('of a freeze on the day itself, or on the days that the work takes', async () => {
    await publish({ freezes: [{ from: '2026-04-12', until: '2026-04-14', why: 'stock-taking' }] })
    const freeze = { about: 'freeze', from: '2026-04-12', until: '2026-04-14', why: 'stock-taking' }
    expect(await noticesOf({ neededBy: '2026-04-09' })).toEqual([])
    expect(await noticesOf({ neededBy: '2026-04-13' })).toEqual([freeze])
    // Three working days before the 19th is the 14th.
    expect(await noticesOf({ neededBy: '2026-04-19' })).toEqual([freeze])
    expect(await noticesOf({ neededBy: '2026-04-20' })).toEqual([])
  })

  it('that a card lists other things, unless it lists none or one asks for something else', async () => {
    await publish()
    expect(await noticesOf({ kind: 'data' })).toEqual([{ about: 'not_offered' }])
    expect(await noticesOf({ kind: 'other' })).toEqual([])
  })

  it('what the department needs to see', async () => {
    await publish({ items: [{ kind: 'link', leadDays: 0, needs: 'The address of the page' }] })
    expect(await noticesOf()).toEqual([{ about: 'needs', words: 'The address of the page' }])
  })

  it('the next working day when nobody works on the day, with or without a card', async () => {
    expect(await noticesOf({ neededBy: '2026-03-13' })).toEqual([{ about: 'day_off', next: '2026-03-15' }])
    expect(await noticesOf({ neededBy: '2026-04-02' })).toEqual([{ about: 'day_off', next: '2026-04-05' }])
  })

  it('who is away, until when, and who stands in', async () => {
    const noa = await person('Noa', 'noa@example.org')
    await publish({ contactId: dana, deputyId: noa })
    await world.call(addAbsence, { personId: dana, from: '2026-03-09', until: '2026-03-17' }, owner)
    expect(await noticesOf()).toEqual([{ about: 'away', person: 'Dana', until: '2026-03-17', deputy: 'Noa' }])
    await world.call(addAbsence, { personId: noa, from: '2026-03-10', until: '2026-03-10' }, owner)
    expect(await noticesOf()).toEqual([{ about: 'away', person: 'Dana', until: '2026-03-17', deputy: null }])
  })

  it('that nobody works there', async () => {
    const { body: empty } = await world.call(addDepartment, { name: 'Empty' }, owner)
    expect(await noticesOf({ toDepartmentId: empty.id })).toEqual([{ about: 'nobody_there' }])
  })

  it('that it shows no evidence', async () => {
    expect(await noticesOf({ hasEvidence: 'no' })).toEqual([{ about: 'no_evidence' }])
  })

  it('of an open ask of the same kind with nearly the same title, and not of one that is over', async () => {
    const asked = await world.call(raise, { kind: 'link', title: 'A link on the home page', toDepartmentId: departmentId, neededBy: '2026-04-09', key: crypto.randomUUID() }, owner)
    const already = [{ about: 'asked_already', askId: asked.body.id, number: asked.body.number }]
    expect(await noticesOf({ title: 'a link on the homepage!' })).toEqual(already)
    expect(await noticesOf({ title: 'A link on the contest page' })).toEqual([])
    expect(await noticesOf({ title: 'A link on the home page', kind: 'data' })).toEqual([])
    await world.call(withdraw, { id: asked.body.id }, owner)
    expect(await noticesOf({ title: 'A link on the home page' })).toEqual([])
  })

  it('nothing by a card that is not published', async () => {
    await world.call(saveCard, { departmentId, revision: 0, answerDays: 9, items: [{ kind: 'data', leadDays: 90 }], freezes: [] }, owner)
    expect(await noticesOf({ neededBy: '2026-03-11' })).toEqual([])
  })
})

describe('an answer would be due', () => {
  it('at the end of as many working days as the card says, or of three', async () => {
    const due = async () => (await world.call(weigh, { kind: 'link', toDepartmentId: departmentId }, owner)).body.answerBy
    await world.call(saveCard, { departmentId, revision: 0, answerDays: 9, items: [], freezes: [] }, owner)
    expect(await due()).toBe('2026-03-15T16:00:00.000Z')
    await publish({ revision: 1 })
    expect(await due()).toBe('2026-03-11T16:00:00.000Z')
  })

  it('by nobody while nobody is chosen, and by nobody who is not there', async () => {
    expect((await world.call(weigh, { kind: 'link' }, owner)).body).toMatchObject({ notices: [{ about: 'no_evidence' }], answerBy: null })
    expect((await world.call(weigh, { kind: 'link', toPersonId: crypto.randomUUID() }, owner)).body.code).toBe('not_found')
  })
})

describe('two titles', () => {
  it.each([
    ['קישור בעמוד הבית', 'קישור בעמוד הבית למבצע', true],
    ['קישור בעמוד הבית', 'קישור לעמוד הבית', true],
    ['קישור בעמוד הבית', 'דיוור ללקוחות המועדון', false],
    ['Consent list for the spring mailing', 'Consent list for the autumn mailing', false],
    ['', '', false],
  ])('%s / %s', (one, other, alike) => {
    expect(likeness(one, other) >= 0.8).toBe(alike)
  })
})
