import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asker, newWorld, type World } from '../../../../tests/support/world.ts'
import { addDepartment, addPerson, history } from '../../../people/contract.ts'
import {
  absences, addAbsence, addKind, ask, beginEmergency, changeSettings, emergency, endEmergency, kinds, raise, removeAbsence, removeKind, renameKind, settings,
} from '../../contract.ts'
import { emergenciesBetween } from './emergency.ts'

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
  departmentId = (await world.call(addDepartment, { name: 'IT' }, owner)).body.id
})

async function person(name: string, userId: string | null = null, ofDepartment: string | null = departmentId): Promise<string> {
  return (await world.call(addPerson, { name, email: `${name.toLowerCase()}@example.org`, language: 'en', departmentId: ofDepartment, userId }, owner)).body.id
}
const newestFact = async () => (await world.call(history, {}, owner)).body.facts[0]

describe('somebody is away', () => {
  it('until the last day, and then no longer listed', async () => {
    const [dana, noa] = [await person('Dana'), await person('Noa')]
    await world.call(addAbsence, { personId: dana, from: '2026-03-12', until: '2026-03-15', deputyId: noa }, owner)
    await world.call(addAbsence, { personId: noa, from: '2026-03-10', until: '2026-03-10' }, owner)
    const listed = async () => (await world.call(absences, {}, owner)).body.absences.map(({ person, deputy, from, until }) => [person.name, deputy?.name ?? null, from, until])
    expect(await listed()).toEqual([['Noa', null, '2026-03-10', '2026-03-10'], ['Dana', 'Noa', '2026-03-12', '2026-03-15']])
    world.clock.now = new Date('2026-03-11T09:00:00Z')
    expect(await listed()).toEqual([['Dana', 'Noa', '2026-03-12', '2026-03-15']])
    const { body } = await world.call(absences, {}, owner)
    await world.call(removeAbsence, { id: body.absences[0]?.id ?? '' }, owner)
    expect(await listed()).toEqual([])
    expect(await newestFact()).toMatchObject({ name: 'ask.absence_removed', data: { personId: dana } })
  })

  it.each([
    ['that ends before it begins', { from: '2026-03-15', until: '2026-03-14' }, 'bad_input'],
    ['that is over', { from: '2026-03-01', until: '2026-03-09' }, 'ask.day_past'],
    ['of nobody', { personId: crypto.randomUUID() }, 'not_found'],
    ['with a deputy who is not there', { deputyId: crypto.randomUUID() }, 'not_found'],
  ])('is refused %s', async (_name, wrong, code) => {
    const personId = await person('Dana')
    expect((await world.call(addAbsence, { personId, from: '2026-03-12', until: '2026-03-15', ...wrong }, owner)).body.code).toBe(code)
  })

  it('is no deputy of themselves', async () => {
    const personId = await person('Dana')
    expect((await world.call(addAbsence, { personId, from: '2026-03-12', until: '2026-03-15', deputyId: personId }, owner)).body.code).toBe('bad_input')
  })

  it('is said by themselves and by their department, not by others', async () => {
    const [viewer, other] = [await world.as('viewer', owner.workspaceId), await world.as('agent', owner.workspaceId)]
    const dana = await person('Dana', viewer.user.id)
    const noa = await person('Noa')
    const alone = await person('Alone', other.user.id, null)
    const days = { from: '2026-03-12', until: '2026-03-15' }
    expect((await world.call(addAbsence, { personId: dana, ...days }, viewer)).status).toBe(200)
    const { body: absence } = await world.call(addAbsence, { personId: noa, ...days }, viewer)
    expect((await world.call(addAbsence, { personId: alone, ...days }, other)).status).toBe(200)
    expect((await world.call(addAbsence, { personId: noa, ...days }, other)).body.code).toBe('ask.not_your_side')
    expect((await world.call(removeAbsence, { id: absence.id }, other)).body.code).toBe('ask.not_your_side')
    const { body } = await world.call(absences, {}, other)
    expect(body.persons.map(({ name }) => name)).toEqual(['Alone'])
    const mayRemove = Object.fromEntries(body.absences.map((one) => [one.person.name, one.mayRemove]))
    expect(mayRemove).toEqual({ Dana: false, Noa: false, Alone: true })
  })

  it('is seen by an outsider only where it is one of theirs', async () => {
    const { body: agency } = await world.call(addDepartment, { name: 'Agency', isOutside: true }, owner)
    const partner = await world.as('partner', owner.workspaceId)
    const theirs = await person('Theirs', partner.user.id, agency.id)
    const ours = await person('Ours')
    for (const personId of [theirs, ours]) await world.call(addAbsence, { personId, from: '2026-03-12', until: '2026-03-15' }, owner)
    const { body } = await world.call(absences, {}, partner)
    expect([body.absences.map(({ person }) => person.name), body.deputies.map(({ name }) => name)]).toEqual([['Theirs'], ['Theirs']])
  })
})

describe('own kinds', () => {
  it('are added, renamed and removed; no two have one name, whatever the case', async () => {
    const { body: kind } = await world.call(addKind, { name: 'Window display' }, owner)
    expect((await world.call(addKind, { name: 'window DISPLAY' }, owner)).body.code).toBe('ask.kind_taken')
    const { body: other } = await world.call(addKind, { name: 'Catering' }, owner)
    expect((await world.call(renameKind, { id: other.id, name: 'Window display' }, owner)).body.code).toBe('ask.kind_taken')
    await world.call(renameKind, { id: other.id, name: 'A room' }, owner)
    expect((await world.call(kinds, {}, owner)).body.kinds.map(({ name }) => name)).toEqual(['A room', 'Window display'])
    await world.call(removeKind, { id: kind.id }, owner)
    expect((await world.call(removeKind, { id: kind.id }, owner)).body.code).toBe('not_found')
    expect((await world.call(renameKind, { id: kind.id, name: 'Again' }, owner)).body.code).toBe('not_found')
    expect((await world.call(addKind, { name: 'Window display' }, owner)).status).toBe(200)
  })

  it('keep their name in old asks, and are offered no more', async () => {
    const { body: kind } = await world.call(addKind, { name: 'Window display' }, owner)
    const draft = { kind: kind.id, title: 'The large window', toDepartmentId: departmentId, neededBy: '2026-04-09' }
    const raised = await world.call(raise, { ...draft, key: crypto.randomUUID() }, owner)
    await world.call(removeKind, { id: kind.id }, owner)
    expect((await world.call(ask, { id: raised.body.id }, owner)).body.kindName).toBe('Window display')
    expect((await world.call(raise, { ...draft, key: crypto.randomUUID() }, owner)).body.code).toBe('not_found')
  })
})

describe('how a workspace asks', () => {
  it('has defaults, and changes only in what is said', async () => {
    const usual = { currency: 'ILS', confirmAbove: null, mailDomains: [], quietSabbath: true, quietMemorial: true }
    expect((await world.call(settings, {}, owner)).body).toEqual(usual)
    await world.call(changeSettings, { confirmAbove: 20_000, mailDomains: ['Shop.example', 'shop.example'] }, owner)
    await world.call(changeSettings, { quietSabbath: false }, owner)
    const now = { ...usual, confirmAbove: 20_000, mailDomains: ['shop.example'], quietSabbath: false }
    expect((await world.call(settings, {}, owner)).body).toEqual(now)
    expect(await newestFact()).toMatchObject({ name: 'ask.settings_changed', data: now })
    await world.call(changeSettings, { confirmAbove: null }, owner)
    expect((await world.call(settings, {}, owner)).body.confirmAbove).toBeNull()
  })

  it.each([{ currency: 'shekel' }, { confirmAbove: -1 }, { mailDomains: ['@shop.example'] }, { mailDomains: ['shop'] }, { mailDomains: ['a b.example'] }])('refuses %o', async (wrong) => {
    expect((await world.call(changeSettings, wrong, owner)).body.code).toBe('bad_input')
  })
})

describe('an emergency', () => {
  it('is on for everybody until it is ended; begun twice it is one', async () => {
    const viewer = await world.as('viewer', owner.workspaceId)
    expect((await world.call(emergency, {}, viewer)).body.emergency).toBeNull()
    const begun = await Promise.all([world.call(beginEmergency, {}, owner), world.call(beginEmergency, {}, owner)])
    world.clock.now = new Date('2026-03-11T09:00:00Z')
    expect((await world.call(beginEmergency, {}, owner)).body.emergency?.begunAt).toBe(NOW.toISOString())
    expect(begun.map(({ status }) => status)).toEqual([200, 200])
    expect((await world.call(emergency, {}, viewer)).body.emergency).toEqual({ begunAt: NOW.toISOString(), by: owner.user.name })
    expect((await world.call(endEmergency, {}, owner)).body.emergency).toBeNull()
    expect((await world.call(endEmergency, {}, owner)).status).toBe(200)
    const facts = (await world.call(history, {}, owner)).body.facts.map(({ name }) => name)
    expect(facts.filter((name) => name.startsWith('ask.emergency'))).toEqual(['ask.emergency_ended', 'ask.emergency_begun'])
  })

  it('is told by its times, to whoever counts clocks', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 2, day, 9))
    for (const [begins, ends] of [[10, 12], [14, 15]] as const) {
      world.clock.now = at(begins)
      await world.call(beginEmergency, {}, owner)
      world.clock.now = at(ends)
      await world.call(endEmergency, {}, owner)
    }
    world.clock.now = at(20)
    await world.call(beginEmergency, {}, owner)
    const between = (from: Date, until: Date) => world.doors.inWorkspace(owner.workspaceId, (db) => emergenciesBetween(db, owner.workspaceId, from, until))
    expect(await between(at(11), at(14))).toEqual([{ from: at(10), until: at(12) }])
    expect(await between(at(15), at(30))).toEqual([{ from: at(20), until: null }])
    expect(await between(at(1), at(30))).toHaveLength(3)
  })
})
